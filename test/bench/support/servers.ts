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

/** The real server, as its own process, on a database file of its own. */
export async function serveKit(origins: string[] = []): Promise<Served & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
  const config = join(folder, 'kit.json');
  const anonymous = { report: true, badges: true };
  const sites = [{ key: siteKey, name: 'Bench', origins, anonymous }];
  await writeFile(config, JSON.stringify({ sites }));
  const cli = join(root, 'packages/server/dist/cli.js');
  const served = await whenListening(
    spawn(process.execPath, [cli, 'serve', '--config', config, '--port', '0'], {
      env: { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'kit.db')}` },
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
