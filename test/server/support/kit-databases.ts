import pg from 'pg';
import { onTestFinished } from 'vitest';
import { newDatabase } from './database.ts';

/** A database in which there have been only kits: nothing of it can have changed but rows. */
interface KitDatabase {
  url: string;
  kits: number;
  /** What is in it before the first kit: rows as JSON, by the names of their tables. */
  firstRows: Map<string, string>;
}

/** Those whose kit is closed, with nothing in them again. */
const free: KitDatabase[] = [];

/** After so many kits a database is full of what was deleted, and a new one is quicker. */
const mostKits = 30;

/**
 * The URL of an empty database of PostgreSQL for one kit. When the test is done the next kit of this worker
 * has it: making and dropping one for each was the largest part of the work of a whole run.
 */
export async function databaseOfKit(): Promise<string> {
  let taken = free.pop();
  onTestFinished(async () => {
    if (!taken || taken.kits >= mostKits) return;
    await empty(taken);
    free.push(taken);
  });
  taken ??= await make();
  taken.kits += 1;
  return taken.url;
}

async function make(): Promise<KitDatabase> {
  const { url, create } = newDatabase();
  await create();
  const firstRows = await connected(url, async (client) => {
    const { rows } = await client.query(tablesText);
    const found = new Map<string, string>();
    for (const { name } of rows) {
      const all = await client.query(`select json_agg(each)::text as rows from ${name} as each`);
      if (all.rows[0].rows) found.set(name, all.rows[0].rows);
    }
    return found;
  });
  return { url, kits: 0, firstRows };
}

/** Leaves the rows that it had at first, and ends what is still connected. */
async function empty({ url, firstRows }: KitDatabase): Promise<void> {
  await connected(url, async (client) => {
    await client.query(`select pg_terminate_backend(pid, 60000) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    const { rows } = await client.query(tablesText);
    const statements = rows.map(({ name }) => `delete from ${name}`);
    await client.query(['begin', ...statements].join(';'));
    for (const [name, first] of firstRows) {
      await client.query(
        `insert into ${name} select * from json_populate_recordset(null::${name}, $1::json)`,
        [first],
      );
    }
    await client.query('commit');
  });
}

const tablesText = `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;

async function connected<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
