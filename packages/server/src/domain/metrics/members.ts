import { endOf, type Period } from './buckets.ts';
import type { InstantName } from './fact-table.ts';
import { marks } from './facts.ts';
import { openAt, rowsWithin, type Selection } from './selection.ts';

export const durationNames = [
  'time-to-acknowledge',
  'time-to-first-response',
  'time-to-resolve',
  'time-between-failures',
] as const;
export const shareNames = [
  'response-met',
  'resolution-met',
  'update-met',
  'reopened',
  'escalated',
] as const;
export const countNames = ['created', 'resolved', 'backlog', 'overdue', 'breaching-soon'] as const;
export const figureNames = [...durationNames, ...shareNames, ...countNames] as const;

export type DurationName = (typeof durationNames)[number];
export type ShareName = (typeof shareNames)[number];
export type CountName = (typeof countNames)[number];
export type FigureName = (typeof figureNames)[number];

/** The instant by which an incident is in the period of a figure. */
const instantOf = {
  'time-to-acknowledge': 'acknowledgedAt',
  'time-to-first-response': 'respondedAt',
  'time-to-resolve': 'resolvedAt',
  'time-between-failures': 'reportedAt',
  'response-met': 'responseJudgedAt',
  'resolution-met': 'resolutionJudgedAt',
  'update-met': 'updateJudgedAt',
  reopened: 'resolvedAt',
  escalated: 'reportedAt',
  created: 'reportedAt',
  resolved: 'resolvedAt',
} as const satisfies Partial<Record<FigureName, InstantName>>;

/** The bit that an incident has which counts for a share. */
export const bitOf: Record<ShareName, number> = {
  'response-met': marks.met.response,
  'resolution-met': marks.met.resolution,
  'update-met': marks.met.update,
  reopened: marks.reopened,
  escalated: marks.escalated,
};

/** What is due within so many milliseconds is breaching soon. */
export const soon = 4 * 3_600_000;

/** The incidents behind a figure, and of durations how long each took. */
export interface Members {
  rows: Uint32Array;
  /** Milliseconds, a row each; null where the figure is none of durations. */
  values: Float64Array | null;
  /** By which each has its place in the period; null where they are those of one instant. */
  at: Float64Array | null;
}

/** The incidents of a selection, by the figures that count them. */
export class FigureMembers {
  readonly #selection: Selection;
  readonly #rows: Uint32Array;
  readonly #now: number;
  #gaps: { rows: Uint32Array; values: Float64Array; running: number } | null = null;

  /** @param earliest no period that is asked for begins before it; epoch milliseconds, as is `now` */
  constructor(selection: Selection, earliest: number, now: number) {
    this.#selection = selection;
    this.#rows = selection.since(earliest);
    this.#now = now;
  }

  of(name: FigureName, period: Period): Members {
    const { table } = this.#selection;
    switch (name) {
      case 'backlog':
        return of(openAt(this.#rows, table, endOf(period, this.#now)));
      case 'overdue':
        return of(this.#due(Number.NEGATIVE_INFINITY, this.#now));
      case 'breaching-soon':
        return of(this.#due(this.#now, this.#now + soon));
      case 'time-between-failures':
        return this.#gapsWithin(period);
      default:
    }
    const at = table.instants[instantOf[name]];
    const rows = rowsWithin(this.#rows, at, period);
    const isDuration = (durationNames as readonly string[]).includes(name);
    return { rows, at, values: isDuration ? this.#took(rows, at) : null };
  }

  /** How many had not come to it at the end of a period, so that nobody knows yet how it will be. */
  countOpen(name: DurationName | ShareName, open: Uint32Array, end: number): number {
    if (name === 'time-between-failures') {
      this.#gaps ??= this.#findGaps();
      return this.#gaps.running;
    }
    if (name === 'escalated') return 0;
    const at = this.#selection.table.instants[instantOf[name]];
    let count = 0;
    for (const row of open) if (!((at[row] as number) < end)) count += 1;
    return count;
  }

  #took(rows: Uint32Array, ends: Float64Array): Float64Array {
    const { reportedAt } = this.#selection.table.instants;
    const values = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as number;
      values[index] = Math.max(0, (ends[row] as number) - (reportedAt[row] as number));
    }
    return values;
  }

  /** Those that are open, and of which the first clock is due in a time. */
  #due(from: number, to: number): Uint32Array {
    const { dueAt } = this.#selection.table.instants;
    return this.#rows.filter((row) => {
      const at = dueAt[row] as number;
      return at >= from && at < to;
    });
  }

  #gapsWithin({ from, to }: Period): Members {
    this.#gaps ??= this.#findGaps();
    const { reportedAt } = this.#selection.table.instants;
    const { rows, values } = this.#gaps;
    const places: number[] = [];
    for (let index = 0; index < rows.length; index += 1) {
      const at = reportedAt[rows[index] as number] as number;
      if (at >= from && at < to) places.push(index);
    }
    return {
      rows: Uint32Array.from(places, (index) => rows[index] as number),
      values: Float64Array.from(places, (index) => values[index] as number),
      at: reportedAt,
    };
  }

  /**
   * How long a service had been without any open incident when the next was reported. What is reported while
   * another is open is the same failure.
   */
  #findGaps() {
    const { instants, dimensions, codes } = this.#selection.table;
    const { reportedAt, resolvedAt } = instants;
    /** When a service is well again; NaN for one that had no incident yet. */
    const wellFrom = new Float64Array(codes.service.size).fill(Number.NaN);
    const all = this.#selection.inOrder();
    const rows = new Uint32Array(all.length);
    const values = new Float64Array(all.length);
    let count = 0;
    for (const row of all) {
      const service = dimensions.service[row] as number;
      if (service === 0) continue;
      const from = wellFrom[service] as number;
      const at = reportedAt[row] as number;
      const over = resolvedAt[row] as number;
      const until = Number.isNaN(over) ? Number.POSITIVE_INFINITY : over;
      if (at >= from) {
        rows[count] = row;
        values[count] = at - from;
        count += 1;
      }
      wellFrom[service] = Number.isNaN(from) ? until : Math.max(from, until);
    }
    let running = 0;
    for (const from of wellFrom) if (Number.isFinite(from)) running += 1;
    return { rows: rows.subarray(0, count), values: values.subarray(0, count), running };
  }
}

function of(rows: Uint32Array): Members {
  return { rows, values: null, at: null };
}
