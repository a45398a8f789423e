import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { type Behind, hoursOfWeek, incidentsBehind } from '../../domain/metrics/behind.ts';
import { figureNames } from '../../domain/metrics/members.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentRow, toIncidentRow } from '../../domain/views/incident.ts';
import type { OperationContext } from '../context.ts';
import { assertMaySeePeople, filterOf, inPeriod, metricsFields } from './query.ts';
import { readFacts } from './read-facts.ts';

export const listBehindInput = inPeriod(
  metricsFields.extend({
    figure: z.enum(figureNames),
    /** Of a share: `true` for those that count for it (met, reopened, …), `false` for the others. */
    counted: z.boolean().optional(),
    /** Only what was open for so long at the end of the period; milliseconds, `to` left out for no bound. */
    age: z.strictObject({ from: z.int().min(0), to: z.int().min(1).optional() }).optional(),
    /** Only what was reported in that hour of the week: 0 for Monday's first, in the zone. */
    hour: z
      .int()
      .min(0)
      .max(hoursOfWeek - 1)
      .optional(),
    /** What the page before gave as `next`. */
    before: z.int().min(1).optional(),
    limit: z.int().min(1).max(limits.page).default(50),
  }),
);

export interface BehindAnswer {
  /** The newest first. `value`: how long it took, milliseconds; null where the figure is none of durations. */
  incidents: (IncidentRow & { value: number | null })[];
  /** How many there are on all pages: what the figure says. */
  total: number;
  /** What to send as `before` for the rest; null when this is all. */
  next: number | null;
  now: number;
}

/** The incidents that a figure counts. */
export async function listBehind(
  context: OperationContext,
  input: z.infer<typeof listBehindInput>,
): Promise<BehindAnswer> {
  assertMaySeePeople(context, input);
  const table = await readFacts(context.store);
  const { figure, from, to, zone, counted, age, hour } = input;
  const all = incidentsBehind(table, {
    figure,
    period: { from, to },
    zone,
    filter: filterOf(input),
    counted: counted ?? null,
    age: age ? { from: age.from, to: age.to ?? null } : null,
    hour: hour ?? null,
    now: context.now(),
  });
  return pageBehind(context, all, input);
}

/** A page of incidents behind a number, as the desk sees them. */
export async function pageBehind(
  { store, caller, now: clock }: OperationContext,
  all: readonly Behind[],
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<BehindAnswer> {
  const now = clock();
  const rest = before === undefined ? all : all.filter(({ number }) => number < before);
  const page = rest.slice(0, limit);
  const took = new Map(page.map(({ number, value }) => [number, value]));
  return store.read(async ({ incidents, documents }) => {
    const found = await incidents.getMany([...took.keys()]);
    found.sort((a, b) => b.number - a.number);
    const book = await documents.calendarBook(found);
    const audience = audienceOf(caller.role);
    return {
      incidents: found.map((incident) => ({
        ...toIncidentRow(incident, book, now, audience),
        value: took.get(incident.number) ?? null,
      })),
      total: all.length,
      next: rest.length > limit ? (page.at(-1)?.number ?? null) : null,
      now,
    };
  });
}
