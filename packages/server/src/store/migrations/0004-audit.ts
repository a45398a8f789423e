import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/**
 * What a person wrote can be found and erased: indexes that lead to it, kept answers that hold none of
 * it, and an index of words that gives back what is taken out.
 */
export const audit = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const [actor, data] =
      engine === 'sqlite' ? [sql`actor`, sql`data`] : [sql`actor::json`, sql`data::json`];
    // Only what there is to erase: an event that was erased leaves them.
    await sql`create index events_by_actor on events ((${actor} ->> 'id'), seq)
      where personal is not null`.execute(db);
    await sql`create index events_by_assignee on events ((${data} ->> 'assignee'), seq)
      where personal is not null and type in ('incident.assigned', 'incident.routed')`.execute(db);

    await db.schema.createIndex('answers_by_age').on('answers').column('at').execute();
    const answer =
      engine === 'sqlite'
        ? sql`json_object('seq', answer ->> 'seq')`
        : sql`json_build_object('seq', (answer::json ->> 'seq')::bigint)::text`;
    await sql`update answers set answer = ${answer} where scope like 'note|%'`.execute(db);

    if (engine === 'postgres') return;
    // Without it, words that are taken out stay in the index, marked as gone.
    await sql`insert into incident_words (incident_words, rank) values ('secure-delete', 1)`.execute(
      db,
    );
    await sql`insert into incident_words (incident_words) values ('rebuild')`.execute(db);
  },
});
