import { type Bucket, type BucketUnit, endOf, type Period, ZonedPeriod } from './buckets.ts';
import { codesAt, firstAt } from './columns.ts';
import type { Durations } from './durations.ts';
import type { Dimension, FactTable } from './fact-table.ts';
import type { Interval } from './intervals.ts';
import { type Count, countsOf, durations, type Kind, type Share, sharesOf } from './kinds.ts';
import {
  bitOf,
  type CountName,
  countNames,
  type DurationName,
  durationNames,
  FigureMembers,
  type FigureName,
  type Members,
  type ShareName,
  shareNames,
} from './members.ts';
import { divide, divideAt, type Parts, sizeOf } from './parts.ts';
import { type MetricsFilter, Selection } from './selection.ts';
import { type Limits, type Signal, xmr } from './xmr.ts';

/** A part of the period in a chart. */
export interface Point extends Bucket {
  n: number;
  /** Median in milliseconds, share, or count; null for nothing to tell. */
  value: number | null;
  signal: Signal | null;
}

/** What a figure says of a period. */
interface Told<Value> {
  value: Value;
  /** Of the period that it is compared with; null for none. */
  before: Value | null;
  /** How it has changed, beyond what chance does; null for not, or for too few to tell. */
  trend: 'up' | 'down' | null;
  /** How many had not come to it at the end of the period. */
  open: number;
  /** By the dimension that was asked for; their numbers add up to `n`. */
  parts: { key: string | null; value: Value }[];
  points: Point[];
  limits: Limits | null;
}

export type Figures = { [Name in DurationName]?: Told<Durations> } & {
  [Name in ShareName]?: Told<Share>;
} & { [Name in CountName]?: Told<Count> };

/** Fewer say nothing of a trend. */
const fewest = 20;

/** Upper bounds of the ages of what is open, in milliseconds; the last has none. */
export const ages = [1, 3, 7, 30].map((days) => days * 86_400_000);

export interface DashboardQuery {
  period: Period;
  compared: Period | null;
  zone: string;
  unit: BucketUnit;
  filter: MetricsFilter;
  by: Dimension;
  figures: readonly FigureName[];
  /** Epoch milliseconds. */
  now: number;
}

/** Everything that a dashboard shows, of the incidents that a filter lets through. */
export class Dashboard {
  readonly #table: FactTable;
  readonly #query: DashboardQuery;
  readonly #members: FigureMembers;
  readonly #zoned: ZonedPeriod;
  readonly #end: number;
  readonly #open: Uint32Array;
  readonly #parts = new Map<Uint32Array, Partial<Record<Dimension | 'bucket', Parts>>>();

  constructor(table: FactTable, query: DashboardQuery) {
    const { period, compared, zone, unit, filter, now } = query;
    const asked = { from: Math.min(period.from, compared?.from ?? period.from), to: period.to };
    this.#table = table;
    this.#query = query;
    this.#members = new FigureMembers(new Selection(table, filter), asked, now);
    const known = { from: table.firstReportedAt, to: now };
    this.#zoned = new ZonedPeriod(period, zone, unit, known);
    this.#end = endOf(period, now);
    this.#open = this.#members.of('backlog', period).rows;
  }

  figures(): Figures {
    const told: Partial<Record<FigureName, unknown>> = {};
    const isAsked = (name: FigureName) => this.#query.figures.includes(name);
    for (const name of durationNames.filter(isAsked)) told[name] = this.#told(name, durations);
    for (const name of shareNames.filter(isAsked)) {
      told[name] = this.#told(name, sharesOf(this.#table.marks, bitOf[name]));
    }
    for (const name of countNames.filter(isAsked)) told[name] = this.#count(name);
    return told as Figures;
  }

  /** How many are open, by how long they have been. */
  backlogByAge(): number[] {
    const { reportedAt } = this.#table.instants;
    const counts = [...ages, 0].map(() => 0);
    for (const row of this.#open) {
      const age = this.#end - (reportedAt[row] as number);
      let place = 0;
      while (age >= (ages[place] ?? Number.POSITIVE_INFINITY)) place += 1;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
  }

  /** How many were reported in each hour of the week, from Monday's first. */
  hours(): number[] {
    const { rows, at } = this.#members.of('created', this.#query.period);
    const counts = new Array<number>(168).fill(0);
    for (const row of rows) {
      const hour = this.#zoned.hourOf(at?.[row] ?? 0);
      counts[hour] = (counts[hour] ?? 0) + 1;
    }
    return counts;
  }

  /** How much each has open, and has been resolved of theirs in the period; the most open first. */
  load(by: 'team' | 'assignee'): { key: string | null; open: number; resolved: number }[] {
    const open = this.#countBy(by, this.#open);
    const resolved = this.#countBy(by, this.#members.of('resolved', this.#query.period).rows);
    const keys = new Set([...open.keys(), ...resolved.keys()]);
    return [...keys]
      .map((key) => ({ key, open: open.get(key) ?? 0, resolved: resolved.get(key) ?? 0 }))
      .sort((a, b) => b.open - a.open || b.resolved - a.resolved || compare(a.key, b.key));
  }

  #countBy(by: Dimension, rows: Uint32Array): Map<string | null, number> {
    const [parts, codes] = [this.#group(by, rows), this.#table.codes[by]];
    const counts = new Map<string | null, number>();
    for (let code = 0; code < codes.size; code += 1) {
      const count = sizeOf(parts, code);
      if (count > 0) counts.set(codes.nameOf(code), count);
    }
    return counts;
  }

  #count(name: CountName): Told<Count> {
    const told = this.#told(name, countsOf(name === 'created' || name === 'resolved'));
    return name === 'backlog' ? { ...told, ...this.#backlogPoints() } : told;
  }

  #told<Value extends { n: number }>(name: FigureName, kind: Kind<Value>): Told<Value> {
    const { period, compared, by } = this.#query;
    const members = this.#members.of(name, period);
    const value = kind.whole(members);
    // What is due is due now, whatever the period.
    const isComparable = name !== 'overdue' && name !== 'breaching-soon';
    const before = compared && isComparable ? kind.whole(this.#members.of(name, compared)) : null;
    const isCensored = !(countNames as readonly string[]).includes(name);
    const codes = this.#table.codes[by];
    return {
      value,
      before,
      trend: before && this.#isLike(name) ? trendOf(value, before, kind.intervalOf) : null,
      open: isCensored
        ? this.#members.countOpen(name as DurationName | ShareName, this.#open, this.#end)
        : 0,
      parts: kind
        .each(members, this.#group(by, members.rows))
        .map((each, code) => ({ key: codes.nameOf(code), value: each }))
        .filter((part) => part.value.n > 0)
        .sort((a, b) => b.value.n - a.value.n || compare(a.key, b.key)),
      ...this.#points(members, kind),
    };
  }

  /** Whether what was counted in both periods can be compared: as long, and both of them whole. */
  #isLike(name: FigureName): boolean {
    if (name !== 'created' && name !== 'resolved') return true;
    const { period, compared, now } = this.#query;
    if (!compared || compared.to - compared.from !== period.to - period.from) return false;
    return period.to <= now && compared.from >= this.#table.firstReportedAt;
  }

  #points(
    members: Members,
    { points: pointsOf }: Pick<Kind<unknown>, 'points'>,
  ): Pick<Told<unknown>, 'points' | 'limits'> {
    if (!members.at) return { points: [], limits: null };
    const parts = this.#inBuckets(members.rows, members.at);
    const values = pointsOf(members, parts);
    return withSignals(
      this.#zoned.buckets.map((bucket, index) => ({
        ...bucket,
        n: sizeOf(parts, index),
        value: values[index] ?? null,
      })),
    );
  }

  /** How many were open at the end of each bucket: what was before, and came, and went. */
  #backlogPoints(): Pick<Told<unknown>, 'points' | 'limits'> {
    const { period } = this.#query;
    const created = this.#members.of('created', period);
    const resolved = this.#members.of('resolved', period);
    const counts = ({ rows, at }: Members) => this.#inBuckets(rows, at ?? none);
    const [came, went] = [counts(created), counts(resolved)];
    const earlier = { from: period.from, to: period.from };
    let open = this.#members.of('backlog', earlier).rows.length;
    return withSignals(
      this.#zoned.buckets.map((bucket, index) => {
        open += sizeOf(came, index) - sizeOf(went, index);
        return { ...bucket, n: open, value: open };
      }),
    );
  }

  /** Rows by the code of what they have. */
  #group(by: Dimension, rows: Uint32Array): Parts {
    const [column, { size }] = [this.#table.dimensions[by], this.#table.codes[by]];
    return this.#divided(by, rows, () => divide(codesAt(rows, column), size));
  }

  /** Rows in the order of an instant by the bucket of the period that it lies in. */
  #inBuckets(rows: Uint32Array, at: Float64Array): Parts {
    return this.#divided('bucket', rows, () => {
      const ends = this.#zoned.buckets.map(({ to }) => firstAt(rows, at, to));
      return divideAt(Uint32Array.from([0, ...ends]));
    });
  }

  /** Once for the same rows: several figures are of them. */
  #divided(by: Dimension | 'bucket', rows: Uint32Array, parts: () => Parts): Parts {
    const known = this.#parts.get(rows) ?? {};
    this.#parts.set(rows, known);
    known[by] ??= parts();
    return known[by];
  }
}

const none = new Float64Array(0);

function withSignals(points: Omit<Point, 'signal'>[]): Pick<Told<unknown>, 'points' | 'limits'> {
  const { limits, signals } = xmr(points.map(({ isWhole, value }) => (isWhole ? value : null)));
  return {
    points: points.map((point, index) => ({ ...point, signal: signals[index] ?? null })),
    limits,
  };
}

function trendOf<Value extends { n: number }>(
  value: Value,
  before: Value,
  intervalOf: (value: Value) => Interval | null,
): 'up' | 'down' | null {
  if (value.n < fewest || before.n < fewest) return null;
  const [now, then] = [intervalOf(value), intervalOf(before)];
  if (!now || !then) return null;
  if (now.low !== null && then.high !== null && now.low > then.high) return 'up';
  if (now.high !== null && then.low !== null && now.high < then.low) return 'down';
  return null;
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
