import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What has to be done yet can be counted by impact, urgency and priority. */
export const openLevels = (engine: EngineName): KitMigration => ({
  rebuilds: true,
  makes: ['open_levels'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('open_levels')
      .addColumn('number', number, (each) => each.primaryKey())
      .addColumn('impact', 'text')
      .addColumn('urgency', 'text')
      .addColumn('priority', 'text')
      .execute();
    // Most rows are of incidents that are over.
    await sql`create index open_levels_by_impact on open_levels (impact, urgency, priority)
      where impact is not null`.execute(db);
  },
});
