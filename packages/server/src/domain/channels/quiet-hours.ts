import { Temporal } from 'temporal-polyfill';
import { minuteOfDay } from '../calendar/local-time.ts';
import type { QuietHours } from './channels.ts';

/**
 * When something may be said that is to be said at an instant: at once, or when the quiet hours are over.
 * Where the clock leaves out the end, they are over at the first instant after it. Epoch milliseconds.
 */
export function afterQuiet({ zone, from, to }: QuietHours, at: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const now = local.hour * 60 + local.minute;
  const [begin, end] = [minuteOfDay(from), minuteOfDay(to)];
  const isOverMidnight = end <= begin;
  const isQuiet = isOverMidnight ? now >= begin || now < end : now >= begin && now < end;
  if (!isQuiet) return at;
  const days = isOverMidnight && now >= begin ? 1 : 0;
  const over = local.toPlainDate().add({ days }).toZonedDateTime({ timeZone: zone, plainTime: to });
  // In the hour that the clock shows twice the end may be behind.
  return Math.max(at, over.epochMilliseconds);
}
