import type { Kysely } from 'kysely';
import { cannotOpen } from '../cannot-open.ts';
import { migrationsFor } from '../registry.ts';
import type { Tables } from '../schema.ts';
import { type EngineName, type KitMigration, newestOf, numberOfMigration } from './migration.ts';
import { assertCreatable, migrationTable, tablesIn } from './names.ts';
import { ownTables } from './tables-after.ts';
import { takeOverMigrations } from './take-over.ts';

/**
 * Brings the tables to the newest form. Each migration runs once, in the order of their names. A newer
 * version may have been there before, and have left tables with which this one can go on. Kysely's own
 * way would hide the first error of a transaction behind those that follow from it, and take a lock of the
 * session, which a pool of connections loses.
 * @param db inside a transaction that the caller commits, with the rebuilding that may follow
 * @param where for people
 * @param migrations all there are; another list is a later version's
 * @returns whether the read models are to be made again from the log
 * @throws CannotOpen when a newer version does not let this one go on, or the tables are somebody else's
 */
export async function migrate(
  db: Kysely<Tables>,
  engine: EngineName,
  where: string,
  migrations: Record<string, KitMigration> = migrationsFor(engine),
): Promise<boolean> {
  await takeOverMigrations(db, engine);
  const executed = await executedIn(db, engine, where);
  const unknown = executed.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    const isMissing = Object.keys(migrations).some((name) => !executed.includes(name));
    if (!isMissing && (await oldestVersionIn(db)) <= newestOf(migrations)) return false;
    throw cannotOpen('newer-version', { migrations: unknown.join('”, “') });
  }
  const pending = Object.entries(migrations)
    .filter(([name]) => !executed.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (pending.length === 0) return false;
  await assertCreatable(db, engine, where);
  for (const [name, { up, endsOlderVersions }] of pending) {
    await up(db as unknown as Kysely<unknown>);
    await keepExecuted(db, name);
    if (!endsOlderVersions) continue;
    await db
      .updateTable('head')
      .set({ oldest_version: numberOfMigration(name) })
      .execute();
  }
  return pending.some(([, { rebuilds }]) => rebuilds);
}

type MigrationTables = { [migrationTable]: { name: string; timestamp: string } };

async function keepExecuted(db: Kysely<Tables>, name: string): Promise<void> {
  await db.schema
    .createTable(migrationTable)
    .ifNotExists()
    .addColumn('name', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('timestamp', 'varchar(255)', (column) => column.notNull())
    .execute();
  const timestamp = new Date().toISOString();
  await db
    .withTables<MigrationTables>()
    .insertInto(migrationTable)
    .values({ name, timestamp })
    .execute();
}

/** The names of the migrations that this database has had. */
async function executedIn(
  db: Kysely<Tables>,
  engine: EngineName,
  where: string,
): Promise<string[]> {
  const tables = await tablesIn(db, engine);
  if (tables.includes(migrationTable)) {
    const migrated = db.withTables<MigrationTables>();
    const rows = await migrated.selectFrom(migrationTable).select('name').execute();
    return rows.map((row) => row.name);
  }
  // A file is one program's; in a schema there may be several, as long as their names differ.
  const inTheWay = engine === 'sqlite' ? tables : tables.filter((name) => ownTables.includes(name));
  if (inTheWay.length === 0) return [];
  throw cannotOpen('other-tables', { where, tables: inTheWay.slice(0, 5).join(', ') });
}

async function oldestVersionIn(db: Kysely<Tables>): Promise<number> {
  const { oldest_version } = await db
    .selectFrom('head')
    .select('oldest_version')
    .executeTakeFirstOrThrow();
  return oldest_version;
}
