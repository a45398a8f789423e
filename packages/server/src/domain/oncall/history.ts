import type { CalendarTurns } from './calendar-turns.ts';
import { findSchedule, type OnCallPerson, type Schedules } from './schedules.ts';
import { follow, type Shift, shiftsBetween } from './shifts.ts';

/** A version of the schedules, and from when on it is in force. */
export interface SchedulesInForce {
  publishedAt: number;
  document: Schedules;
}

/**
 * Who was, is and will be on call. What a version says holds from when it was published until the next
 * was: whoever had a shift in the past keeps it, whatever is published later.
 * @param versions in their order
 */
export function shiftsInForce(
  versions: readonly SchedulesInForce[],
  schedule: string,
  from: number,
  to: number,
  calendars?: CalendarTurns,
): Shift[] {
  const parts = versions.map(({ publishedAt, document }, index) => {
    const begin = Math.max(from, publishedAt);
    // Where the time of the log was set back, a later version may have been published at an earlier time.
    const later = versions.slice(index + 1).map((each) => each.publishedAt);
    const end = Math.min(to, ...later);
    return shiftsOf(document, schedule, begin, end, calendars);
  });
  const first = Math.min(to, ...versions.map((each) => each.publishedAt));
  return follow([nobody(from, first), ...parts]);
}

/** A time in which another would be on call. Epoch milliseconds, half-open. */
export interface ChangedShift {
  schedule: string;
  from: number;
  to: number;
  before: OnCallPerson | null;
  after: OnCallPerson | null;
}

/** Whose shifts between two instants another version would change, by schedule and in order. */
export function changedShifts(
  before: Schedules,
  after: Schedules,
  from: number,
  to: number,
  calendars?: CalendarTurns,
): ChangedShift[] {
  const ids = new Set([...before.schedules, ...after.schedules].map(({ id }) => id));
  return [...ids].flatMap((schedule) => {
    const [old, changed] = [before, after].map((each) =>
      shiftsOf(each, schedule, from, to, calendars),
    );
    return differences(schedule, old ?? [], changed ?? []);
  });
}

function differences(
  schedule: string,
  before: readonly Shift[],
  after: readonly Shift[],
): ChangedShift[] {
  const all: ChangedShift[] = [];
  for (let [a, b] = [0, 0]; ; ) {
    const [old, changed] = [before[a], after[b]];
    if (!old || !changed) return all;
    const [from, to] = [Math.max(old.from, changed.from), Math.min(old.to, changed.to)];
    if (old.person?.id !== changed.person?.id) {
      const last = all.at(-1);
      const goesOn =
        last?.to === from &&
        last.before?.id === old.person?.id &&
        last.after?.id === changed.person?.id;
      if (last && goesOn) last.to = to;
      else all.push({ schedule, from, to, before: old.person, after: changed.person });
    }
    if (old.to === to) a += 1;
    if (changed.to === to) b += 1;
  }
}

function shiftsOf(
  document: Schedules,
  id: string,
  from: number,
  to: number,
  calendars?: CalendarTurns,
): Shift[] {
  const schedule = findSchedule(document, id);
  return schedule ? shiftsBetween(schedule, from, to, calendars) : nobody(from, to);
}

function nobody(from: number, to: number): Shift[] {
  return from < to ? [{ from, to, person: null, by: null }] : [];
}
