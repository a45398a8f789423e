import { type CalendarTurns, noCalendars } from './calendar-turns.ts';
import { turnsBetween } from './handoffs.ts';
import type { OnCallPerson, Schedule } from './schedules.ts';

/** A time in which one person is on call, or, in a gap, nobody. Epoch milliseconds, half-open. */
export interface Shift {
  from: number;
  to: number;
  /** Null in a gap. */
  person: OnCallPerson | null;
  /** What says so; null in a gap. */
  by: { layer: string } | { override: string } | null;
}

/**
 * Who is on call between two instants: shifts one after the other, without anything between them. It
 * follows from the schedule, the calendars that it names, and the instants alone.
 */
export function shiftsBetween(
  schedule: Schedule,
  from: number,
  to: number,
  calendars: CalendarTurns = noCalendars,
): Shift[] {
  if (from >= to) return [];
  let shifts: Shift[] = [{ from, to, person: null, by: null }];
  for (const { id, person, ...time } of schedule.overrides.toReversed()) {
    shifts = fill(shifts, [{ ...time, person, by: { override: id } }]);
  }
  for (const layer of schedule.layers) {
    if (shifts.every(({ by }) => by)) break;
    const by = { layer: layer.id };
    const told = layer.calendar && calendars(schedule.id, layer.id);
    const turns = turnsBetween(layer, from, to, told);
    shifts = fill(
      shifts,
      turns.map((turn) => ({ ...turn, by })),
    );
  }
  return joined(shifts);
}

/** Who is on call at an instant; null in a gap. */
export function onCallAt(
  schedule: Schedule,
  at: number,
  calendars?: CalendarTurns,
): OnCallPerson | null {
  return shiftsBetween(schedule, at, at + 1, calendars)[0]?.person ?? null;
}

/** Puts shifts, which are in order, into the gaps. */
function fill(shifts: readonly Shift[], into: readonly Shift[]): Shift[] {
  let next = 0;
  return shifts.flatMap((gap): Shift[] => {
    if (gap.by) return [gap];
    while (next < into.length && (into[next]?.to ?? 0) <= gap.from) next += 1;
    const filled: Shift[] = [];
    let at = gap.from;
    for (let index = next; index < into.length; index += 1) {
      const shift = into[index];
      if (!shift || shift.from >= gap.to) break;
      const [from, to] = [Math.max(shift.from, at), Math.min(shift.to, gap.to)];
      if (from >= to) continue;
      if (from > at) filled.push({ ...gap, from: at, to: from });
      filled.push({ ...shift, from, to });
      at = to;
    }
    if (at < gap.to) filled.push({ ...gap, from: at });
    return filled;
  });
}

/** Neighbours of one person from one source are one shift. */
function joined(shifts: readonly Shift[]): Shift[] {
  const all: Shift[] = [];
  for (const shift of shifts) {
    const last = all.at(-1);
    if (last && last.person?.id === shift.person?.id && isSame(last.by, shift.by)) {
      last.to = shift.to;
    } else all.push({ ...shift });
  }
  return all;
}

function isSame(a: Shift['by'], b: Shift['by']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Shifts of times that follow each other, as one. */
export function follow(parts: readonly (readonly Shift[])[]): Shift[] {
  return joined(parts.flat());
}
