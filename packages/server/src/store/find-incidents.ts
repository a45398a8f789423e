import { type Expression, type RawBuilder, sql } from 'kysely';
import { type StatusCategory, statusCategories } from '../domain/incident/status.ts';
import type { Connection, Search } from './connection.ts';
import type { IncidentFilter } from './store.ts';
import { wordsOf } from './words.ts';

/** The categories of incidents with which there is still something to do. */
export const open = ['new', 'active', 'waiting'] as const satisfies StatusCategory[];
const over = ['resolved', 'closed'] as const satisfies StatusCategory[];

/**
 * A query for the numbers of the incidents that a list has, newest first.
 *
 * An index holds the incidents of a team, say, and of one category of status as a run that is newest
 * first already. So a list is such a run, or some of them merged, and is read only as far as it goes.
 * @param before only incidents with a lower number
 */
export function numbersOf(
  connection: Connection,
  filter: IncidentFilter,
  before: number | null,
  limit: number,
): RawBuilder<number> {
  const words = filter.text === null ? [] : wordsOf(filter.text);
  const conditions = conditionsOf(connection, filter);
  const categories = categoriesOf(filter);
  if (words.length > 0) {
    if (categories) conditions.push(sql<boolean>`status_category in (${sql.join(categories)})`);
    const where = conditions.length > 0 ? all(conditions) : null;
    return connection.search({ words, where, isBroad: isBroad(filter), before, limit });
  }
  if (before !== null) conditions.push(sql<boolean>`number < ${before}`);
  const run = (category: StatusCategory | null) => {
    const inRun = category ? [sql<boolean>`status_category = ${category}`] : [];
    const where = [...inRun, ...conditions];
    return sql`select number from incidents ${
      where.length > 0 ? sql`where ${all(where)}` : sql``
    } order by number desc limit ${limit}`;
  };
  // Without anything to choose by, the incidents themselves are one run.
  const isAll = categories === null && conditions.length === (before === null ? 0 : 1);
  const [first, ...others] = isAll ? [null] : (categories ?? statusCategories);
  if (others.length === 0) return sql`(${run(first ?? null)})`;
  const runs = [first ?? null, ...others].map(
    (each) => sql`select number from (${run(each)}) as run`,
  );
  return sql`(select number from (${sql.join(runs, sql` union all `)}) as runs
    order by number desc limit ${limit})`;
}

/**
 * What incidents must have besides their category. The first condition is the one that leads to the
 * fewest: an index begins with it and knows the rest.
 */
function conditionsOf(connection: Connection, filter: IncidentFilter): Expression<boolean>[] {
  const { reporter } = filter;
  const columns = ['assignee', 'service', 'team', 'priority'] as const;
  const given = columns.filter((column) => filter[column] !== null);
  const conditions: Expression<boolean>[] = reporter
    ? [sql<boolean>`reporter_site = ${reporter.site}`, sql<boolean>`reporter_id = ${reporter.id}`]
    : [];
  for (const column of given) {
    const name = conditions.length === 0 ? sql.ref(column) : connection.unindexed(column);
    conditions.push(sql<boolean>`${name} = ${filter[column]}`);
  }
  return conditions;
}

/** Null for all of them. */
function categoriesOf({ status }: IncidentFilter): readonly StatusCategory[] | null {
  if (status === 'all') return null;
  if (status === 'open') return open;
  return status === 'over' ? over : [status];
}

/** Whether a filter leaves so many incidents that one does better to look them up one by one. */
function isBroad({ status, reporter, assignee, service, team, priority }: IncidentFilter): boolean {
  if (reporter || assignee !== null || service !== null) return false;
  if (team !== null && priority !== null) return false;
  return status === 'all' || status === 'over' || status === 'closed';
}

function all(conditions: Expression<boolean>[]): Search['where'] & {} {
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
