import type { Migration } from 'kysely/migration';

export type EngineName = 'sqlite' | 'postgres';

export interface KitMigration extends Migration {
  /**
   * Whether it leaves read models that are to be made again from the log. That is done once, after the
   * last migration, with today's tables and rules: no migration needs to know how rows were made in
   * its time.
   */
  rebuilds?: boolean;
}
