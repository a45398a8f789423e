import { countBits, countBitsOf } from './columns.ts';
import { type Durations, describeDurations, medianOf } from './durations.ts';
import { type Interval, poisson, wilson } from './intervals.ts';
import type { Members } from './members.ts';
import { mapParts, type Parts, sizeOf } from './parts.ts';

/** So many of n were so. */
export interface Share {
  n: number;
  count: number;
  /** Null for none of none. */
  share: number | null;
  interval: Interval;
}

/** So many there were. */
export interface Count {
  n: number;
  /** Where the number that was to be expected may lie; null where it is not about a period. */
  interval: Interval | null;
}

/** How a kind of figures is made. */
export interface Kind<Value> {
  whole(members: Members): Value;
  /** Of each part. */
  each(members: Members, parts: Parts): Value[];
  /** What a chart shows of each part. */
  points(members: Members, parts: Parts): (number | null)[];
  intervalOf(value: Value): Interval | null;
}

const none = new Float64Array(0);

export const durations: Kind<Durations> = {
  whole: ({ values }) => describeDurations(values ?? none),
  each: ({ values }, parts) => mapParts(parts, values ?? none, describeDurations),
  points: ({ values }, parts) => mapParts(parts, values ?? none, medianOf),
  intervalOf: ({ medianInterval }) => medianInterval,
};

/** Of those that have a bit among their marks. */
export function sharesOf(marks: Uint16Array, bit: number): Kind<Share> {
  const each = ({ rows }: Members, parts: Parts) => {
    const counts = new Uint32Array(parts.starts.length - 1);
    countBitsOf(rows, parts.of, marks, bit, counts);
    return Array.from(counts, (count, part) => share(count, sizeOf(parts, part)));
  };
  return {
    whole: ({ rows }) => share(countBits(rows, marks, bit), rows.length),
    each,
    points: (members, parts) => each(members, parts).map((told) => told.share),
    intervalOf: ({ interval }) => interval,
  };
}

function share(count: number, n: number): Share {
  return { n, count, share: n === 0 ? null : count / n, interval: wilson(count, n) };
}

/** @param isOfPeriod whether they are of a period, and not of an instant */
export function countsOf(isOfPeriod: boolean): Kind<Count> {
  const count = (n: number): Count => ({ n, interval: isOfPeriod ? poisson(n) : null });
  const sizes = (parts: Parts) =>
    Array.from({ length: parts.starts.length - 1 }, (_, part) => sizeOf(parts, part));
  return {
    whole: ({ rows }) => count(rows.length),
    each: (_, parts) => sizes(parts).map(count),
    points: (_, parts) => sizes(parts),
    intervalOf: ({ interval }) => interval,
  };
}
