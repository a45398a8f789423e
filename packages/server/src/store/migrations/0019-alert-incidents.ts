import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Which incident is about which alert, from the log; and alerts know which others belong with them. */
export const alertIncidents = (engine: EngineName): KitMigration => ({
  makes: ['alert_incidents'],
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('alert_incidents')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('starts_at', number, (column) => column.notNull())
      .addColumn('number', number, (column) => column.notNull())
      .addColumn('grouped', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('alert_incidents_pk', ['source', 'key'])
      .execute();
    await db.schema
      .createIndex('alert_incidents_by_group')
      .on('alert_incidents')
      .columns(['grouped', 'number'])
      .execute();
    await db.schema.alterTable('alerts').addColumn('grouped', 'text').execute();
    await db.schema.createIndex('alerts_by_age').on('alerts').column('received_at').execute();
    await db.schema
      .createIndex('alerts_by_group')
      .on('alerts')
      .columns(['grouped', 'state'])
      .execute();
  },
});
