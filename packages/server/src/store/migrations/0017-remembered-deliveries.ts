import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * Deliveries that come again are known by the name that their source gave them, and answered alike. What a version
 * before takes in meanwhile is not known again.
 */
export const rememberedDeliveries = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    for (const column of ['sent', 'digest', 'answer', 'unusable']) {
      await db.schema.alterTable('deliveries').addColumn(column, 'text').execute();
    }
    await db.schema
      .alterTable('alerts')
      .addColumn('times', number, (column) => column.notNull().defaultTo(1))
      .execute();
    await db.schema
      .createIndex('deliveries_by_digest')
      .on('deliveries')
      .columns(['source', 'digest'])
      .execute();
  },
});
