import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { programFile } from '../../support/programs.ts';

/** A process of a test's own, and what it has said. */
export interface Child {
  process: ChildProcess;
  lines: string[];
  /** Lets it begin; until then it has only loaded its program. */
  begin(): void;
  /** Resolves when it has said this many lines. */
  says(count: number): Promise<void>;
  /** As a power cut would: no time to say goodbye. Resolves when everything that it said has been read. */
  kill(): Promise<void>;
}

/** A process that writes to a store. */
export function startWriter(url: string, ...options: string[]): Child {
  return startChild([programFile('writer'), url, ...options]);
}

/** An instance that does nothing but look for what has fallen due. */
export function startSweeper(url: string, ...options: string[]): Child {
  return startChild([programFile('sweeper'), url, ...options]);
}

/** An instance that does nothing but index words, of a few incidents at a time. */
export function startIndexer(url: string): Child {
  return startChild([programFile('indexer'), url]);
}

/** A whole instance on a machine whose clock is ahead, or behind when it is less than nothing. */
export function startShifted(url: string, ms: number): Child {
  const program = fileURLToPath(new URL('shifted-process.ts', import.meta.url));
  return startChild(['--conditions=incident-kit-source', program, url, String(ms)]);
}

function startChild(args: string[]): Child {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]);
  reader.on('line', (line) => lines.push(line));
  return {
    process: child,
    lines,
    begin() {
      child.stdin.write('begin\n');
    },
    async says(count) {
      while (lines.length < count) {
        const more = once(reader, 'line');
        const gone = ended.then(() => {
          throw new Error(`It ended after ${lines.length} of ${count} lines.`);
        });
        await Promise.race([more, gone]);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
