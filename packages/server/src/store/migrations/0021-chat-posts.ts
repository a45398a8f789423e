import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Where incidents stand in chats, so that what was posted once is changed from then on. No part of the log. */
export const chatPosts = (engine: EngineName): KitMigration => ({
  makes: ['chat_posts'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('chat_posts')
      .addColumn('incident', number, (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('place', 'text')
      .addColumn('ts', 'text')
      .addColumn('drawn', number, (column) => column.notNull())
      .addColumn('drawn_at', number, (column) => column.notNull())
      .addColumn('tries', number, (column) => column.notNull())
      .addColumn('next_at', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('chat_posts_pk', ['incident', 'channel', 'address'])
      .execute();
    await db.schema
      .createIndex('chat_posts_by_age')
      .on('chat_posts')
      .columns(['drawn_at'])
      .execute();
  },
});
