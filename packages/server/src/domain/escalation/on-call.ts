import type { DocumentVersion } from '../configuration/documents.ts';
import type { CalendarTurns } from '../oncall/calendar-turns.ts';
import { findSchedule } from '../oncall/schedules.ts';
import { onCallAt } from '../oncall/shifts.ts';
import type { EscalationAction } from './policies.ts';

/** Who was on call when a step was taken. */
export interface OnCallFound {
  schedule: string;
  /** The version of the schedules that says so. */
  schedulesVersion: number;
  /** The host's identifier; null in a gap, and where the schedule is no more. */
  person: string | null;
  /** In a gap, the team that the schedule falls back to; null for none. */
  team: string | null;
}

/** Whether a step has to know who is on call. */
export function asksWhoIsOnCall(actions: readonly EscalationAction[]): boolean {
  return actions.some((each) => 'schedule' in each);
}

/** Who is on call at an instant, for each action that notifies them, in order. */
export function onCallFor(
  actions: readonly EscalationAction[],
  { document, version: schedulesVersion }: DocumentVersion<'schedules'>,
  at: number,
  calendars: CalendarTurns,
): OnCallFound[] {
  return actions.flatMap((action) => {
    if (!('schedule' in action)) return [];
    const schedule = findSchedule(document, action.schedule);
    const person = (schedule && onCallAt(schedule, at, calendars))?.id ?? null;
    const team = person === null ? (schedule?.fallback ?? null) : null;
    return [{ schedule: action.schedule, schedulesVersion, person, team }];
  });
}
