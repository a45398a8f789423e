import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** What was measured of objectives, and when their budgets burnt too fast. No part of the log. */
export const objectives = (engine: EngineName): KitMigration => ({
  makes: ['measured_minutes', 'measured_hours', 'burn_episodes'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('measured_minutes')
      .addColumn('objective', 'text', (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('good', number, (column) => column.notNull())
      .addColumn('total', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('measured_minutes_pk', ['objective', 'at', 'source'])
      .execute();
    await db.schema
      .createIndex('measured_minutes_by_time')
      .on('measured_minutes')
      .column('at')
      .execute();
    await db.schema
      .createTable('measured_hours')
      .addColumn('objective', 'text', (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('good', number, (column) => column.notNull())
      .addColumn('total', number, (column) => column.notNull())
      .addPrimaryKeyConstraint('measured_hours_pk', ['objective', 'at'])
      .execute();
    await db.schema
      .createTable('burn_episodes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('objective', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('at', number, (column) => column.notNull())
      .addColumn('ended_at', number)
      .addColumn('burn', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('burn_episodes_by_time')
      .on('burn_episodes')
      .columns(['objective', 'at'])
      .execute();
    await db.schema
      .createIndex('burn_episodes_by_end')
      .on('burn_episodes')
      .column('ended_at')
      .execute();
  },
});
