import pg from 'pg';
import { DocumentCache } from '../document-cache.ts';
import { migrationTables, tablesAfter } from '../migrations/tables-after.ts';
import type { DatabaseReader } from '../port/store.ts';
import { damageIn } from '../unavailable.ts';
import { newClient } from './connection.ts';
import { PostgresReader } from './reader.ts';

/** A database that is there only to be read, on one connection. */
export class PostgresLog extends PostgresReader implements DatabaseReader {
  readonly #url: string;

  constructor(url: string) {
    super(url, new DocumentCache(), 1);
    this.#url = url;
  }

  async now(): Promise<number> {
    return Math.round((await this.look()).said);
  }

  /** Reads every row with all of its text: PostgreSQL checks a page when it is read. */
  async findDamage(): Promise<string | null> {
    const client = newClient(this.#url);
    await client.connect();
    try {
      for (const table of tablesAfter('postgres', await executedIn(client))) {
        const problem = await client
          .query(`select sum(length(t::text)) from ${table} as t`)
          .then(() => null, problemWith);
        if (problem !== null) return `The table “${table}” ${problem}.`;
      }
      return null;
    } finally {
      await client.end();
    }
  }
}

/** The names of the migrations that a database has had. */
async function executedIn(client: pg.Client): Promise<string[]> {
  for (const table of migrationTables) {
    const { rows } = await client.query(`select to_regclass('${table}') is not null as has`);
    if (!rows[0].has) continue;
    const found = await client.query(`select name from ${table}`);
    return found.rows.map(({ name }) => name);
  }
  return [];
}

function problemWith(error: unknown): string {
  if (error instanceof pg.DatabaseError && error.code === '42P01') return 'is missing';
  const damage = damageIn(error);
  if (damage === null) throw error;
  return `is damaged (${damage})`;
}
