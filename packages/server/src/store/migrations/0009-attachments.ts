import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/** Files that came with reports and notes, and those that were sent for one that is still to come. */
export const attachments: KitMigration = {
  makes: ['attachments', 'uploads'],
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('attachments')
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('digest', 'text')
      .addColumn('size', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('attachments_pk', ['seq', 'position'])
      .execute();
    await db.schema
      .createIndex('attachments_by_incident')
      .on('attachments')
      .column('number')
      .execute();
    await db.schema
      .createTable('uploads')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('size', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text')
      .addColumn('digest', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('uploads_by_age').on('uploads').column('expires_at').execute();
    for (const table of ['attachments', 'uploads']) {
      await sql`create index ${sql.ref(`${table}_by_digest`)} on ${sql.ref(table)} (digest)
        where digest is not null`.execute(db);
    }
  },
};
