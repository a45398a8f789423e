import type { Kysely } from 'kysely';
import type { KitMigration } from './migration.ts';

/** Whom one event was news to is found as soon as it has happened. */
export const notificationsBySeq: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('notifications_by_seq')
      .on('notifications')
      .columns(['seq', 'whom', 'target'])
      .execute();
  },
};
