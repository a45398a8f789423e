import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What figures are made of, a narrow row an incident. */
export const incidentFacts = (engine: EngineName): KitMigration => ({
  rebuilds: true,
  makes: ['incident_facts'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('incident_facts')
      .addColumn('number', number, (column) => column.primaryKey())
      .addColumn('reported_at', number, (column) => column.notNull())
      .addColumn('acknowledged_at', number)
      .addColumn('responded_at', number)
      .addColumn('resolved_at', number)
      .addColumn('due_at', number)
      .addColumn('response_judged_at', number)
      .addColumn('resolution_judged_at', number)
      .addColumn('update_judged_at', number)
      .addColumn('service', 'text')
      .addColumn('team', 'text')
      .addColumn('assignee', 'text')
      .addColumn('priority', 'text', (column) => column.notNull())
      .addColumn('category', 'text')
      .addColumn('marks', number, (column) => column.notNull())
      .execute();
  },
});
