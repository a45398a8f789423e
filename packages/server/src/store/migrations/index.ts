import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from '../schema.ts';
import { CannotOpen } from '../unavailable.ts';
import { log } from './0001-log.ts';
import { headTime } from './0002-head-time.ts';
import { rules } from './0003-rules.ts';
import { audit } from './0004-audit.ts';

export type EngineName = 'sqlite' | 'postgres';

/** Exported for tests that begin with a database of an earlier version. */
export const migrationsFor = (engine: EngineName): Record<string, Migration> => ({
  '0001-log': log,
  '0002-head-time': headTime,
  '0003-rules': rules(engine),
  '0004-audit': audit(engine),
});

/**
 * Brings the tables to the newest form. Each migration runs once, in the order of their names.
 * @throws CannotOpen when the database was made by a newer version of this server
 */
export async function migrate(db: Kysely<Tables>, engine: EngineName): Promise<void> {
  const migrations = migrationsFor(engine);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const unknown = (await executed(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new CannotOpen(
      `The database was made by a newer version of Incident Kit (it has “${unknown.join('”, “')}”). ` +
        'Install that version, or open another database.',
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date.', { cause: error });
}

/** The names of the migrations that this database has had. */
async function executed(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const migrated = db.withTables<{ kysely_migration: { name: string } }>();
  const rows = await migrated.selectFrom('kysely_migration').select('name').execute();
  return rows.map((row) => row.name);
}
