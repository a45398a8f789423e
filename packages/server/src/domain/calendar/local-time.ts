import { Temporal } from 'temporal-polyfill';

export const minute = 60_000;
export const day = 86_400_000;

/** The days of the week as calendars write them, in the order of `weekdayOf`. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Whether a text is `YYYY-MM-DD` and names a day that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether this machine knows a time zone of that IANA name. Offsets such as `+02:00` are none. */
export function isZone(name: string): boolean {
  // Temporal also takes offsets and whole dates; those have colons, brackets or digits in front.
  if (!/^[a-z][a-z0-9_+-]*(\/[a-z0-9_+-]+)*$/i.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The number of a date, counted in days from 1970-01-01. The date must exist. */
export function dayNumber(date: string): number {
  return Temporal.Instant.from(`${date}T00:00Z`).epochMilliseconds / day;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(dayNumber: number): number {
  // 1970-01-01 was a Thursday.
  return (((dayNumber + 3) % 7) + 7) % 7;
}

/** `HH:MM` as minutes since midnight. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
