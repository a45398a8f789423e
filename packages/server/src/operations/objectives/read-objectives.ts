import { setImmediate } from 'node:timers/promises';
import type { Rules } from '../../domain/configuration/documents.ts';
import {
  type Budget,
  type BudgetUnit,
  type BurnPoint,
  burnDown,
  errorBudgetOf,
  type TallyOf,
} from '../../domain/objectives/budget.ts';
import { type BurnReading, burnRules, readBurnRates } from '../../domain/objectives/burn-rates.ts';
import { hourOf, MeasuredCounts, minuteOf, minutesFor } from '../../domain/objectives/measured.ts';
import type { Objective } from '../../domain/objectives/objectives.ts';
import { mergeTimes, timeWithin } from '../../domain/objectives/open-time.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import { type OpenTimes, readOpenTimes } from './open-times.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** An objective as it stands: what was counted in its window, and how fast its budget burns. */
export interface ObjectiveReading {
  objective: Objective;
  unit: BudgetUnit;
  /** The window, epoch milliseconds. */
  from: number;
  to: number;
  tallyOf: TallyOf;
  budget: Budget;
  rates: BurnReading[];
}

/** How the budget of an objective was used over its window. */
export function burnDownOf(reading: ObjectiveReading): BurnPoint[] {
  const { tallyOf, unit, objective } = reading;
  return burnDown(tallyOf, reading, objective.target, unit);
}

/** What all objectives of some have come to, in the order in which they are given. */
export async function readObjectives(
  store: Store,
  objectives: readonly Objective[],
  rules: Rules,
  now: number,
): Promise<ObjectiveReading[]> {
  const ofIncidents = objectives.filter(({ indicator }) => indicator.kind === 'incidents');
  const services = [...new Set(ofIncidents.map(({ service }) => service))];
  const openTimes = await readOpenTimes(store, services, now);
  const readings: ObjectiveReading[] = [];
  for (const objective of objectives) {
    const { indicator } = objective;
    const counted =
      indicator.kind === 'measurements'
        ? await store.read((snapshot) => countMeasured(snapshot, objective, now))
        : countOpenTime(openTimes, objective, indicator.priority, rules, now);
    readings.push(readingOf(objective, counted));
    // There may be hundreds, at a millisecond or two each: others have their turn.
    await setImmediate();
  }
  return readings;
}

type Counts = Pick<ObjectiveReading, 'unit' | 'from' | 'to' | 'tallyOf'>;

function readingOf(objective: Objective, counts: Counts): ObjectiveReading {
  const { unit, from, to, tallyOf } = counts;
  const { target } = objective;
  const budget = errorBudgetOf(tallyOf(from, to), target, unit);
  return { objective, ...counts, budget, rates: readBurnRates(tallyOf, target, unit, to) };
}

/** Windows end with the minute that runs: what is said of it counts at once. */
async function countMeasured(
  { objectives }: Snapshot,
  { id, windowDays }: Objective,
  now: number,
): Promise<Counts> {
  const to = minuteOf(now) + minute;
  const from = to - windowDays * day;
  const starts = burnRules.flatMap(({ long, short }) => [to - long, to - short]);
  const first = Math.min(from, ...starts);
  const hours = await objectives.hours(id, hourOf(first));
  const minutes = await objectives.minutes(id, minutesFor([from, to, ...starts]));
  const counts = new MeasuredCounts(hours, minutes);
  return { unit: 'events', from, to, tallyOf: (start, end) => counts.tally(start, end) };
}

function countOpenTime(
  openTimes: OpenTimes,
  { service, windowDays }: Objective,
  priority: string,
  { matrix }: Rules,
  now: number,
): Counts {
  const ranks = matrix.document.priorities.map(({ id }) => id);
  const counting = new Set(ranks.slice(0, ranks.indexOf(priority) + 1));
  const incidents = [...(openTimes.get(service)?.values() ?? [])];
  const merged = mergeTimes(
    incidents.filter((each) => counting.has(each.priority)).flatMap(({ times }) => times),
  );
  return {
    ...{ unit: 'time', from: now - windowDays * day, to: now },
    tallyOf: (from, to) => ({ bad: timeWithin(merged, from, to), total: to - from }),
  };
}
