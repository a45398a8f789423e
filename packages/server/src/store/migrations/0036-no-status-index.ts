import type { Kysely } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * Only a change of the workflow asks for incidents by their status, and finds those that are not closed by its category.
 * An index that every report writes to costs more than that.
 */
export const noStatusIndex: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex('incidents_by_status_id').execute();
  },
};
