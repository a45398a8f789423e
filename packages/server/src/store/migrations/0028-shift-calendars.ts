import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What calendars of others say of who is on call. No part of the log: they can be read again. */
export const shiftCalendars = (engine: EngineName): KitMigration => ({
  makes: ['shift_calendars'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('shift_calendars')
      .addColumn('schedule', 'text', (column) => column.notNull())
      .addColumn('layer', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('turns', 'text', (column) => column.notNull())
      .addColumn('read_at', number)
      .addColumn('tried_at', number, (column) => column.notNull())
      .addColumn('due_at', number, (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('etag', 'text')
      .addColumn('last_modified', 'text')
      .addColumn('known_until', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('shift_calendars_key', ['schedule', 'layer'])
      .execute();
  },
});
