import Database from 'better-sqlite3';
import pg from 'pg';
import { projections } from '../../../packages/server/src/store/registry.ts';

/** The tables that are made from the log. */
export const projected = projections.map((each) => each.table);

/** Whole tables, each row as JSON with its columns in order, the rows in order of that. */
export async function readTables(
  url: string,
  tables: readonly string[] = projected,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const client = url.startsWith('sqlite:') ? onSqlite(url) : await onPostgres(url);
  try {
    for (const table of tables) {
      const rows = await client.all(`select * from ${table}`);
      found[table] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    }
    return found;
  } finally {
    await client.close();
  }
}

function onSqlite(url: string) {
  const database = new Database(url.slice('sqlite:'.length));
  return {
    all: async (text: string) => database.prepare(text).all() as object[],
    close: async () => void database.close(),
  };
}

async function onPostgres(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    all: async (text: string): Promise<object[]> => (await client.query(text)).rows,
    close: () => client.end(),
  };
}
