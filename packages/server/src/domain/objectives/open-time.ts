import type { Incident } from '../incident/state.ts';
import { isWithdrawn } from '../incident/state.ts';
import { isOpen } from '../incident/status.ts';
import { objectiveSource } from './objective-signal.ts';

/** A time from its first instant up to its end, epoch milliseconds; null for one that goes on. */
export interface OpenTime {
  from: number;
  to: number | null;
}

/** When an incident was open, however often it was reopened; of one that never counts, nothing. */
export function openTimesOf(incident: Incident): OpenTime[] {
  if (!counts(incident)) return [];
  const times: OpenTime[] = [];
  let from: number | null = null;
  for (const { at, status } of incident.course) {
    if (isOpen(status)) {
      from ??= at;
    } else if (from !== null) {
      times.push({ from, to: at });
      from = null;
    }
  }
  if (from !== null) times.push({ from, to: null });
  return times;
}

/**
 * What was cancelled or is a duplicate is no incident; what was imported has the times of its import; and what an
 * objective itself raised must not keep it from being met.
 */
function counts(incident: Incident): boolean {
  const { reporter, imported } = incident;
  const isOwn = reporter.role === 'system' && reporter.id === objectiveSource;
  return !isOwn && !imported && !isWithdrawn(incident);
}

/** Times one after the other, what overlaps or touches made one. */
export function mergeTimes(times: readonly OpenTime[]): OpenTime[] {
  const merged: OpenTime[] = [];
  for (const time of [...times].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last && (last.to === null || last.to >= time.from)) {
      if (last.to !== null && (time.to === null || time.to > last.to)) last.to = time.to;
    } else merged.push({ ...time });
  }
  return merged;
}

/**
 * How much of the time between two instants is in any of some times, milliseconds.
 * @param merged as `mergeTimes` gives them
 */
export function timeWithin(merged: readonly OpenTime[], from: number, to: number): number {
  let sum = 0;
  for (const time of merged) {
    const end = Math.min(time.to ?? to, to);
    sum += Math.max(0, end - Math.max(time.from, from));
  }
  return sum;
}
