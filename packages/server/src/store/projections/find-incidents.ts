import { type Expression, type RawBuilder, sql } from 'kysely';
import { type StatusCategory, statusCategories } from '../../domain/incident/status.ts';
import { type Connection, run, type Search, type SearchTerm } from '../connection.ts';
import type { IncidentFilter } from '../port/incidents.ts';
import { every, mergeIndexRanges, type Numbered } from './merge-index-ranges.ts';
import { askedTermsOf } from './search-terms.ts';

/** The categories of incidents with which there is still something to do. */
export const open = ['new', 'active', 'waiting'] as const satisfies StatusCategory[];
const over = ['resolved', 'closed'] as const satisfies StatusCategory[];

/** The numbers of the incidents that a list has, newest first. */
export async function findIncidents(
  connection: Connection,
  filter: IncidentFilter,
  before: number | null,
  limit: number,
): Promise<number[]> {
  const terms = filter.text === null ? [] : askedTermsOf(filter.text);
  const below = before ?? Number.MAX_SAFE_INTEGER;
  const numbers =
    terms.length > 0
      ? connection.search({ terms, ...(await among(connection, filter, terms)), below, limit })
      : merged(connection, filter, below, limit);
  const query = connection.builder.selectFrom(numbers.as('numbers')).selectAll();
  return (await run(connection, query)).map((row) => row.number);
}

/**
 * An index holds the incidents of a team, say, and of one category of status as a range that is
 * newest first already. So a list is such a range, or a few of them merged, and is read only as far as
 * it goes.
 */
function merged(
  connection: Connection,
  filter: IncidentFilter,
  below: number,
  limit: number,
): RawBuilder<Numbered> {
  const conditions = conditionsOf(connection, filter);
  // With nothing to choose by, the incidents themselves are the range.
  const isOneRange = conditions.length === 0 || filter.status === 'replied';
  const categories = categoriesOf(filter) ?? (isOneRange ? undefined : statusCategories);
  return mergeIndexRanges(categories, limit, (inRange) => {
    const where = every([...conditions, ...inRange, sql`number < ${below}`]);
    return sql`select number from incidents where ${where} order by number desc limit ${limit}`;
  });
}

/** What a search is limited to. */
async function among(
  connection: Connection,
  filter: IncidentFilter,
  terms: readonly SearchTerm[],
): Promise<Pick<Search, 'where' | 'categories' | 'leaves'>> {
  const { status, reporter, assignee, service, team, priority } = filter;
  const conditions = conditionsOf(connection, filter);
  const categories = categoriesOf(filter);
  const where = conditions.length > 0 ? every(conditions) : null;
  if (!where && !categories) return { where, categories, leaves: 'most' };
  if (reporter) return { where, categories, leaves: 'few' };
  const isNarrow = assignee !== null || service !== null || (team !== null && priority !== null);
  const isOver = status === 'all' || status === 'over' || status === 'closed';
  const leavesMost = (isOver && !isNarrow) || (await connection.areRare(terms));
  return { where, categories, leaves: leavesMost ? 'most' : 'some' };
}

/**
 * What incidents must have besides their category. The first condition is the one that leads to the
 * fewest: an index begins with it, and has most of the others, too.
 */
export function conditionsOf(
  connection: Connection,
  filter: IncidentFilter,
  /** Whether an index may begin with one of them. */
  leads = true,
): Expression<boolean>[] {
  const { reporter } = filter;
  const conditions: Expression<boolean>[] = reporter
    ? [sql`reporter_site = ${reporter.site}`, sql`reporter_id = ${reporter.id}`]
    : [];
  // Few are, and all of them are resolved.
  if (filter.status === 'replied') {
    // The sum keeps PostgreSQL from walking through the rows that say nothing any more.
    conditions.unshift(
      sql`number in (select number + 0 from reporter_replies where replied_at > 0)`,
    );
  }
  for (const column of ['assignee', 'service', 'team', 'priority'] as const) {
    if (filter[column] === null) continue;
    const name = leads && conditions.length === 0 ? sql.ref(column) : connection.unindexed(column);
    conditions.push(sql`${name} = ${filter[column]}`);
  }
  if (filter.isUnassigned) {
    const name =
      leads && conditions.length === 0 ? sql.ref('assignee') : connection.unindexed('assignee');
    conditions.push(sql`${name} is null`);
  }
  return conditions;
}

/** Null for all of them. */
export function categoriesOf({ status }: IncidentFilter): readonly StatusCategory[] | null {
  if (status === 'all' || status === 'replied') return null;
  if (status === 'open') return open;
  return status === 'over' ? over : [status];
}
