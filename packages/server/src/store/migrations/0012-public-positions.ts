import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * Reporters are told how much there is to know of their incidents, and not where it is in the log. The version
 * before does not write these columns: what it changes meanwhile counts when something else happens to it.
 */
export const publicPositions: KitMigration = {
  rebuilds: true,
  async up(db: Kysely<unknown>): Promise<void> {
    for (const column of ['public_seq', 'public_count']) {
      await sql`alter table incidents add column ${sql.ref(column)} bigint not null default 0`.execute(
        db,
      );
    }
    await sql`create index incidents_by_reporter_news
      on incidents (reporter_site, reporter_id, public_seq, public_count)
      where reporter_id is not null`.execute(db);
  },
};
