import { format } from '../base/intl.ts';
import { page } from '../client/settings.ts';

export const day = 86_400_000;

/**
 * What the clocks of the provider's zone, or else the browser's, show at a moment, as if they showed UTC.
 * `base/day.ts` knows dates alone, and comes with all of a timeline.
 */
export function wallOf(locale: string, at: number): number {
  const timeZone = page.zones?.[locale];
  // In Sweden dates are written as ISO has them.
  const time = format(
    Intl.DateTimeFormat,
    'sv-SE',
    { timeZone, dateStyle: 'short', timeStyle: 'medium' },
    at,
  );
  return Date.parse(`${time.replace(' ', 'T')}Z`);
}

/** The day of a moment on those clocks: its midnight, as if they showed UTC. Days are 24 hours apart. */
export function dayAt(locale: string, at: number): number {
  return Math.floor(wallOf(locale, at) / day) * day;
}

/** When those clocks show that; where they leave it out, the first moment after. */
export function instantOf(locale: string, wall: number): number {
  let at = wall;
  for (let times = 0; times < 3; times += 1) at = wall - (wallOf(locale, at) - at);
  return at + Math.max(0, wall - wallOf(locale, at));
}

/** As a field for a date and a time has it: `2027-01-04T09:00`. */
export function toField(locale: string, at: number): string {
  return new Date(wallOf(locale, at)).toISOString().slice(0, 16);
}

/** NaN for a field that is not filled. */
export function fromField(locale: string, value: string): number {
  const wall = Date.parse(`${value}Z`);
  return Number.isNaN(wall) ? wall : instantOf(locale, wall);
}

/** The first day of the month of a day, so many months later. Days are as `dayAt` has them. */
export function monthOf(at: number, later = 0): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
}

interface Weeks {
  weekInfo?: { firstDay: number };
  getWeekInfo?(): { firstDay: number };
}

/** 1 is Monday, 7 Sunday. */
function firstDayOfWeek(locale: string): number {
  try {
    const weeks = new Intl.Locale(locale) as Intl.Locale & Weeks;
    return (weeks.getWeekInfo?.() ?? weeks.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

/** The whole weeks in which a month is, day by day. */
export function weeksOf(locale: string, month: number): number[][] {
  const weekday = new Date(month).getUTCDay() || 7;
  const first = month - ((weekday - firstDayOfWeek(locale) + 7) % 7) * day;
  const end = monthOf(month, 1);
  const weeks: number[][] = [];
  for (let at = first; at < end; at += 7 * day) {
    weeks.push(Array.from({ length: 7 }, (_, index) => at + index * day));
  }
  return weeks;
}

/** A day, as `dayAt` has it, in words. */
export function formatDay(locale: string, at: number, options: Intl.DateTimeFormatOptions): string {
  return format(Intl.DateTimeFormat, locale, { ...options, timeZone: 'UTC' }, at);
}
