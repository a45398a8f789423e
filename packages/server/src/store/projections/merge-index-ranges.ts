import { type Expression, type RawBuilder, sql } from 'kysely';
import type { StatusCategory } from '../../domain/incident/status.ts';

export interface Numbered {
  number: number;
}

/**
 * Merges what is found in each category, newest first. Without categories there is one run, of all.
 * @param run a query for numbers, newest first, under a condition more
 */
export function mergeRuns(
  categories: readonly StatusCategory[] | undefined,
  limit: number,
  run: (inRun: Expression<boolean>[]) => RawBuilder<unknown>,
): RawBuilder<Numbered> {
  if (!categories) return sql`(${run([])})`;
  const runs = categories.map(
    (category) => sql`select number from (${run([sql`status_category = ${category}`])}) as run`,
  );
  return sql`(${sql.join(runs, sql` union all `)} order by number desc limit ${limit})`;
}

export function every(conditions: readonly Expression<boolean>[]): Expression<boolean> {
  return sql`${sql.join(conditions, sql` and `)}`;
}
