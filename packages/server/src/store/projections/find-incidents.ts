import { type Expression, type RawBuilder, sql } from 'kysely';
import {
  openCategories,
  type StatusCategory,
  statusCategories,
} from '../../domain/incident/status.ts';
import { limits } from '../../domain/limits.ts';
import { askedTermsOf, type SearchTerm } from '../../domain/search/search-terms.ts';
import { type Connection, type Frequency, run, type Search } from '../connection.ts';
import type { IncidentFilter } from '../port/incidents.ts';
import { every, mergeIndexRanges, type Numbered } from './merge-index-ranges.ts';

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
): Promise<Pick<Search, 'where' | 'categories' | 'leaves' | 'isRare'>> {
  const { status, reporter, assignee, service, team, priority } = filter;
  const conditions = conditionsOf(connection, filter);
  const categories = categoriesOf(filter);
  const where = conditions.length > 0 ? every(conditions) : null;
  const limited = { where, categories, isRare: false };
  if (reporter) return { ...limited, leaves: 'few' };
  const frequency = await connection.frequencyOf(terms);
  if (frequency?.isRare) return { ...limited, leaves: 'most', isRare: true };
  if (!where && !categories) return { ...limited, leaves: 'most' };
  const isNarrow = assignee !== null || service !== null || (team !== null && priority !== null);
  const isOver = status === 'all' || status === 'over' || status === 'closed';
  if (isOver && !isNarrow) return { ...limited, leaves: 'most' };
  if (!frequency || !isNarrow || !where) return { ...limited, leaves: 'some' };
  // With words so frequent a list is full soon, however many are left; to count those can take longer.
  if (limits.countedInSearch / frequency.share < fewLookedAt) return { ...limited, leaves: 'few' };
  const left = await countUpTo(connection, where, categories, mostLookedAt + 1);
  return { ...limited, leaves: isFasterOneByOne(left, frequency) ? 'few' : 'some' };
}

/** So few are always looked at one by one; more than those never. */
const [fewLookedAt, mostLookedAt] = [5_000, 20_000];

/**
 * What each of them takes, in microseconds, as measured on SQLite with a million incidents: to look at the words of
 * one; to see whether one that an index has found is among those that are left; to put one of those together.
 */
const costs = { look: 2.5, see: 0.3, put: 0.2 };

/**
 * Whether it is faster to look at the words of what the rest leaves than to ask an index for all that has them. Both
 * go on until a list is full: the sooner, the more incidents have the words, or the more the rest leaves.
 */
function isFasterOneByOne(left: number, { share, last }: Frequency): boolean {
  if (left > mostLookedAt) return false;
  const looked = Math.min(left, limits.countedInSearch / share);
  const seen = Math.min(share * last, (limits.countedInSearch * last) / Math.max(left, 1));
  return looked * costs.look < seen * costs.see + left * costs.put;
}

async function countUpTo(
  connection: Connection,
  where: Expression<boolean>,
  categories: readonly StatusCategory[] | null,
  limit: number,
): Promise<number> {
  const among = sql<boolean>`status_category in (${sql.join([...(categories ?? statusCategories)])})`;
  const some = sql`(select number from incidents where ${every([where, among])} limit ${limit})`;
  const counting = connection.builder
    .selectFrom(some.as('some'))
    .select((each) => each.fn.countAll<number>().as('count'));
  const [row] = await run(connection, counting);
  return row?.count ?? 0;
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
  if (status === 'open') return openCategories;
  return status === 'over' ? over : [status];
}
