import type { Kysely } from 'kysely';
import type { KitMigration } from './migration.ts';

/** Sites that are kept in the database, and their secrets, which are no part of the log. */
export const sites: KitMigration = {
  makes: ['sites', 'site_secrets'],
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('sites')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('site_secrets')
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('slot', 'integer', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('site_secrets_pk', ['site', 'slot'])
      .execute();
  },
};
