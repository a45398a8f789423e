import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import type { EngineName } from './migration.ts';
import { migrationTable, tablesIn } from './names.ts';

/** What versions before `0006` called them, as Kysely does where nobody says otherwise. */
export const formerTable = 'kysely_migration';
const formerLockTable = 'kysely_migration_lock';

/**
 * Gives what an earlier version wrote down of its migrations a name of its own; what it holds stays. Under the former name
 * there is a view then: a server of such a version that starts beside this one finds there what it does
 * not know, and says that the database is of a newer version instead of making everything again.
 */
export async function takeOverMigrations(db: Kysely<Tables>, engine: EngineName): Promise<void> {
  const tables = await tablesIn(db, engine);
  if (tables.includes(migrationTable) || !(await areOurs(db, tables))) return;
  await sql`alter table ${sql.table(formerTable)} rename to ${sql.table(migrationTable)}`.execute(
    db,
  );
  // The lock is the transaction's; nobody looks here any more.
  await sql`drop table if exists ${sql.table(formerLockTable)}`.execute(db);
  if (engine === 'postgres') {
    // Names of indexes are the schema's, too: another program that uses Kysely makes its own there.
    const index = sql.table(`${formerTable}_pkey`);
    await sql`alter index if exists ${index} rename to ${sql.table(`${migrationTable}_pkey`)}`.execute(
      db,
    );
  }
  await sql`create view ${sql.table(formerTable)} as
    select name, timestamp from ${sql.table(migrationTable)}`.execute(db);
}

/** Whether Kysely's tables are this kit's, and not those of another program in the same place. */
async function areOurs(db: Kysely<Tables>, tables: readonly string[]): Promise<boolean> {
  if (![formerTable, 'head', 'events'].every((each) => tables.includes(each))) return false;
  const { rows } =
    await sql`select name from ${sql.table(formerTable)} where name = '0001-log'`.execute(db);
  return rows.length > 0;
}
