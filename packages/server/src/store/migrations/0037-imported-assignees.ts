import { type Kysely, sql } from 'kysely';
import type { EngineName, KitMigration } from './migration.ts';

/** Who was assigned an incident by what an import says can be found, and their name erased. */
export const importedAssignees = (engine: EngineName): KitMigration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const data = engine === 'sqlite' ? sql`data` : sql`data::json`;
    await sql`create index events_by_imported_assignee on events ((${data} ->> 'assignee'), seq)
      where personal is not null and type = 'incident.imported'`.execute(db);
    await sql`create index events_by_import_updated_assignee on events
      ((${data} -> 'changes' ->> 'assignee'), seq)
      where personal is not null and type = 'incident.import-updated'`.execute(db);
  },
});
