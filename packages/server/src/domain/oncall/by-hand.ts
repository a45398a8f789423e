import type { CalendarTurns } from './calendar-turns.ts';
import { findSchedule, type OnCallPerson, type Override, type Schedules } from './schedules.ts';
import { shiftsBetween } from './shifts.ts';

const prefix = 'by-hand-';

/** How an override is called that was made by hand: by the version that it came with. */
export function overrideMadeWith(version: number): string {
  return `${prefix}${version}`;
}

/** The version with which an override was made by hand; null for one that stood in a published draft. */
export function versionOfOverride(id: string): number | null {
  const version = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : 0;
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}

/**
 * The schedules with one more override, which beats those that there are. Those that are over by now are
 * left out: what they said is said by the versions before.
 */
export function withOverride(
  document: Schedules,
  schedule: string,
  override: Override,
  now: number,
): Schedules {
  return changed(document, schedule, (all) => [...all.filter(({ to }) => to > now), override]);
}

export function withoutOverride(document: Schedules, schedule: string, id: string): Schedules {
  return changed(document, schedule, (all) => all.filter((each) => each.id !== id));
}

function changed(
  { schedules }: Schedules,
  id: string,
  change: (overrides: Override[]) => Override[],
): Schedules {
  return {
    schedules: schedules.map((each) =>
      each.id === id ? { ...each, overrides: change(each.overrides) } : each,
    ),
  };
}

/** Everybody who takes turns in a schedule, each once, in order. */
export function peopleOf(document: Schedules, schedule: string): OnCallPerson[] {
  const layers = findSchedule(document, schedule)?.layers ?? [];
  const people = layers.flatMap((each) => each.people);
  return [...new Map(people.map((each) => [each.id, each])).values()];
}

/** Whether somebody has all of a time anyway. */
export function hasAll(
  document: Schedules,
  schedule: string,
  person: string,
  { from, to }: { from: number; to: number },
  calendars: CalendarTurns,
): boolean {
  const found = findSchedule(document, schedule);
  return (
    found !== null &&
    shiftsBetween(found, from, to, calendars).every((each) => each.person?.id === person)
  );
}
