import { type Expression, type RawBuilder, sql } from 'kysely';
import type { StatusCategory } from '../../domain/incident/status.ts';

export interface Numbered {
  number: number;
}

/**
 * Merges what is found in each category, newest first. Without categories there is one range, of all.
 * @param range a query for numbers, newest first, under a condition more
 */
export function mergeIndexRanges(
  categories: readonly StatusCategory[] | undefined,
  limit: number,
  range: (inRange: Expression<boolean>[]) => RawBuilder<unknown>,
): RawBuilder<Numbered> {
  if (!categories) return sql`(${range([])})`;
  const ranges = categories.map(
    (category) => sql`select number from (${range([sql`status_category = ${category}`])}) as range`,
  );
  return sql`(${sql.join(ranges, sql` union all `)} order by number desc limit ${limit})`;
}

export function every(conditions: readonly Expression<boolean>[]): Expression<boolean> {
  return sql`${sql.join(conditions, sql` and `)}`;
}
