/** What a point of a series says that is more than chance. */
export type Signal = 'above' | 'below' | 'run-above' | 'run-below';

/** The limits within which a series stays while nothing changes (an XmR chart). */
export interface Limits {
  mean: number;
  low: number;
  high: number;
}

/** So many points in a row on one side of the mean are a signal. */
const runLength = 8;
/** Fewer points give no limits. */
const fewest = 8;
/** Turns the mean moving range into three standard deviations. */
const spread = 2.66;

/**
 * Limits and signals of a series.
 * @param values null for what does not count: nothing to tell, or a period that is not whole
 */
export function xmr(values: readonly (number | null)[]): {
  limits: Limits | null;
  signals: (Signal | null)[];
} {
  const signals: (Signal | null)[] = values.map(() => null);
  const whole = values.filter((value) => value !== null);
  if (whole.length < fewest) return { limits: null, signals };
  const mean = whole.reduce((sum, value) => sum + value, 0) / whole.length;
  const ranges = whole.slice(1).map((value, index) => Math.abs(value - (whole[index] ?? value)));
  const reach = (spread * ranges.reduce((sum, value) => sum + value, 0)) / ranges.length;
  const limits = { mean, low: mean - reach, high: mean + reach };
  let run: number[] = [];
  let side = 0;
  values.forEach((value, index) => {
    if (value === null) return;
    const sideNow = Math.sign(value - mean);
    run = sideNow !== 0 && sideNow === side ? [...run, index] : [index];
    side = sideNow;
    if (side !== 0 && run.length >= runLength) {
      for (const each of run) signals[each] = side > 0 ? 'run-above' : 'run-below';
    }
  });
  values.forEach((value, index) => {
    if (value === null) return;
    if (value > limits.high) signals[index] = 'above';
    if (value < limits.low) signals[index] = 'below';
  });
  return { limits, signals };
}
