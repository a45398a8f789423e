import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { administer, startPostgres } from '../../../support/postgres.ts';
import { fillDatabase } from '../../../support/simulate-incidents/database.ts';
import { settle } from './settle.ts';
import { fillSqlite, progress } from './sqlite-file.ts';

/** What a file takes for each incident, with room to spare. */
const bytesEach = 16_000;

/** A database with a year at a desk in it. */
export interface Filled {
  url: string;
  bytes: number;
  /** Reads the row of an incident without the kit: the least that anything here could cost. */
  readRow(number: number): unknown;
  remove(): Promise<void>;
}

export interface Databases {
  fill(incidents: number): Promise<Filled>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/** @throws Error when the disk is too small for the largest of the sizes */
export async function sqliteDatabase(until: number, sizes: number[]): Promise<Databases> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-million-'));
  const { bavail, bsize } = await statfs(folder);
  const needed = Math.max(...sizes) * bytesEach;
  if (bavail * bsize < needed) {
    throw new Error(`There have to be ${needed / 1e9} GB free in ${folder}.`);
  }
  return {
    async fill(incidents) {
      const file = join(folder, `${incidents}.db`);
      const bytes = await fillSqlite(file, incidents, until);
      await settle(file);
      const database = new Database(file, { readonly: true });
      const select = database.prepare('select state from incidents where number = ?');
      return {
        url: `sqlite:${file}`,
        bytes,
        readRow: (number) => select.get(number),
        async remove() {
          database.close();
          await rm(file);
        },
      };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** As whoever runs a server for so much sets it up; all else is as it comes. */
const serverSettings = ['shared_buffers=2GB', 'max_wal_size=16GB', 'checkpoint_timeout=1h'];

/** On a server of its own, which writes to disk as one would that is meant. */
export async function postgresDatabase(until: number): Promise<Databases> {
  const server = await startPostgres(serverSettings);
  return {
    async fill(incidents) {
      const name = `desk_${incidents}`;
      const url = `${server.url}/${name}`;
      await administer(server.url, `create database ${name}`);
      const beganAt = performance.now();
      const onProgress = (events: number) => progress(name, events, beganAt);
      await fillDatabase(url, { incidents, eventsEach: 10, until, onProgress });
      const client = new pg.Client({ connectionString: url });
      // Whatever ends the bench early is told by itself.
      client.on('error', () => undefined);
      await client.connect();
      await client.query('checkpoint');
      const { rows } = await client.query(
        `select pg_database_size(current_database()) as bytes,
          current_setting('data_directory') || '/base/' || oid as folder
        from pg_database where datname = current_database()`,
      );
      await settle(rows[0].folder);
      const text = 'select state from incidents where number = $1';
      return {
        url,
        bytes: Number(rows[0].bytes),
        readRow: (number) => client.query({ name: 'row', text, values: [number] }),
        async remove() {
          await client.end();
          await administer(server.url, `drop database ${name}`);
        },
      };
    },
    close: () => server.remove(),
  };
}
