import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Where incidents went and when, a row an incident; filled from the log when somebody asks for it. */
export const incidentMoves = (engine: EngineName): KitMigration => ({
  makes: ['incident_moves'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('incident_moves')
      .addColumn('number', number, (column) => column.primaryKey())
      .addColumn('seq', number, (column) => column.notNull())
      .addColumn('stages', 'text', (column) => column.notNull())
      .addColumn('teams', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('incident_moves_by_seq')
      .on('incident_moves')
      .column('seq')
      .execute();
  },
});
