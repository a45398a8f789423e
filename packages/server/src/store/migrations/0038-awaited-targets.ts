import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** As they were when this was written. */
const marks = { withdrawn: 1, awaited: { response: 64, resolution: 128, update: 256 } };

/**
 * What figures are made of says of what is open which targets are still to be judged. Those that are over have none, so
 * only the open ones are looked at again.
 */
export const awaitedTargets = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const of = (...path: string[]) =>
      engine === 'sqlite'
        ? sql`(select json_extract(state, ${sql.lit(`$.${path.join('.')}`)}) from incidents
            where incidents.number = incident_facts.number)`
        : sql`(select state::jsonb #>> ${sql.lit(`{${path.join(',')}}`)} from incidents
            where incidents.number = incident_facts.number)`;
    const isOpen = sql`resolved_at is null and marks & ${sql.lit(marks.withdrawn)} = 0`;
    for (const [target, bit] of Object.entries(marks.awaited)) {
      const asks = target === 'update' ? sql`${of('reporter', 'role')} <> 'system'` : sql`1 = 1`;
      await sql`update incident_facts set marks = marks | ${sql.lit(bit)}
        where ${isOpen} and ${sql.ref(`${target}_judged_at`)} is null and ${asks}
        and ${of('terms', 'targets', target)} is not null`.execute(db);
    }
  },
});
