import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from '../../../scripts/lib/processes.ts';
import { root } from '../../../scripts/lib/root.ts';
import { noLimits } from '../../support/no-limits.ts';

export const siteKey = 'pk_bench';

export interface Served {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

export interface KitToServe {
  /** Origins of the site. */
  origins?: string[];
  /** The URL of a database; by default a file of its own. */
  database?: string;
  /** The folder of another version of this project, which has been built. */
  checkout?: string;
  /** Shared with those who sign tokens. */
  secret?: string;
  /** Its `limits`, where they are what is measured; else there are none. */
  limits?: object;
  /** What Node is started with. */
  nodeOptions?: string;
  /** First versions of documents. */
  configuration?: object;
  /** What may send alerts. */
  sources?: object[];
  /** What sends messages. */
  channels?: object[];
}

/** The real server, as its own process. */
export async function serveKit({
  origins = [],
  database,
  checkout = root,
  secret,
  configuration = {},
  limits,
  nodeOptions,
  sources,
  channels,
}: KitToServe = {}): Promise<Served & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
  const config = join(folder, 'kit.json');
  const anonymous = { report: true, badges: true };
  const site = {
    ...{ key: siteKey, name: 'Bench', origins, anonymous, ...(secret && { secret }) },
    // Not known to every version that is measured.
    ...(checkout === root && { highestRole: 'admin' }),
  };
  // Neither are these.
  const settings =
    checkout === root
      ? { limits: limits ?? noLimits, ...(sources && { sources }), ...(channels && { channels }) }
      : {};
  await writeFile(config, JSON.stringify({ sites: [site], configuration, ...settings }));
  const cli = join(checkout, 'packages/server/dist/cli.js');
  const served = await whenListening(
    spawn(process.execPath, [cli, 'serve', '--config', config, '--port', '0'], {
      env: {
        ...process.env,
        DATABASE_URL: database ?? `sqlite:${join(folder, 'kit.db')}`,
        ...(nodeOptions && { NODE_OPTIONS: nodeOptions }),
      },
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

/** A floor that answers the same bytes to everything, and does nothing else. */
export function serveBytes(body: string): Promise<Served> {
  return serveFloor(
    `import { createServer } from 'node:http';
     const body = process.env.BODY;
     const length = Buffer.byteLength(body);
     const server = createServer((request, response) => {
       response.writeHead(200, { 'content-type': 'application/json', 'content-length': length });
       response.end(body);
     }).listen(0, '127.0.0.1', () =>
       console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })));`,
    { BODY: body },
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
      return { url, pid: child.pid ?? 0, stop: () => stop(child) };
    }
  }
  throw new Error(`It did not start: ${output}`);
}
