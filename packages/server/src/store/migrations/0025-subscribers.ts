import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Who is told by email how services are. No part of the log: who leaves leaves nothing behind. */
export const subscribers = (engine: EngineName): KitMigration => ({
  makes: ['subscribers'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('subscribers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('ends_at', number)
      .execute();
    const indexes = {
      subscribers_by_service: ['service', 'state'],
      subscribers_by_address: ['address'],
      subscribers_by_end: ['ends_at'],
    };
    for (const [name, columns] of Object.entries(indexes)) {
      await db.schema.createIndex(name).on('subscribers').columns(columns).execute();
    }
  },
});
