import { daysSince1970 } from './days.ts';

/** A date or a time as iCalendar writes it. */
export interface ICalTime {
  /** Days since 1970-01-01. */
  day: number;
  /** Seconds since its midnight, up to 86,400; null for a date. */
  second: number | null;
  isUtc: boolean;
}

export const secondsOfDay = 86_400;

const datePattern = /^\d{4}-\d\d-\d\d/;
const timePattern = /^T(\d\d):(\d\d):(\d\d)?(Z)?$/;

/**
 * A value as the library has it: `2026-05-01`, `2026-05-01T22:00:00Z`; and `2026-05-01T::` for
 * `DTSTART:20260501` without its VALUE=DATE, which is common enough. Null for what is no date.
 */
export function readTime(value: unknown): ICalTime | null {
  if (typeof value !== 'string' || !datePattern.test(value)) return null;
  const [year, month, dayOfMonth] = [value.slice(0, 4), value.slice(5, 7), value.slice(8, 10)];
  const day = daysSince1970(Number(year), Number(month), Number(dayOfMonth));
  if (day === null) return null;
  const time = value.slice(10);
  if (time === '' || time === 'T::') return { day, second: null, isUtc: false };
  const [written, hour, minute, second = 0, utc] = timePattern.exec(time) ?? [];
  const seconds = Number(hour) * 3_600 + Number(minute) * 60 + Number(second);
  if (written === undefined || seconds > secondsOfDay) return null;
  return { day, second: seconds, isUtc: utc !== undefined };
}
