import { endOf, type Period } from './buckets.ts';
import { countBefore, countBits, countFrom, durationsOf, firstAt } from './columns.ts';
import type { InstantName } from './fact-table.ts';
import { marks } from './facts.ts';
import { type Gaps, gapsOf, gapsWithin } from './gaps.ts';
import type { Selection } from './selection.ts';

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

/** The bit of what is open and still to be judged. */
const awaitedBit: Partial<Record<FigureName, number>> = {
  'response-met': marks.awaited.response,
  'resolution-met': marks.awaited.resolution,
  'update-met': marks.awaited.update,
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
  readonly #now: number;
  readonly #asked: Period;
  #gaps: Gaps | null = null;
  /** The rows of which an instant lies in a period: several figures count the same. */
  readonly #within = new Map<string, Uint32Array>();
  readonly #open = new Map<number, Uint32Array>();

  /**
   * @param asked all periods that are asked for lie in it
   * @param now epoch milliseconds
   */
  constructor(selection: Selection, asked: Period, now: number) {
    this.#selection = selection;
    this.#now = now;
    this.#asked = asked;
  }

  of(name: FigureName, period: Period): Members {
    const { table } = this.#selection;
    switch (name) {
      case 'backlog':
        return of(this.#openAt(endOf(period, this.#now)));
      case 'overdue':
        return of(this.#due(Number.NEGATIVE_INFINITY, this.#now));
      case 'breaching-soon':
        return of(this.#due(this.#now, this.#now + soon));
      case 'time-between-failures':
        return this.#gapsWithin(period);
      default:
    }
    const at = table.instants[instantOf[name]];
    const rows = this.#rowsWithin(instantOf[name], period);
    const isDuration = (durationNames as readonly string[]).includes(name);
    return {
      rows,
      at,
      values: isDuration ? durationsOf(rows, table.instants.reportedAt, at) : null,
    };
  }

  /** How many had not come to it at the end of a period, so that nobody knows yet how it will be. */
  countOpen(name: DurationName | ShareName, open: Uint32Array, end: number): number {
    if (name === 'time-between-failures') return this.#runningGaps();
    if (name === 'escalated') return 0;
    const { table } = this.#selection;
    const at = table.instants[instantOf[name]];
    const awaited = awaitedBit[name];
    if (awaited === undefined) return open.length - countBefore(open, at, end);
    // What was promised nothing never comes to it: it was judged since, or it still is to be.
    return countFrom(open, at, end) + countBits(open, table.marks, awaited);
  }

  /** Of how many services that can have such incidents a gap had not ended at the end of what is asked for. */
  #runningGaps(): number {
    let count = 0;
    for (const [service, since] of this.#foundGaps().running.entries()) {
      if (!Number.isNaN(since) && this.#selection.lets('service', service)) count += 1;
    }
    return count;
  }

  #rowsWithin(instant: InstantName, period: Period): Uint32Array {
    const key = [instant, period.from, period.to].join();
    const known = this.#within.get(key);
    if (known) return known;
    const rows = this.#selection.within(instant, period);
    this.#within.set(key, rows);
    return rows;
  }

  #openAt(at: number): Uint32Array {
    const known = this.#open.get(at) ?? this.#selection.openAt(at);
    this.#open.set(at, known);
    return known;
  }

  /** Those that are open, and of which the first clock is due in a time. */
  #due(from: number, to: number): Uint32Array {
    return this.#selection.within('dueAt', { from, to });
  }

  #gapsWithin({ from, to }: Period): Members {
    const { reportedAt } = this.#selection.table.instants;
    const { rows, values } = this.#foundGaps();
    const [begin, end] = [firstAt(rows, reportedAt, from), firstAt(rows, reportedAt, to)];
    return {
      rows: rows.subarray(begin, end),
      values: values.subarray(begin, end),
      at: reportedAt,
    };
  }

  #foundGaps(): Gaps {
    if (this.#gaps) return this.#gaps;
    const { table } = this.#selection;
    const { from } = this.#asked;
    const gaps = gapsWithin(table, { from, to: endOf(this.#asked, this.#now) });
    const rows = this.#selection.chosen(gaps.rows);
    this.#gaps = { ...gaps, rows, values: gapsOf(gaps, rows) };
    return this.#gaps;
  }
}

function of(rows: Uint32Array): Members {
  return { rows, values: null, at: null };
}
