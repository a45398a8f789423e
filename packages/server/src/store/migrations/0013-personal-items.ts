import type { Kysely } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * What people keep for themselves; and incidents know who spoke last, which is made again from the log. What a
 * version before reports meanwhile knows it as soon as somebody of this one speaks.
 */
export const personalItems: KitMigration = {
  makes: ['personal_items'],
  rebuilds: true,
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('personal_items')
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('value', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('personal_items_pk', ['site', 'person', 'kind', 'id'])
      .execute();
    await db.schema
      .createIndex('personal_items_by_person')
      .on('personal_items')
      .columns(['person', 'site'])
      .execute();
    await db.schema
      .createIndex('personal_items_by_id')
      .on('personal_items')
      .columns(['kind', 'id', 'at'])
      .execute();
  },
};
