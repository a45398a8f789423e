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

const pattern =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(T(::|(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)?(?<utc>Z)?))?$/;

/**
 * A value as the library has it: `2026-05-01`, `2026-05-01T22:00:00Z`; and `2026-05-01T::` for
 * `DTSTART:20260501` without its VALUE=DATE, which is common enough. Null for what is no date.
 */
export function readTime(value: unknown): ICalTime | null {
  const written = typeof value === 'string' ? pattern.exec(value)?.groups : undefined;
  if (!written) return null;
  const day = daysSince1970(Number(written.year), Number(written.month), Number(written.day));
  if (day === null) return null;
  if (written.hour === undefined) return { day, second: null, isUtc: false };
  const [hour, minute, second] = [written.hour, written.minute, written.second ?? 0].map(Number);
  const seconds = (hour ?? 0) * 3_600 + (minute ?? 0) * 60 + (second ?? 0);
  if (seconds > secondsOfDay) return null;
  return { day, second: seconds, isUtc: written.utc !== undefined };
}
