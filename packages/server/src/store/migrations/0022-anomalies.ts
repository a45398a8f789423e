import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What is watched for anomalies, how often it happened lately, and what was found. No part of the log. */
export const anomalies = (engine: EngineName): KitMigration => ({
  makes: ['anomalies', 'watched_series', 'watched_counts'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('anomalies')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('series', 'text', (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('last_at', number, (column) => column.notNull())
      .addColumn('facts', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('ended_at', number)
      .addColumn('decided_by', 'text')
      .execute();
    await db.schema.createIndex('anomalies_by_time').on('anomalies').column('at').execute();
    await db.schema.createIndex('anomalies_by_end').on('anomalies').column('ended_at').execute();
    await db.schema
      .createTable('watched_series')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('memory', 'text', (column) => column.notNull())
      .addColumn('looked_until', number, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('watched_counts')
      .addColumn('series', 'text', (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('count', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('watched_counts_pk', ['series', 'at'])
      .execute();
  },
});
