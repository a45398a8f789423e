import type { Kysely } from 'kysely';
import type { KitMigration } from './migration.ts';

/** What somebody writes into a thread is told by the message that it is under. */
export const chatPostsByMessage: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.createIndex('chat_posts_by_message').on('chat_posts').columns(['ts']).execute();
  },
};
