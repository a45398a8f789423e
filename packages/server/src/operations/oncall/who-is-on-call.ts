import { day } from '../../domain/calendar/local-time.ts';
import type { CalendarTurns } from '../../domain/oncall/calendar-turns.ts';
import type { Schedule } from '../../domain/oncall/schedules.ts';
import { type Shift, shiftsBetween } from '../../domain/oncall/shifts.ts';
import { findTeam, type Teams } from '../../domain/teams/teams.ts';
import type { OperationContext } from '../context.ts';
import { type CalendarView, turnsOf, viewsOf } from './calendars.ts';

/** How far ahead the next shift is looked for. */
const ahead = 31 * day;

export interface OnCallNow {
  schedule: string;
  name: string;
  /** Who has it now, until when; its person is null in a gap. */
  current: Shift;
  /** The one after that; null where none begins within 31 days. */
  next: Shift | null;
  /** The team that has what falls into a gap. */
  fallback: string | null;
  /** How that team is called. */
  fallbackName: string | null;
  /** The calendars that say who has it, as they were read last. */
  calendars: CalendarView[];
}

export interface WhoIsOnCall {
  schedules: OnCallNow[];
  now: number;
  seq: number;
}

/** Who is on call now and next, of every schedule. */
export async function whoIsOnCall(context: OperationContext): Promise<WhoIsOnCall> {
  return context.store.read(async (snapshot) => {
    const { schedules, teams } = await snapshot.documents.rules();
    const now = context.now();
    const calendars = await snapshot.shiftCalendars.all();
    const turns = turnsOf(calendars);
    return {
      schedules: schedules.document.schedules.map((each) => ({
        ...nowOf(each, { teams: teams.document, now, turns }),
        calendars: viewsOf(each, calendars),
      })),
      now,
      seq: await snapshot.log.lastSeq(),
    };
  });
}

function nowOf(
  schedule: Schedule,
  { teams, now, turns }: { teams: Teams; now: number; turns: CalendarTurns },
): Omit<OnCallNow, 'calendars'> {
  const [current, next] = shiftsBetween(schedule, now, now + ahead, turns);
  if (!current) throw new Error('There always is a shift or a gap.');
  const { id, name, fallback } = schedule;
  const fallbackName = fallback && (findTeam(teams, fallback)?.name ?? fallback);
  return { schedule: id, name, current, next: next ?? null, fallback, fallbackName };
}
