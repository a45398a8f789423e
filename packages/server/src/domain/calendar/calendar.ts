/**
 * When the desk works. Instants are epoch milliseconds, durations are milliseconds of what really
 * passes, windows are half-open: [from, to).
 */
export type Calendar = '24x7';

/** The instant at which `durationMs` of working time have passed since `fromMs`. */
export function addWorkingTime(_calendar: Calendar, fromMs: number, durationMs: number): number {
  return fromMs + durationMs;
}

/** Working time between two instants, in milliseconds; 0 when `toMs` is not after `fromMs`. */
export function workingTimeBetween(_calendar: Calendar, fromMs: number, toMs: number): number {
  return Math.max(0, toMs - fromMs);
}

/** The working windows between two instants, clipped to them, in order. */
export function workingIntervals(
  _calendar: Calendar,
  fromMs: number,
  toMs: number,
): [number, number][] {
  return toMs > fromMs ? [[fromMs, toMs]] : [];
}
