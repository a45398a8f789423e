import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * Resolved incidents whose reporter has written since can be listed, and those counted whose chain of
 * escalations still names a team. What incidents are made of is more than it was, so they are made again.
 */
export const replies: KitMigration = {
  rebuilds: true,
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [column, type] of [
      ['replied_at', 'bigint'],
      ['chain_teams', 'text'],
    ] as const) {
      await db.schema.alterTable('incidents').addColumn(column, type).execute();
      // Few incidents have either, and only those are looked for.
      await sql`create index ${sql.ref(`incidents_by_${column}`)} on incidents (${sql.ref(column)})
        where ${sql.ref(column)} is not null`.execute(db);
    }
  },
};
