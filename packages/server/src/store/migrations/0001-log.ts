import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/** The log, its head, and the read models that are made from it. */
export const log: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('events')
      .addColumn('seq', 'bigint', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('personal', 'text')
      .addColumn('salt', 'text')
      .addColumn('personal_digest', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addUniqueConstraint('events_stream_version', ['stream', 'version'])
      .execute();

    await db.schema
      .createTable('head')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await sql`insert into head (id, seq, hash) values (1, 0, ${'0'.repeat(64)})`.execute(db);

    await db.schema
      .createTable('incidents')
      .addColumn('number', 'bigint', (column) => column.primaryKey())
      .addColumn('status_category', 'text', (column) => column.notNull())
      .addColumn('reporter_id', 'text')
      .addColumn('reporter_site', 'text')
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('incidents_by_status')
      .on('incidents')
      .columns(['status_category', 'number'])
      .execute();
    await db.schema
      .createIndex('incidents_by_reporter')
      .on('incidents')
      .columns(['reporter_site', 'reporter_id', 'number'])
      .execute();
    await db.schema.createIndex('incidents_by_seq').on('incidents').column('seq').execute();

    await db.schema
      .createTable('matrix_versions')
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('matrix', 'text', (column) => column.notNull())
      .addColumn('published_at', 'bigint', (column) => column.notNull())
      .addColumn('published_by', 'text')
      .addColumn('reason', 'text')
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('answers')
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('answers_pk', ['scope', 'key'])
      .execute();

    await db.schema
      .createTable('secrets')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
