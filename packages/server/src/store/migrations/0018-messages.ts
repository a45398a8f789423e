import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What is to be told on channels outside, and what became of it. No part of the log, from which it is not made again. */
export const messages = (engine: EngineName): KitMigration => ({
  makes: ['messages'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('seq', number, (column) => column.notNull())
      .addColumn('incident', number, (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('tries', number, (column) => column.notNull())
      .addColumn('next_at', number, (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('made_at', number, (column) => column.notNull())
      .addColumn('done_at', number)
      .execute();
    await db.schema
      .createIndex('messages_by_turn')
      .on('messages')
      .columns(['state', 'next_at'])
      .execute();
    await db.schema
      .createIndex('messages_by_state')
      .on('messages')
      .columns(['state', 'seq', 'id'])
      .execute();
    await db.schema
      .createIndex('messages_by_place')
      .on('messages')
      .columns(['seq', 'id'])
      .execute();
    await db.schema
      .createIndex('messages_by_address')
      .on('messages')
      .columns(['channel', 'address', 'done_at'])
      .execute();
    await db.schema.createIndex('messages_by_end').on('messages').columns(['done_at']).execute();
  },
});
