import type { Calendar } from './calendar.ts';
import { type CalendarChunk, chunkAt, chunkLength } from './calendar-chunks.ts';
import { day } from './local-time.ts';
import type { Interval } from './schedule.ts';

/**
 * How far a due time is looked for. A target is at most a year of working time and a calendar has at
 * least an hour a week, so with 2,000 holidays in its way a due time is never farther off.
 */
const farthest = 300 * 366 * day;

/**
 * The earliest instant, at or after `fromMs`, up to which `durationMs` of working time have passed. So
 * a duration that ends exactly at closing time ends there and not at the next opening, and no duration
 * ends at `fromMs` itself, also outside working hours.
 * @throws RangeError for a negative duration, and when 300 years do not hold the duration
 */
export function addWorkingTime(calendar: Calendar, fromMs: number, durationMs: number): number {
  if (!(durationMs >= 0)) throw new RangeError('A duration of working time is 0 or more.');
  if (calendar === '24x7' || durationMs === 0) return fromMs + durationMs;
  let index = Math.floor(fromMs / chunkLength);
  const last = Math.floor((fromMs + farthest) / chunkLength);
  let chunk = chunkAt(calendar, index);
  let left = durationMs + workedUpTo(chunk, fromMs);
  while (left > chunk.total) {
    left -= chunk.total;
    index += 1;
    // Written so that an instant that is not a number ends the search too.
    if (!(index <= last)) throw new RangeError('The calendar does not hold so much working time.');
    chunk = chunkAt(calendar, index);
  }
  const { intervals, before } = chunk;
  const at = lastBelow(before, left);
  return (intervals[at]?.[0] ?? 0) + left - (before[at] ?? 0);
}

/** Working time between two instants, in milliseconds; 0 when `toMs` is not after `fromMs`. */
export function workingTimeBetween(calendar: Calendar, fromMs: number, toMs: number): number {
  if (!(toMs > fromMs)) return 0;
  if (calendar === '24x7') return toMs - fromMs;
  let index = Math.floor(fromMs / chunkLength);
  const last = Math.floor(toMs / chunkLength);
  let worked = -workedUpTo(chunkAt(calendar, index), fromMs);
  for (; index < last; index += 1) worked += chunkAt(calendar, index).total;
  return worked + workedUpTo(chunkAt(calendar, last), toMs);
}

/**
 * The working windows between two instants, clipped to them, in order; windows that touch are one.
 * Epoch milliseconds, half-open.
 * @param most after so many it is not looked for more
 */
export function workingIntervals(
  calendar: Calendar,
  fromMs: number,
  toMs: number,
  most = Number.POSITIVE_INFINITY,
): [number, number][] {
  if (!(toMs > fromMs)) return [];
  if (calendar === '24x7') return [[fromMs, toMs]];
  const found: Interval[] = [];
  for (let index = Math.floor(fromMs / chunkLength); index * chunkLength < toMs; index += 1) {
    for (const [open, close] of chunkAt(calendar, index).intervals) {
      const [from, to] = [Math.max(open, fromMs), Math.min(close, toMs)];
      if (from >= to) continue;
      const previous = found.at(-1);
      if (previous?.[1] === from) previous[1] = to;
      else if (found.length === most) return found;
      else found.push([from, to]);
    }
  }
  return found;
}

/** Working time of a chunk up to an instant in it. */
function workedUpTo({ intervals, before }: CalendarChunk, at: number): number {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.[0] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const interval = intervals[low - 1];
  if (!interval) return 0;
  return (before[low - 1] ?? 0) + Math.min(at, interval[1]) - interval[0];
}

/** The index of the last number that is less than `limit`, in ascending numbers that begin with 0. */
function lastBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
