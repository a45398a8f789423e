import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * Where instances count together what was asked of them. The columns are those of rate-limiter-flexible. One
 * process on a file counts in its memory, so that has no such table.
 */
export const rateLimits = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    if (engine === 'sqlite') return;
    await sql`create table rate_limits (
      key varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    )`.execute(db);
    await sql`create index rate_limits_by_expire on rate_limits (expire)`.execute(db);
  },
});
