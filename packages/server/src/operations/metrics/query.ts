import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import { day, isZone } from '../../domain/calendar/local-time.ts';
import { KitError } from '../../domain/errors.ts';
import { bucketUnits, type Period, unitFor } from '../../domain/metrics/buckets.ts';
import type { DashboardQuery } from '../../domain/metrics/dashboard.ts';
import { dimensions } from '../../domain/metrics/fact-table.ts';
import { figureNames } from '../../domain/metrics/members.ts';
import type { MetricsFilter } from '../../domain/metrics/selection.ts';
import type { OperationContext } from '../context.ts';
import { chosen, personId } from '../input.ts';
import { ofPeriod, periodFields } from '../period.ts';

/** What one call looks at. */
const mostDays = 3_700;

/** A part of what there is: null for the incidents that have none. */
const part = chosen.nullable();

/** Which incidents count, and in which half-open period, in epoch milliseconds. */
export const metricsFields = z.strictObject({
  ...periodFields,
  /** The IANA name of the viewer's time zone: theirs are the days, weeks and hours. */
  zone: z
    .string()
    .max(64)
    .refine(isZone, 'This is no time zone, e.g. “Europe/Berlin”.')
    .default('UTC'),
  service: part.optional(),
  team: part.optional(),
  priority: part.optional(),
  category: part.optional(),
  /** The host's identifier of a person; null for what nobody has. */
  assignee: personId.nullable().optional(),
});

type Fields = z.infer<typeof metricsFields>;

/** Refuses a period that ends before it begins, or is longer than figures are made of. */
export const inPeriod = <Schema extends z.ZodType<Period>>(schema: Schema) =>
  ofPeriod(schema, mostDays);

export const dashboardInput = inPeriod(
  metricsFields.extend({
    /** What it is compared with: the time just before, as long. Left out for nothing. */
    compare: z.enum(['previous', 'year']).optional(),
    /** What charts are divided by; left out: what suits the period. */
    unit: z.enum(bucketUnits).optional(),
    /** What figures are divided by. */
    by: z.enum(dimensions).default('priority'),
    /** All of them when left out. */
    figures: z
      .array(z.enum(figureNames))
      .min(1)
      .max(figureNames.length)
      .default([...figureNames]),
  }),
);

export type DashboardInput = z.infer<typeof dashboardInput>;

const year = 365 * day;

/** The question as the figures take it. */
export function queryOf(input: DashboardInput, now: number): DashboardQuery {
  const { from, to, zone, compare, by, figures } = input;
  const length = compare === 'year' ? year : to - from;
  const unit = input.unit ?? unitFor(input);
  // A chart of more could not be drawn, and nobody could read it.
  const isTooFine = unit === 'day' && to - from > year;
  return {
    period: { from, to },
    compared: compare ? { from: from - length, to: to - length } : null,
    zone,
    unit: isTooFine ? unitFor(input) : unit,
    filter: filterOf(input),
    by,
    figures,
    now,
  };
}

export function filterOf(input: Fields): MetricsFilter {
  const { service, team, priority, category, assignee } = input;
  return { service, team, priority, category, assignee };
}

/**
 * What somebody of the desk has to do and has done is for those who lead it, and for themselves.
 * @throws KitError `not-allowed`
 */
export function assertMaySeePeople(
  { caller }: OperationContext,
  { by, assignee }: { by?: string; assignee?: string | null | undefined },
): void {
  if (reachOf(caller, 'metrics:read-people') === 'all') return;
  const isOwn = assignee === undefined || assignee === null || assignee === caller.id;
  if (isOwn && (by !== 'assignee' || assignee === caller.id)) return;
  throw new KitError(
    'not-allowed',
    'Figures of single people are for managers. You can see your own.',
    { details: { permission: 'metrics:read-people' } },
  );
}
