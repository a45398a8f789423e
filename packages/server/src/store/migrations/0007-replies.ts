import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * Resolved incidents whose reporter has written since are found, and those counted whose chain of
 * escalations may still come to a team. Incidents are made of more than before, so they are made again; the
 * tables are new ones, so nobody waits who reads meanwhile.
 */
export const replies = (engine: EngineName): KitMigration => ({
  rebuilds: true,
  makes: ['reporter_replies', 'chain_teams'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    for (const [table, column, type] of [
      ['reporter_replies', 'replied_at', 'bigint'],
      ['chain_teams', 'teams', 'text'],
    ] as const) {
      await db.schema
        .createTable(table)
        .addColumn('number', number, (each) => each.primaryKey())
        .addColumn(column, type)
        .execute();
      // Most rows say that there is nothing any more.
      await sql`create index ${sql.ref(`${table}_by_${column}`)} on ${sql.ref(table)}
        (${sql.ref(column)}) where ${sql.ref(column)} is not null`.execute(db);
    }
  },
});
