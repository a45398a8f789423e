import { type Interval, quantileRanks } from './intervals.ts';
import { atRanks } from './ranks.ts';

/** How long something took. Milliseconds; null where there is nothing to tell it from. */
export interface Durations {
  n: number;
  /** Half took no longer. As the 90th percentile, it is how long one of them really took. */
  median: number | null;
  /** Where the median of all that is like these may be. */
  medianInterval: Interval;
  p90: number | null;
  p90Interval: Interval;
  mean: number | null;
}

const nothing: Interval = { low: null, high: null };

export function describeDurations(values: Float64Array): Durations {
  const n = values.length;
  if (n === 0) {
    return {
      n,
      median: null,
      medianInterval: nothing,
      p90: null,
      p90Interval: nothing,
      mean: null,
    };
  }
  let sum = 0;
  for (let index = 0; index < n; index += 1) sum += values[index] as number;
  const [ofMedian, ofP90] = [quantileRanks(n, 0.5), quantileRanks(n, 0.9)];
  const [middle, ninetieth] = [Math.ceil(0.5 * n), Math.ceil(0.9 * n)];
  const ranks = [middle, ninetieth, ofMedian.low, ofMedian.high, ofP90.low, ofP90.high];
  const wanted = [...new Set(ranks.filter((rank) => rank !== null))].sort((a, b) => a - b);
  const found = atRanks(values, wanted);
  const at = (rank: number | null) =>
    rank === null ? null : (found[wanted.indexOf(rank)] ?? null);
  const between = ({ low, high }: Interval) => ({ low: at(low), high: at(high) });
  return {
    n,
    median: at(middle),
    medianInterval: between(ofMedian),
    p90: at(ninetieth),
    p90Interval: between(ofP90),
    mean: sum / n,
  };
}

export function medianOf(values: Float64Array): number | null {
  if (values.length === 0) return null;
  return atRanks(values, [Math.ceil(0.5 * values.length)])[0] ?? null;
}
