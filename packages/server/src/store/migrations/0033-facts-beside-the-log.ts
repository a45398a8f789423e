import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * What figures are made of is made some time after the commit, in the order of the log. Its rows say up to which event
 * they know an incident. An instance of the version before goes on to write them with its commits, and says nothing of
 * that: they are made once more.
 */
export const factsBesideTheLog = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const position = sql.raw(engine === 'sqlite' ? 'integer' : 'bigint');
    await sql`alter table incident_facts add column seq ${position} not null default 0`.execute(db);
    await sql`update incident_facts set seq = coalesce(
      (select seq from incidents where incidents.number = incident_facts.number), 0)`.execute(db);
    await sql`create index incident_facts_by_seq on incident_facts (seq)`.execute(db);
  },
});
