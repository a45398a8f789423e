import { type Kysely, sql } from 'kysely';
import type { KitMigration } from './migration.ts';

/**
 * Leads to the incidents whose words were made by the rules of an earlier version: all there are, now.
 * Their words are made anew after the migration, in many short transactions, and so are those that an
 * instance of that version, which may still be running, writes meanwhile.
 */
export const terms: KitMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create index incident_texts_outdated on incident_texts (number)
      where substr(words, 1, 1) <> '-'`.execute(db);
  },
};
