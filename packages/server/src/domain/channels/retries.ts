const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** After each try how long it takes to the next: ten tries within 75 hours and 35 minutes. */
const pauses = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Nobody who asks for more time gets more than this, milliseconds. */
const longestAsked = 24 * hour;

/**
 * How long to wait for the next try, milliseconds; null when that was the last.
 * @param tries how often it was tried
 * @param askedMs how long the other side asked to be left alone
 */
export function pauseAfter(tries: number, askedMs = 0): number | null {
  const pause = pauses[tries - 1];
  return pause === undefined ? null : Math.max(pause, Math.min(askedMs, longestAsked));
}
