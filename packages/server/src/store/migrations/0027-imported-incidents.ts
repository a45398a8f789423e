import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Which incident is which one of the system that it was imported from. */
export const importedIncidents = (engine: EngineName): KitMigration => ({
  makes: ['imported_incidents'],
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('imported_incidents')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('number', engine === 'sqlite' ? 'integer' : 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('imported_incidents_pk', ['source', 'source_id'])
      .execute();
  },
});
