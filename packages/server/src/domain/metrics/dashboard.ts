import { type Bucket, type BucketUnit, endOf, type Period, ZonedPeriod } from './buckets.ts';
import { type Durations, describeDurations, medianOf } from './durations.ts';
import type { Dimension, FactTable } from './fact-table.ts';
import { type Interval, poisson, wilson } from './intervals.ts';
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
import { type MetricsFilter, Selection } from './selection.ts';
import { type Limits, type Signal, xmr } from './xmr.ts';

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

  constructor(table: FactTable, query: DashboardQuery) {
    const { period, compared, zone, unit, filter, now } = query;
    const earliest = Math.min(period.from, compared?.from ?? period.from);
    this.#table = table;
    this.#query = query;
    this.#members = new FigureMembers(new Selection(table, filter), earliest, now);
    const known = { from: table.firstReportedAt, to: now };
    this.#zoned = new ZonedPeriod(period, zone, unit, known);
    this.#end = endOf(period, now);
    this.#open = this.#members.of('backlog', period).rows;
  }

  figures(): Figures {
    const told: Partial<Record<FigureName, unknown>> = {};
    const isAsked = (name: FigureName) => this.#query.figures.includes(name);
    for (const name of durationNames.filter(isAsked)) told[name] = this.#duration(name);
    for (const name of shareNames.filter(isAsked)) told[name] = this.#share(name);
    for (const name of countNames.filter(isAsked)) told[name] = this.#count(name);
    return told as Figures;
  }

  /** How many are open, by how long they have been. */
  backlogByAge(): number[] {
    const { reportedAt } = this.#table.instants;
    const counts = [...ages, 0].map(() => 0);
    for (const row of this.#open) {
      const age = this.#end - (reportedAt[row] as number);
      const band = ages.findIndex((bound) => age < bound);
      const place = band < 0 ? ages.length : band;
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
    const groups = this.#group(by, rows);
    return new Map([...groups].map(([key, places]) => [key, places.length]));
  }

  #duration(name: DurationName): Told<Durations> {
    const describe = ({ values }: Members) => describeDurations((values ?? none).slice());
    const value = (members: Members) => medianOf((members.values ?? none).slice());
    return this.#told(name, describe, value, ({ medianInterval }) => medianInterval);
  }

  #share(name: ShareName): Told<Share> {
    const bit = bitOf[name];
    const describe = ({ rows }: Members): Share => {
      let count = 0;
      for (const row of rows) if (((this.#table.marks[row] as number) & bit) !== 0) count += 1;
      const n = rows.length;
      return { n, count, share: n === 0 ? null : count / n, interval: wilson(count, n) };
    };
    return this.#told(
      name,
      describe,
      (members) => describe(members).share,
      ({ interval }) => interval,
    );
  }

  #count(name: CountName): Told<Count> {
    const isOfPeriod = name === 'created' || name === 'resolved';
    const describe = ({ rows }: Members): Count => {
      const n = rows.length;
      return { n, interval: isOfPeriod ? poisson(n) : null };
    };
    const told = this.#told(
      name,
      describe,
      ({ rows }) => rows.length,
      ({ interval }) => interval,
    );
    return name === 'backlog' ? { ...told, ...this.#backlogPoints() } : told;
  }

  #told<Value extends { n: number }>(
    name: FigureName,
    describe: (members: Members) => Value,
    numberOf: (members: Members) => number | null,
    intervalOf: (value: Value) => Interval | null,
  ): Told<Value> {
    const { period, compared, by } = this.#query;
    const members = this.#members.of(name, period);
    const value = describe(members);
    // What is due is due now, whatever the period.
    const isComparable = name !== 'overdue' && name !== 'breaching-soon';
    const before = compared && isComparable ? describe(this.#members.of(name, compared)) : null;
    const isCensored = !(countNames as readonly string[]).includes(name);
    return {
      value,
      before,
      trend: before && this.#isLike(name) ? trendOf(value, before, intervalOf) : null,
      open: isCensored
        ? this.#members.countOpen(name as DurationName | ShareName, this.#open, this.#end)
        : 0,
      parts: [...this.#group(by, members.rows)]
        .map(([key, places]) => ({ key, value: describe(picked(members, places)) }))
        .sort((a, b) => b.value.n - a.value.n || compare(a.key, b.key)),
      ...this.#points(members, numberOf),
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
    numberOf: (members: Members) => number | null,
  ): Pick<Told<unknown>, 'points' | 'limits'> {
    const { at, rows } = members;
    if (!at) return { points: [], limits: null };
    const { buckets } = this.#zoned;
    const places = buckets.map((): number[] => []);
    for (let index = 0; index < rows.length; index += 1) {
      places[this.#zoned.bucketOf(at[rows[index] as number] as number)]?.push(index);
    }
    return withSignals(
      buckets.map((bucket, index) => {
        const some = picked(members, places[index] ?? []);
        return { ...bucket, n: some.rows.length, value: numberOf(some) };
      }),
    );
  }

  /** How many were open at the end of each bucket: what was before, and came, and went. */
  #backlogPoints(): Pick<Told<unknown>, 'points' | 'limits'> {
    const { period } = this.#query;
    const created = this.#members.of('created', period);
    const resolved = this.#members.of('resolved', period);
    const counts = (members: Members) => this.#points(members, ({ rows }) => rows.length).points;
    const [came, went] = [counts(created), counts(resolved)];
    const earlier = { from: period.from, to: period.from };
    let open = this.#members.of('backlog', earlier).rows.length;
    return withSignals(
      this.#zoned.buckets.map((bucket, index) => {
        open += (came[index]?.n ?? 0) - (went[index]?.n ?? 0);
        return { ...bucket, n: open, value: open };
      }),
    );
  }

  /** Places of rows by what they have; null for those that have none. */
  #group(by: Dimension, rows: Uint32Array): Map<string | null, number[]> {
    const [column, codes] = [this.#table.dimensions[by], this.#table.codes[by]];
    const places: number[][] = [];
    for (let index = 0; index < rows.length; index += 1) {
      const code = column[rows[index] as number] as number;
      const group = places[code];
      if (group) group.push(index);
      else places[code] = [index];
    }
    return new Map(places.flatMap((group, code) => (group ? [[codes.nameOf(code), group]] : [])));
  }
}

const none = new Float64Array(0);

function picked({ rows, values, at }: Members, places: readonly number[]): Members {
  const some = new Uint32Array(places.length);
  const their = values && new Float64Array(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] as number;
    some[index] = rows[place] as number;
    if (their && values) their[index] = values[place] as number;
  }
  return { rows: some, values: their, at };
}

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
