import type { WorkingHours } from './calendar.ts';
import { day } from './local-time.ts';
import { type Interval, Schedule } from './schedule.ts';

/**
 * Milliseconds. Long enough that a year is a dozen steps, short enough that the first question about a
 * calendar computes little that nobody asks for.
 */
export const chunkLength = 32 * day;

/** What is worked in one chunk of time, ready to be searched: calendars are computed in chunks of one length. */
export interface CalendarChunk {
  readonly intervals: readonly Interval[];
  /** Working milliseconds of the chunk before each interval. */
  readonly before: readonly number[];
  /** Working milliseconds. */
  readonly total: number;
}

/** What was computed from a calendar so far. */
interface Computed {
  schedule: Schedule;
  chunks: Map<number, CalendarChunk>;
}

/** Some 400 years, so that whoever asks for all of time cannot fill the memory. */
const kept = 4_500;

const computedOf = new WeakMap<WorkingHours, Computed>();

/** The chunk that begins at the instant `index * chunkLength`. */
export function chunkAt(calendar: WorkingHours, index: number): CalendarChunk {
  const { schedule, chunks } = computed(calendar);
  const found = chunks.get(index);
  if (found) return found;
  if (chunks.size >= kept) chunks.clear();
  const intervals = schedule.worked(index * chunkLength, (index + 1) * chunkLength);
  const before: number[] = [];
  let total = 0;
  for (const [from, to] of intervals) {
    before.push(total);
    total += to - from;
  }
  const chunk = { intervals, before, total };
  chunks.set(index, chunk);
  return chunk;
}

export function scheduleOf(calendar: WorkingHours): Schedule {
  return computed(calendar).schedule;
}

function computed(calendar: WorkingHours): Computed {
  let found = computedOf.get(calendar);
  if (!found) {
    found = { schedule: new Schedule(calendar), chunks: new Map() };
    computedOf.set(calendar, found);
  }
  return found;
}
