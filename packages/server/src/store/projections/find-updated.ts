import { type RawBuilder, sql } from 'kysely';
import { statusCategories } from '../../domain/incident/status.ts';
import { type Connection, run } from '../connection.ts';
import type { IncidentFilter, UpdatedPlace } from '../port/incidents.ts';
import { categoriesOf, conditionsOf } from './find-incidents.ts';
import { every } from './merge-index-ranges.ts';

/**
 * The incidents of a list, those first to which something happened last. One index has each category in this order,
 * with all that a list can be by, so that what does not fit is passed over without looking at the incident.
 */
export async function findUpdated(
  connection: Connection,
  filter: IncidentFilter,
  before: number | null,
  limit: number,
): Promise<UpdatedPlace[]> {
  const conditions = conditionsOf(connection, filter, false);
  const categories = categoriesOf(filter) ?? statusCategories;
  const ranges = categories.map((category) => {
    const where = every([
      sql`status_category = ${category}`,
      ...conditions,
      sql`seq < ${before ?? Number.MAX_SAFE_INTEGER}`,
    ]);
    return sql`select number, seq from (select number, seq from incidents where ${where}
      order by seq desc limit ${limit}) as range`;
  });
  const merged = sql<UpdatedPlace>`(${sql.join(ranges, sql` union all `)}
    order by seq desc limit ${limit})`;
  const query = connection.builder.selectFrom(merged.as('places')).selectAll();
  return (await run(connection, query)).map(({ number, seq }) => ({ number, seq }));
}

/** The priorities that incidents have, whichever the matrix has. Each is looked for behind the one before. */
export async function prioritiesInUse(connection: Connection): Promise<string[]> {
  const after = (last: RawBuilder<unknown>) =>
    sql`(select priority from incidents where priority > ${last} order by priority limit 1)`;
  const found = sql<{ priority: string }>`(with recursive found (priority) as (
    select ${after(sql`''`)} union all
    select ${after(sql`found.priority`)} from found where found.priority is not null
  ) select priority from found where priority is not null)`;
  const query = connection.builder.selectFrom(found.as('priorities')).selectAll();
  return (await run(connection, query)).map(({ priority }) => priority);
}
