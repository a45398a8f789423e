import { type RawBuilder, sql } from 'kysely';
import {
  openCategories,
  type StatusCategory,
  statusCategories,
} from '../../domain/incident/status.ts';
import { type Connection, run } from '../connection.ts';
import type { DuePlace, IncidentFilter } from '../port/incidents.ts';
import { categoriesOf, conditionsOf } from './find-incidents.ts';
import { every } from './merge-index-ranges.ts';

/** What is never due comes after everything that is. */
const never = Number.MIN_SAFE_INTEGER;

/**
 * The column by which incidents are in the order in which they are due: the higher, the sooner. It falls
 * with the instant, as the numbers do from newest to oldest, so both together are one range of an index.
 * @param dueAt epoch milliseconds; null for never
 */
export function dueOrderOf(dueAt: number | null): number {
  return dueAt === null ? never : -dueAt;
}

interface Placed {
  number: number;
  due_order: number;
}

/**
 * The incidents of a list, what is due first before the others. As with `findIncidents`, each category is
 * a range of an index, and is read only as far as the list goes. What is no longer open is never due,
 * whatever its row says, so there the newest are first anyway.
 */
export async function findDue(
  connection: Connection,
  filter: IncidentFilter,
  after: DuePlace | null,
  limit: number,
): Promise<DuePlace[]> {
  const place: Placed = {
    due_order: after ? dueOrderOf(after.dueAt) : Number.MAX_SAFE_INTEGER,
    number: after?.number ?? Number.MAX_SAFE_INTEGER,
  };
  const ranges =
    filter.status === 'replied'
      ? [newestIn(connection, filter, null, place, limit)]
      : (categoriesOf(filter) ?? statusCategories).map((category) =>
          isOpen(category)
            ? dueIn(connection, filter, category, place, limit)
            : newestIn(connection, filter, category, place, limit),
        );
  const each = ranges.map((range) => sql`select number, due_order from (${range}) as range`);
  const merged = sql<Placed>`(${sql.join(each, sql` union all `)}
    order by due_order desc, number desc limit ${limit})`;
  const query = connection.builder.selectFrom(merged.as('places')).selectAll();
  return (await run(connection, query)).map(({ number, due_order }) => ({
    number,
    dueAt: due_order === never ? null : -due_order,
  }));
}

function isOpen(category: StatusCategory): boolean {
  return (openCategories as readonly StatusCategory[]).includes(category);
}

function dueIn(
  connection: Connection,
  filter: IncidentFilter,
  category: StatusCategory,
  { due_order, number }: Placed,
  limit: number,
): RawBuilder<Placed> {
  const where = every([
    ...conditionsOf(connection, filter),
    sql`status_category = ${category}`,
    // As the indexes have it: they are without what is closed.
    sql`status_category <> 'closed'`,
    sql`(due_order, number) < (${due_order}, ${number})`,
  ]);
  return sql`select number, due_order from incidents where ${where}
    order by due_order desc, number desc limit ${limit}`;
}

/** @param category null for whichever */
function newestIn(
  connection: Connection,
  filter: IncidentFilter,
  category: StatusCategory | null,
  { due_order, number }: Placed,
  limit: number,
): RawBuilder<Placed> {
  // They all come after whatever is due.
  const below = due_order === never ? number : Number.MAX_SAFE_INTEGER;
  const where = every([
    ...conditionsOf(connection, filter),
    ...(category ? [sql<boolean>`status_category = ${category}`] : []),
    sql`number < ${below}`,
  ]);
  return sql`select number, ${sql.lit(never)} as due_order from incidents where ${where}
    order by number desc limit ${limit}`;
}
