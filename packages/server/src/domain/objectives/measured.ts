import type { Tally } from './budget.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What a source says of one minute of an objective: what it says last counts, and nothing twice. */
export interface Measurement {
  /** The objective's id. */
  objective: string;
  /** The minute's start, epoch milliseconds. */
  at: number;
  good: number;
  total: number;
}

/** What was counted in a minute or an hour that begins at an instant, by all sources together. */
export interface Counted {
  at: number;
  good: number;
  total: number;
}

/** A part of the time, epoch milliseconds, half-open. */
export interface TimeRange {
  from: number;
  to: number;
}

/** The minutes that have to be known to count between any of some instants; the rest is counted by whole hours. */
export function minutesFor(instants: readonly number[]): TimeRange[] {
  const starts = new Set(instants.filter((at) => at % hour !== 0).map(hourOf));
  return [...starts].sort((a, b) => a - b).map((from) => ({ from, to: from + hour }));
}

/** Whole hours, and minutes where a window begins or ends within one: a month is 720 rows instead of 43,200. */
export class MeasuredCounts {
  readonly #hours: readonly Counted[];
  readonly #minutes: ReadonlyMap<number, readonly Counted[]>;

  constructor(hours: readonly Counted[], minutes: readonly Counted[]) {
    this.#hours = hours;
    this.#minutes = Map.groupBy(minutes, ({ at }) => hourOf(at));
  }

  /** Of whole minutes; those at which it begins and ends must be among those of `minutesFor`. */
  tally(from: number, to: number): Tally {
    const tally = { bad: 0, total: 0 };
    const add = ({ good, total }: Counted) => {
      tally.bad += total - good;
      tally.total += total;
    };
    const within = ({ at }: Counted) => at >= from && at < to;
    const parts = new Set([from, to].filter((at) => at % hour !== 0).map(hourOf));
    for (const part of parts) (this.#minutes.get(part) ?? []).filter(within).forEach(add);
    for (const each of this.#hours) {
      if (within(each) && !parts.has(each.at)) add(each);
    }
    return tally;
  }
}

export function hourOf(at: number): number {
  return Math.floor(at / hour) * hour;
}

export function minuteOf(at: number): number {
  return Math.floor(at / minute) * minute;
}
