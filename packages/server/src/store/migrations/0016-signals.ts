import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What sources of alerts have sent, as it came, and what they said of each alert. No part of the log. */
export const signals = (engine: EngineName): KitMigration => ({
  makes: ['deliveries', 'alerts'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('received_at', number, (column) => column.notNull())
      .addColumn('content_type', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('problem', 'text')
      .addColumn('signals', number, (column) => column.notNull())
      .addColumn('unnamed', number, (column) => column.notNull())
      .addColumn('quarantined', number, (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('deliveries_by_source')
      .on('deliveries')
      .columns(['source', 'received_at'])
      .execute();
    await db.schema
      .createIndex('deliveries_by_age')
      .on('deliveries')
      .column('received_at')
      .execute();
    await db.schema
      .createTable('alerts')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('received_at', number, (column) => column.notNull())
      .addColumn('received', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('alerts_pk', ['source', 'key'])
      .execute();
    await db.schema
      .createIndex('alerts_by_state')
      .on('alerts')
      .columns(['state', 'received_at'])
      .execute();
  },
});
