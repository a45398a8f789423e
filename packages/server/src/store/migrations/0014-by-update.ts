import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/** Incidents can be listed in the order in which something last happened to them. */
export const byUpdate: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index incidents_by_update
      on incidents (status_category, seq, assignee, team, service, priority, number)`.execute(db);
  },
};
