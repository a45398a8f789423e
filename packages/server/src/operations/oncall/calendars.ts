import type { CalendarTurns } from '../../domain/oncall/calendar-turns.ts';
import type { Schedule } from '../../domain/oncall/schedules.ts';
import type { CalendarProblem, ShiftCalendar } from '../../store/port/shift-calendars.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** A calendar that says who has a layer, and how reading it went. */
export interface CalendarView {
  layer: string;
  /** How the layer is called. */
  name: string;
  /** When it was read last with success, epoch milliseconds; null for never: nobody has its shifts. */
  readAt: number | null;
  /** When it was tried last; null for never. */
  triedAt: number | null;
  problem: CalendarProblem | null;
  /** What the problem is about: a status, or titles of events. */
  about: string[];
}

/** What the calendars say that schedules name. */
export async function calendarTurns(snapshot: Snapshot): Promise<CalendarTurns> {
  return turnsOf(await snapshot.shiftCalendars.all());
}

export function turnsOf(calendars: readonly ShiftCalendar[]): CalendarTurns {
  return (schedule, layer) => keptFor(calendars, schedule, layer)?.turns ?? [];
}

/** The calendars of a schedule, in the order of its layers. */
export function viewsOf(
  schedule: Schedule | null,
  calendars: readonly ShiftCalendar[],
): CalendarView[] {
  return (schedule?.layers ?? []).flatMap((layer) => {
    if (!schedule || !layer.calendar) return [];
    const kept = keptFor(calendars, schedule.id, layer.id);
    const { readAt = null, triedAt = null, problem = null, about = [] } = kept ?? {};
    return [{ layer: layer.id, name: layer.name, readAt, triedAt, problem, about }];
  });
}

function keptFor(
  calendars: readonly ShiftCalendar[],
  schedule: string,
  layer: string,
): ShiftCalendar | undefined {
  return calendars.find((each) => each.schedule === schedule && each.layer === layer);
}
