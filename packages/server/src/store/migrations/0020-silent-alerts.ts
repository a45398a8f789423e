import type { Kysely } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** When an alert is over of which nothing more is heard. What a version before takes in meanwhile ends by its source. */
export const silentAlerts = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const number = engine === 'sqlite' ? 'integer' : 'bigint';
    await db.schema.alterTable('alerts').addColumn('expires_at', number).execute();
    await db.schema.createIndex('alerts_by_expiry').on('alerts').column('expires_at').execute();
  },
});
