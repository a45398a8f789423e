import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from '../../../scripts/lib/processes.ts';
import { root } from '../../../scripts/lib/root.ts';

export const siteKey = 'pk_bench';

export interface Served {
  url: string;
  stop(): Promise<void>;
}

/**
 * The real server, as its own process, on a database file of its own.
 * @param database the URL of another database
 */
export async function serveKit(
  origins: string[] = [],
  database?: string,
): Promise<Served & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
  const config = join(folder, 'kit.json');
  const anonymous = { report: true, badges: true };
  const sites = [{ key: siteKey, name: 'Bench', origins, anonymous }];
  await writeFile(config, JSON.stringify({ sites }));
  const cli = join(root, 'packages/server/dist/cli.js');
  const served = await whenListening(
    spawn(process.execPath, [cli, 'serve', '--config', config, '--port', '0'], {
      env: { ...process.env, DATABASE_URL: database ?? `sqlite:${join(folder, 'kit.db')}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  return {
    ...served,
    folder,
    async stop() {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A bare `node:http` server in its own process: the floor under everything that speaks HTTP in Node. */
export function serveFloor(script: string, env: Record<string, string> = {}): Promise<Served> {
  return whenListening(
    spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

/** The kit's own edge and commands, on a store that keeps everything in memory only. */
export function serveInMemory(): Promise<Served> {
  const script = join(root, 'test/bench/support/memory-server.ts');
  return whenListening(
    spawn(process.execPath, ['--conditions=incident-kit-source', script, siteKey], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

async function whenListening(child: ChildProcess): Promise<Served> {
  let output = '';
  for await (const part of child.stdout ?? []) {
    output += part;
    const url = /"url":"([^"]+)"/.exec(output)?.[1];
    if (url) {
      child.stdout?.resume();
      return { url, stop: () => stop(child) };
    }
  }
  throw new Error(`It did not start: ${output}`);
}
