import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { administer, template } from '../../support/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The engine that the tests of a project run on. */
    engine: 'sqlite' | 'postgres';
    /** Without a database; empty where there is no PostgreSQL. */
    postgresUrl: string;
    /** A file that has the tables; empty where the engine is another. */
    sqliteTemplate: string;
  }
}

export const engine = inject('engine');

/** A folder that goes when the test does. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'incident-kit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let databases = 0;

/** The URL of a database with nothing in it but the tables. It goes when the test does. */
export async function emptyDatabase(): Promise<string> {
  if (engine === 'postgres') return makeDatabase(template);
  const file = join(temporaryFolder(), 'kit.db');
  copyFileSync(inject('sqliteTemplate'), file);
  return `sqlite:${file}`;
}

/** The URL of a database without tables. It goes when the test does. */
export async function bareDatabase(): Promise<string> {
  if (engine === 'postgres') return makeDatabase('template1');
  return `sqlite:${join(temporaryFolder(), 'kit.db')}`;
}

async function makeDatabase(copied: string): Promise<string> {
  const { name, url, create } = newDatabase(copied);
  onTestFinished(() =>
    administer(inject('postgresUrl'), `drop database if exists ${name} with (force)`),
  );
  await create();
  return url;
}

/** A database of PostgreSQL, yet to be made, that nobody drops before the server goes. */
export function newDatabase(copied = template) {
  const server = inject('postgresUrl');
  databases += 1;
  const name = `kit_${process.pid}_${databases}`;
  // The other way writes each page into the journal as well: six times the work, most of that of a whole run.
  const statement = `create database ${name} template ${copied} strategy file_copy`;
  return { name, url: `${server}/${name}`, create: () => administer(server, statement) };
}

/** Runs a statement in a database behind the store's back. */
export async function execute(url: string, statement: string): Promise<void> {
  if (url.startsWith('sqlite:')) {
    const database = new Database(url.slice('sqlite:'.length));
    database.exec(statement);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A store on the database of a URL, or on an empty one. It is closed when the test is done. */
export async function testStore(url?: string): Promise<Store> {
  const store = await openStore(url ?? (await emptyDatabase()));
  onTestFinished(() => store.close());
  return store;
}
