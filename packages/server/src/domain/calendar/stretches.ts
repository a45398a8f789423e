import type { WorkingHours } from './calendar.ts';
import { day } from './local-time.ts';
import { type Interval, Schedule } from './schedule.ts';

/**
 * Milliseconds. Long enough that a year is a dozen steps, short enough that the first question about a
 * calendar computes little that nobody asks for.
 */
export const stretchLength = 32 * day;

/** What is worked in one stretch of time, ready to be searched. */
export interface Stretch {
  readonly intervals: readonly Interval[];
  /** Working milliseconds of the stretch before each interval. */
  readonly before: readonly number[];
  /** Working milliseconds. */
  readonly total: number;
}

interface Known {
  schedule: Schedule;
  stretches: Map<number, Stretch>;
}

/** Some 400 years, so that whoever asks for all of time cannot fill the memory. */
const kept = 4_500;

const knownOf = new WeakMap<WorkingHours, Known>();

/** The stretch that begins at the instant `index * stretchLength`. */
export function stretchAt(calendar: WorkingHours, index: number): Stretch {
  const { schedule, stretches } = known(calendar);
  const found = stretches.get(index);
  if (found) return found;
  if (stretches.size >= kept) stretches.clear();
  const intervals = schedule.worked(index * stretchLength, (index + 1) * stretchLength);
  const before: number[] = [];
  let total = 0;
  for (const [from, to] of intervals) {
    before.push(total);
    total += to - from;
  }
  const stretch = { intervals, before, total };
  stretches.set(index, stretch);
  return stretch;
}

export function scheduleOf(calendar: WorkingHours): Schedule {
  return known(calendar).schedule;
}

function known(calendar: WorkingHours): Known {
  let found = knownOf.get(calendar);
  if (!found) {
    found = { schedule: new Schedule(calendar), stretches: new Map() };
    knownOf.set(calendar, found);
  }
  return found;
}
