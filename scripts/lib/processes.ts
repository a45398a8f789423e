import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './root.ts';

export interface Finished {
  /** As a shell counts it: 128 + the signal's number for a process that a signal ended. */
  code: number;
  /** Both its streams, in the order in which they came. */
  output: string;
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Called with what the process prints, as it prints it; it is kept in `output` as well. */
  onOutput?: (text: string) => void;
}

/** Runs a program to its end. A program that cannot be started ends with code 127. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk: string) => {
      output += chunk;
      options.onOutput?.(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    // 'close' and not 'exit': what it printed last is still on its way at 'exit'.
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGTERM'], output }),
    );
  });
}

/** Starts a program of this project's own Node, by path. */
export function startNode(args: string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit', ...options });
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Resolves when the process has ended, with its exit code (null for one that a signal ended). */
export function exited(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (hasExited(child)) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
}

/** Asks a process to end, and ends it if it has not after `patience` milliseconds. */
export async function stop(child: ChildProcess, patience = 10_000): Promise<void> {
  if (hasExited(child)) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await exited(child);
  clearTimeout(timer);
}

/**
 * Resolves with the first SIGINT, SIGTERM or SIGHUP that this process gets. Later ones are survived:
 * Ctrl-C often comes twice, from the terminal and passed on, and what was started has to be ended.
 */
export function askedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(signal));
    }
  });
}
