import { day } from '../domain/calendar/local-time.ts';

// Arithmetic, because a rule asks for thousands of dates, and making a `Date` of each takes longer than
// all the rest. Years are taken to begin in March: a leap day is then the last of its year, and five
// months in a row always have 153 days. After 400 years, 146,097 days, the calendar repeats.

const firstMarch = -719_468; // Of the year 0, in days since 1970-01-01

/** The first day of a month, as days since 1970-01-01. `month` counts from 1 and may be 13. */
export function firstOfMonth(year: number, month: number): number {
  const [march, fromMarch] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leapDays = Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400);
  return march * 365 + leapDays + Math.floor((fromMarch * 153 + 2) / 5) + firstMarch;
}

/** A date as days since 1970-01-01; null when it does not exist. */
export function daysSince1970(year: number, month: number, dayOfMonth: number): number | null {
  if (month < 1 || month > 12 || dayOfMonth < 1) return null;
  const at = firstOfMonth(year, month) + dayOfMonth - 1;
  return at < firstOfMonth(year, month + 1) ? at : null;
}

/** Year, month from 1 and day of the month of a day since 1970-01-01. */
export function dateParts(at: number): [year: number, month: number, dayOfMonth: number] {
  const cycle = Math.floor((at - firstMarch) / 146_097);
  const ofCycle = at - firstMarch - cycle * 146_097;
  const leapDays =
    Math.floor(ofCycle / 1_460) - Math.floor(ofCycle / 36_524) + Math.floor(ofCycle / 146_096);
  const year = Math.floor((ofCycle - leapDays) / 365);
  const ofYear = ofCycle - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const isNext = fromMarch >= 10;
  return [
    cycle * 400 + year + (isNext ? 1 : 0),
    fromMarch + (isNext ? -9 : 3),
    ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  ];
}

/** `YYYY-MM-DD` of a day since 1970-01-01. */
export function isoDate(at: number): string {
  return new Date(at * day).toISOString().slice(0, 10);
}
