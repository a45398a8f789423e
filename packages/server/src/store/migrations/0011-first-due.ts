import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * Incidents can be listed in the order in which they are due. It is a column that a version before does
 * not write: what that reports meanwhile comes last among what is open, until something happens to it.
 */
export const firstDue: KitMigration = {
  rebuilds: true,
  async up(db: Kysely<unknown>): Promise<void> {
    const none = sql.lit(Number.MIN_SAFE_INTEGER);
    await sql`alter table incidents add column due_order bigint not null default ${none}`.execute(
      db,
    );
    const indexes: Record<string, string> = {
      incidents_due_by_category: 'status_category, due_order, number',
      incidents_due_by_priority: 'priority, status_category, due_order, number',
      incidents_due_by_team: 'team, status_category, due_order, number, priority, assignee',
      incidents_due_by_service: 'service, status_category, due_order, number, team, priority',
      incidents_due_by_assignee:
        'assignee, status_category, due_order, number, service, team, priority',
    };
    // What is closed is most of all there is, and is due no more.
    for (const [name, columns] of Object.entries(indexes)) {
      await sql`create index ${sql.ref(name)} on incidents (${sql.raw(columns)})
        where status_category <> 'closed'`.execute(db);
    }
  },
};
