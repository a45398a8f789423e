import { existsSync } from 'node:fs';
import { rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { administer, startPostgres, type TestPostgres } from '../../support/postgres.ts';

/** A PostgreSQL of the test's own, with an empty database, to be stopped, crashed and filled. */
export async function ownPostgres(
  settings: string[] = ['fsync=off'],
): Promise<{ server: TestPostgres; url: string }> {
  const server = await startPostgres(settings);
  onTestFinished(() => server.remove());
  await administer(server.url, 'create database kit');
  return { server, url: `${server.url}/kit` };
}

/** Tries until it works, as a person would; what it was refused with is kept. */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  refusals: unknown[] = [],
): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      refusals.push(error);
      await pause();
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A connection that looks after the database behind the kit's back. It is closed when the test is done. */
export async function administrator(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'administrator' });
  // A test may end the server that it is connected to.
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** The sessions that the kit has in the database of a connection. */
const sessions = `
  from pg_stat_activity where datname = current_database() and application_name = 'incident-kit'`;

/** Resolves once a session of the kit waits for a lock. */
export async function untilOneWaits(client: pg.Client): Promise<void> {
  const text = `select count(*)::int as count ${sessions} and wait_event_type = 'Lock'`;
  while ((await client.query(text)).rows[0].count === 0) await pause();
}

/** Cancels whatever statements of the kit are running, as an operator would that finds them slow. */
export async function cancelStatements(client: pg.Client): Promise<void> {
  await client.query(`select pg_cancel_backend(pid) ${sessions} and state = 'active'`);
}

/** Ends all sessions of the kit. */
export async function terminateSessions(client: pg.Client): Promise<void> {
  await client.query(`select pg_terminate_backend(pid) ${sessions}`);
}

/** Kills the process of one session of the kit: PostgreSQL then ends all sessions, and recovers. */
export async function killSession(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select pid ${sessions} limit 1`);
  process.kill(rows[0].pid, 'SIGKILL');
}

export interface HeldLock {
  release(): Promise<void>;
}

/** Holds the lock that every commit takes first, as a client would that was frozen in a transaction. */
export function holdHead(url: string): Promise<HeldLock> {
  return hold(url, 'select from head for update');
}

/** Begins a transaction with a statement, and leaves it open. */
export async function hold(url: string, statement: string): Promise<HeldLock> {
  const client = await administrator(url);
  await client.query('begin');
  await client.query(statement);
  return {
    async release() {
      await client.query('rollback');
    },
  };
}

/**
 * Leaves no room for a page of a table, which is emptied: its file becomes the device that is always
 * full. Where a machine has none, PostgreSQL is told to say the same.
 * @returns makes room again
 */
export async function fillDisk(client: pg.Client, table = 'answers'): Promise<() => Promise<void>> {
  if (!existsSync('/dev/full')) return sayDiskIsFull(client, table);
  // Nobody may write to the new file before it is another.
  await client.query(`begin; truncate ${table}`);
  const { rows } = await client.query(
    `select current_setting('data_directory') as folder, pg_relation_filepath('${table}') as file`,
  );
  const file = join(rows[0].folder, rows[0].file);
  await rename(file, `${file}.empty`);
  await symlink('/dev/full', file);
  await client.query('commit');
  return async () => {
    await rm(file);
    await rename(`${file}.empty`, file);
    // A new file: whoever has opened the one that is full goes on with it otherwise.
    await client.query(`truncate ${table}`);
  };
}

async function sayDiskIsFull(client: pg.Client, table: string): Promise<() => Promise<void>> {
  await client.query(
    `truncate ${table};
     create function say_full() returns trigger language plpgsql as
       $$ begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$;
     create trigger full before insert on ${table} execute function say_full()`,
  );
  return async () => {
    await client.query(`drop function say_full cascade`);
  };
}
