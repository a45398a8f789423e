import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * The head of the log knows which migration a server must have to write: whoever takes the lock reads it,
 * so a version that is too old is stopped though it is running. Those before this know nothing of it.
 */
export const oldestVersion: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table head add column oldest_version integer not null default 4`.execute(db);
  },
};
