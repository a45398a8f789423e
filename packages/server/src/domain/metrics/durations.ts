import { type Interval, quantileRanks } from './intervals.ts';

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

/** @param values are put into another order */
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
  const wanted = ranks.filter((rank) => rank !== null).map((rank) => rank - 1);
  select(
    values,
    [...new Set(wanted)].sort((a, b) => a - b),
  );
  const at = (rank: number | null) => (rank === null ? null : (values[rank - 1] ?? null));
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

/** @param values are put into another order */
export function medianOf(values: Float64Array): number | null {
  if (values.length === 0) return null;
  const middle = Math.ceil(0.5 * values.length) - 1;
  select(values, [middle]);
  return values[middle] ?? null;
}

/** Shorter ones are sorted: that is as fast. */
const few = 600;

/** Moves to each of some places, in their order, the value that sorting would bring there. */
function select(
  values: Float64Array,
  places: readonly number[],
  from = 0,
  to = values.length,
): void {
  if (places.length === 0) return;
  if (to - from <= few) {
    values.subarray(from, to).sort();
    return;
  }
  const pivot = pivotOf(values, from, to);
  // Three parts: below the pivot, equal to it, above it. Many may be equal.
  let [below, index, above] = [from, from, to];
  while (index < above) {
    const value = values[index] as number;
    if (value < pivot) {
      values[index] = values[below] as number;
      values[below] = value;
      below += 1;
      index += 1;
    } else if (value > pivot) {
      above -= 1;
      values[index] = values[above] as number;
      values[above] = value;
    } else {
      index += 1;
    }
  }
  const [left, right] = [below, above];
  select(
    values,
    places.filter((place) => place < left),
    from,
    left,
  );
  select(
    values,
    places.filter((place) => place >= right),
    right,
    to,
  );
}

/** The middle one of nine that stand in regular places. */
function pivotOf(values: Float64Array, from: number, to: number): number {
  const step = Math.floor((to - from) / 9);
  const some = Float64Array.from({ length: 9 }, (_, index) => values[from + index * step] ?? 0);
  return some.sort()[4] ?? 0;
}
