import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../../scripts/lib/ports.ts';

const keeper = fileURLToPath(new URL('./postgres-process.ts', import.meta.url));

/** The name of the database, in the server of a test run, that has the tables and nothing in them. */
export const template = 'kit_template';

/** A real PostgreSQL, for whoever started it alone. */
export interface TestPostgres {
  /** Without a database. */
  url: string;
  /** Ends every connection, as a restart of the server does. What is committed stays. */
  stop(): Promise<void>;
  /** As a power cut: nothing is written down that was not yet. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

/** @param settings of the server, as `name=value` */
export async function startPostgres(settings: string[] = []): Promise<TestPostgres> {
  const port = await freePort();
  const child = fork(keeper, [String(port), ...settings], {
    // On its own, or Ctrl-C would end PostgreSQL before those who use it are done.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = () =>
    new Promise<string | null>((resolve, reject) => {
      const ended = () => reject(new Error('PostgreSQL’s keeper has ended.'));
      child.once('exit', ended);
      child.once('message', (message: { answer?: string | null; error?: string }) => {
        child.off('exit', ended);
        if (message.error === undefined) resolve(message.answer ?? null);
        else reject(new Error(`PostgreSQL did not start:\n${message.error}`));
      });
    });
  const tell = (what: 'start' | 'stop' | 'crash') => {
    child.send(what);
    return answer();
  };
  await answer();
  const url = (await tell('start')) ?? '';
  return {
    url,
    async stop() {
      await tell('stop');
    },
    async crash() {
      await tell('crash');
    },
    async start() {
      await tell('start');
    },
    async remove() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

/** Runs statements as the owner of the server. */
export async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
