import Database from 'better-sqlite3';
import pg from 'pg';
import { installDefaults } from '../../../packages/server/src/operations/configuration/install-defaults.ts';
import type { Changes } from '../../../packages/server/src/store/commit/changes.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { flushStatement } from '../../../packages/server/src/store/postgres/flush.ts';
import { SqliteWriter } from '../../../packages/server/src/store/sqlite/writer.ts';
import { deskDocuments } from './desk-documents.ts';
import { type Filling, fill } from './fill.ts';

const year = 366 * 86_400_000;

/** Gives an empty database the documents of the desk. @returns what filling it begins with */
export async function installDesk(
  url: string,
  until: number,
): Promise<Pick<Filling, 'rules' | 'head'>> {
  const store = await openStore(url);
  try {
    await installDefaults(store, deskDocuments, until - year);
    return await store.read(async (snapshot) => {
      const head = await snapshot.log.head();
      if (!head) throw new Error('The database has no head.');
      return { rules: await snapshot.documents.rules(), head };
    });
  } finally {
    await store.close();
  }
}

/** Fills an empty database with a year at the desk, in one transaction. */
export async function fillDatabase(
  url: string,
  filling: Omit<Filling, 'rules' | 'head' | 'write'>,
): Promise<void> {
  const begun = await installDesk(url, filling.until);
  const into = url.startsWith('sqlite:')
    ? sqlite(url.slice('sqlite:'.length))
    : await postgres(url);
  try {
    await fill({ ...filling, ...begun, write: into.write });
    await into.commit();
  } finally {
    await into.close();
  }
}

function sqlite(file: string) {
  const database = new Database(file);
  const writer = new SqliteWriter(database);
  database.exec('begin');
  return {
    write: (changes: Changes) => writer.write(changes),
    commit: async () => void database.exec('commit'),
    close: async () => void database.close(),
  };
}

async function postgres(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  return {
    async write(changes: Changes) {
      const { text, parameters } = flushStatement(changes);
      await client.query(text, parameters);
    },
    async commit() {
      await client.query('commit');
      // As PostgreSQL does by itself before long.
      await client.query('vacuum analyze');
    },
    close: () => client.end(),
  };
}
