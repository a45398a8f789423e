import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** How many incidents alerts have opened lately, and what the notifications of which wait for. */
export const storms = (engine: EngineName): KitMigration => ({
  rebuilds: true,
  makes: ['waits'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema.alterTable('alert_incidents').addColumn('opened_at', number).execute();
    await sql`create index alert_incidents_by_opening on alert_incidents (opened_at, number)
      where opened_at is not null`.execute(db);
    await db.schema
      .createTable('waits')
      .addColumn('number', number, (each) => each.primaryKey())
      .addColumn('service', 'text')
      .addColumn('why', 'text')
      .addColumn('waits_for', number)
      .execute();
    // Most rows are of incidents that are over.
    await sql`create index waits_by_service on waits (service, number) where service is not null`.execute(
      db,
    );
    await sql`create index waits_by_cause on waits (waits_for, why) where waits_for is not null`.execute(
      db,
    );
  },
});
