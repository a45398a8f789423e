import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/** The head of the log knows when its last event was, so that time never runs backwards in it. */
export const headTime: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('head')
      .addColumn('at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`update head set at = coalesce((select max(at) from events), 0)`.execute(db);
  },
};
