import { type Kysely, sql } from 'kysely';
import { cannotOpen } from '../cannot-open.ts';
import type { Tables } from '../schema.ts';
import type { EngineName } from './migration.ts';

/** Kysely's own name may be another program's in the same database. */
export const migrationTable = 'kit_migration';

/**
 * PostgreSQL makes tables in the first schema of the search path. A file has none, and no rights in it.
 * @throws CannotOpen when no table can be made there
 */
export async function assertCreatable(
  db: Kysely<Tables>,
  engine: EngineName,
  where: string,
): Promise<void> {
  if (engine === 'sqlite') return;
  const { rows } = await sql<{ schema: string; user: string; may: boolean }>`
    select current_schema() as schema, current_user as user,
      has_schema_privilege(current_schema(), 'create') as may`.execute(db);
  const [{ schema, user, may } = { schema: '', user: '', may: false }] = rows;
  if (!may) throw cannotOpen('no-right-to-create', { at: where, user, schema });
}

/** The names of the tables and views that are there already, whosever they are. */
export async function tablesIn(db: Kysely<Tables>, engine: EngineName): Promise<string[]> {
  const names =
    engine === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type in ('table', 'view')
          and name not like 'sqlite~_%' escape '~'`
      : sql<{ name: string }>`select relname as name from pg_catalog.pg_class
          where relnamespace = (select oid from pg_catalog.pg_namespace where nspname = current_schema())
            and relkind in ('r', 'p', 'v', 'm', 'f')`;
  return (await names.execute(db)).rows.map(({ name }) => name);
}
