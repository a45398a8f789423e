import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import { day, instantOf, weeksOf } from './wall-clock.ts';

type Now = Awaited<ReturnType<KitApi['onCall']['now']['query']>>;

export type Shifts = Awaited<ReturnType<KitApi['onCall']['shifts']['query']>>;
export type Shift = Shifts['shifts'][number];
export type OverrideView = Shifts['overrides'][number];
export type ScheduleNow = Now['schedules'][number];

/** What is shown of which schedule. */
export interface Aim {
  /** The id of a schedule; empty for the first that there is. */
  schedule: string;
  /** A month, by its first day. */
  month: number;
  locale: string;
}

/** What the server says of it. */
export interface Roster {
  schedules: ScheduleNow[];
  /** The one that is shown; undefined where there is none, or not the one that was meant. */
  shown: ScheduleNow | undefined;
  month: number;
  /** Its weeks, epoch milliseconds. */
  period: { from: number; to: number };
  /** Null without a schedule. */
  shifts: Shifts | null;
  /** How far the server's clock is ahead of the browser's, milliseconds. */
  aheadMs: number;
  seq: number;
}

/** Reads who is on call now, and in the weeks of a month. */
export async function readRoster(kit: KitClient, aim: Aim): Promise<Roster> {
  const { month } = aim;
  const period = periodOf(aim);
  const shiftsOf = (schedule: string) =>
    kit.call((api) => api.onCall.shifts.query({ schedule, ...period }));
  const [{ schedules, now, seq }, early] = await Promise.all([
    kit.call((api) => api.onCall.now.query()),
    isId(aim.schedule) ? shiftsOf(aim.schedule) : null,
  ]);
  const shown = aim.schedule
    ? schedules.find((each) => each.schedule === aim.schedule)
    : schedules[0];
  const shifts = shown ? (early ?? (await shiftsOf(shown.schedule))) : null;
  // Of two answers the earlier position: what came between is told by the stream.
  return { schedules, shown, month, period, shifts, aheadMs: now - Date.now(), seq };
}

/** What else a page may say, of which no schedule has the name. */
const isId = (schedule: string) => /^[a-z0-9][a-z0-9-]{0,63}$/i.test(schedule);

function periodOf({ locale, month }: Aim): { from: number; to: number } {
  const days = weeksOf(locale, month).flat();
  const [first = month, last = month] = [days[0], days.at(-1)];
  return { from: instantOf(locale, first), to: instantOf(locale, last + day) };
}

/** A shift, or what of it is in a day. */
export interface Part {
  shift: Shift;
  /** When it begins within the day; null where it began before. */
  from: number | null;
}

/** Who is on call on a day, one after the other. */
export function partsOf(locale: string, shifts: readonly Shift[], at: number): Part[] {
  const [from, to] = [instantOf(locale, at), instantOf(locale, at + day)];
  return shifts
    .filter((shift) => shift.from < to && shift.to > from)
    .map((shift) => ({ shift, from: shift.from > from ? shift.from : null }));
}

/** The override that puts somebody on call in a shift. */
export function overrideOf({ overrides }: Shifts, { by }: Shift): OverrideView | undefined {
  return by && 'override' in by ? overrides.find(({ id }) => id === by.override) : undefined;
}
