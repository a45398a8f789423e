import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrationsFor } from '../registry.ts';
import type { Tables } from '../schema.ts';
import { CannotOpen } from '../unavailable.ts';
import type { EngineName } from './migration.ts';

/**
 * Brings the tables to the newest form. Each migration runs once, in the order of their names.
 * @param db inside a transaction that the caller commits, with the rebuilding that may follow
 * @returns whether the read models are to be made again from the log
 * @throws CannotOpen when the database was made by a newer version of this server
 */
export async function migrate(db: Kysely<Tables>, engine: EngineName): Promise<boolean> {
  const migrations = migrationsFor(engine);
  const unknown = (await executed(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new CannotOpen(
      `The database was made by a newer version of Incident Kit (it has “${unknown.join('”, “')}”). ` +
        'Install that version, or open another database.',
    );
  }
  const provider = { getMigrations: async () => migrations };
  const migrator = new Migrator({ db, provider, disableTransactions: true });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date.', { cause: error });
  return results.some(({ migrationName }) => migrations[migrationName]?.rebuilds);
}

/** The names of the migrations that this database has had. */
async function executed(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const migrated = db.withTables<{ kysely_migration: { name: string } }>();
  const rows = await migrated.selectFrom('kysely_migration').select('name').execute();
  return rows.map((row) => row.name);
}
