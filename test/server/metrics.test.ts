import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZonedPeriod } from '../../packages/server/src/domain/metrics/buckets.ts';
import { Dashboard } from '../../packages/server/src/domain/metrics/dashboard.ts';
import { describeDurations } from '../../packages/server/src/domain/metrics/durations.ts';
import { FactTable } from '../../packages/server/src/domain/metrics/fact-table.ts';
import { marks } from '../../packages/server/src/domain/metrics/facts.ts';
import {
  poisson,
  quantileRanks,
  wilson,
} from '../../packages/server/src/domain/metrics/intervals.ts';
import { atRanks } from '../../packages/server/src/domain/metrics/ranks.ts';
import { sortByInstant } from '../../packages/server/src/domain/metrics/sort-by-instant.ts';
import { xmr } from '../../packages/server/src/domain/metrics/xmr.ts';
import { dashboardInput, queryOf } from '../../packages/server/src/operations/metrics/query.ts';
import { randomFrom } from './support/random.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How often in so many rounds an interval has the truth. */
function coverage(rounds: number, has: () => boolean): number {
  let hits = 0;
  for (let round = 0; round < rounds; round += 1) if (has()) hits += 1;
  return hits / rounds;
}

describe('intervals', () => {
  test('KPI-1: those of median and 90th percentile have the truth in nine of ten cases or more', () => {
    const random = randomFrom(5);
    for (const n of [5, 20, 60, 200]) {
      const has = { median: 0, p90: 0 };
      const rounds = 1_500;
      for (let round = 0; round < rounds; round += 1) {
        // Heavy tails, as times to resolve have: a logarithm with an exponential tail.
        const values = Float64Array.from({ length: n }, () => (1 / (1 - random())) ** 1.5);
        const { medianInterval, p90Interval } = describeDurations(values);
        const [median, p90] = [2 ** 1.5, 10 ** 1.5];
        if (within(medianInterval, median)) has.median += 1;
        if (within(p90Interval, p90)) has.p90 += 1;
      }
      // Four standard errors below what is promised; the ranks are whole, so the truth is above it.
      const least = 0.9 - 4 * Math.sqrt((0.9 * 0.1) / rounds);
      expect(has.median / rounds, `median of ${n}`).toBeGreaterThan(least);
      expect(has.p90 / rounds, `90th percentile of ${n}`).toBeGreaterThan(least);
    }
  });

  test('KPI-1: those of shares and counts have the truth in about nine of ten cases', () => {
    const random = randomFrom(6);
    for (const [share, n] of [
      [0.5, 40],
      [0.9, 60],
      [0.97, 400],
    ] as const) {
      const hits = coverage(1_500, () => {
        let k = 0;
        for (let each = 0; each < n; each += 1) if (random() < share) k += 1;
        return within(wilson(k, n), share);
      });
      expect(hits, `${share} of ${n}`).toBeGreaterThan(0.86);
    }
    for (const mean of [0.7, 6, 140]) {
      const hits = coverage(800, () => {
        let count = -1;
        for (let sum = 0; sum < mean; count += 1) sum -= Math.log(1 - random());
        return within(poisson(count), mean);
      });
      expect(hits, `${mean} expected`).toBeGreaterThan(0.9 - 4 * Math.sqrt(0.09 / 800));
    }
  });

  test('KPI-1: they are the ones that tables have', () => {
    // Garwood's exact limits of a Poisson mean at 90 %.
    expect(poisson(0).high).toBeCloseTo(2.9957, 3);
    expect(poisson(10).low).toBeCloseTo(5.4254, 3);
    expect(poisson(10).high).toBeCloseTo(16.9622, 3);
    expect(wilson(8, 10).low).toBeCloseTo(0.5408, 3);
    // A sign test of 20: the 6th and the 15th value.
    expect(quantileRanks(20, 0.5)).toEqual({ low: 6, high: 15 });
    expect(quantileRanks(3, 0.5)).toEqual({ low: null, high: null });
    expect(quantileRanks(1_000_000, 0.5).low).toBe(499_178);
  });

  test('KPI-1: median and 90th percentile are those of the sorted values, however many are equal', () => {
    const random = randomFrom(8);
    for (const n of [1, 2, 19, 1_000, 40_000]) {
      for (const most of [3, 1e9]) {
        const values = Float64Array.from({ length: n }, () => Math.floor(random() * most));
        const sorted = values.slice().sort();
        const told = describeDurations(values.slice());
        expect(told.median).toBe(sorted[Math.ceil(n / 2) - 1]);
        expect(told.p90).toBe(sorted[Math.ceil(0.9 * n) - 1]);
        const ranks = quantileRanks(n, 0.5);
        expect(told.medianInterval.low).toBe(ranks.low && sorted[ranks.low - 1]);
      }
    }
  });
});

describe('ranks', () => {
  test('KPI-1: values at ranks are those that sorting brings there, whatever the values', () => {
    const value = fc.oneof(
      fc.nat(3),
      fc.nat(100_000_000),
      fc.double({ min: 0, max: 1e15, noNaN: true }),
    );
    const values = fc.array(value, { minLength: 1, maxLength: 3_000, size: 'max' });
    const property = fc.property(
      values,
      fc.array(fc.nat(2_999), { maxLength: 8 }),
      (all, wanted) => {
        const sorted = all.toSorted((a, b) => a - b);
        const ranks = [...new Set(wanted.map((each) => 1 + (each % all.length)))].sort(
          (a, b) => a - b,
        );
        expect(atRanks(Float64Array.from(all), ranks)).toEqual(
          ranks.map((rank) => sorted[rank - 1]),
        );
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});

describe('signals', () => {
  test('KPI-3: a point beyond 2.66 mean moving ranges, and eight in a row on one side', () => {
    const quiet = [10, 12, 9, 11, 10, 13, 9, 12, 11, 10];
    expect(xmr(quiet).signals.every((each) => each === null)).toBe(true);
    expect(xmr([...quiet, 40]).signals.at(-1)).toBe('above');
    const shifted = [5, 7, 5, 7, 5, 7, 5, 7, 9, 8, 9, 8, 9, 8, 9, 8];
    expect(xmr(shifted).signals.slice(8)).toEqual(new Array(8).fill('run-above'));
    // What does not count neither ends such a row nor is a part of it.
    const broken = [...shifted.slice(0, 12), null, ...shifted.slice(12)];
    expect(xmr(broken).signals.filter((each) => each === 'run-above')).toHaveLength(8);
    expect(xmr(quiet.slice(0, 7)).limits).toBeNull();
  });

  test('KPI-3: chance alone gives a signal in few series of twelve', () => {
    const random = randomFrom(9);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const told = coverage(2_000, () =>
      xmr(Array.from({ length: 12 }, normal)).signals.some((each) => each !== null),
    );
    expect(told).toBeLessThan(0.12);
  });
});

describe('periods', () => {
  const known = { from: 0, to: Date.UTC(2030, 0) };

  test('KPI-2: days are those of the zone, also where a clock is changed', () => {
    const period = { from: Date.UTC(2026, 2, 27, 23), to: Date.UTC(2026, 2, 30, 22) };
    const berlin = new ZonedPeriod(period, 'Europe/Berlin', 'day', known);
    expect(berlin.buckets.map(({ from, to }) => (to - from) / hour)).toEqual([24, 23, 24]);
    expect(berlin.buckets.every(({ isWhole }) => isWhole)).toBe(true);
    expect(berlin.buckets[1]?.to).toBe(Date.UTC(2026, 2, 29, 22));
    // Monday, one hour after midnight in summer time.
    expect(berlin.hourOf(Date.UTC(2026, 2, 29, 23, 30))).toBe(1);
  });

  test('KPI-2: what lies at the edge of the period, of the data or of today is not whole', () => {
    const period = { from: Date.UTC(2026, 0, 7), to: Date.UTC(2026, 1, 4) };
    const weeks = new ZonedPeriod(period, 'UTC', 'week', known).buckets;
    expect(weeks.map(({ isWhole }) => isWhole)).toEqual([false, true, true, true, false]);
    const now = { from: Date.UTC(2026, 0, 14), to: Date.UTC(2026, 0, 27) };
    const seen = new ZonedPeriod(period, 'UTC', 'week', now).buckets;
    expect(seen.map(({ isWhole }) => isWhole)).toEqual([false, false, true, false, false]);
  });

  test('KPI-2: every bucket begins where the one before ends, and months are as long as they are', () => {
    const period = { from: Date.UTC(2023, 11, 31, 23), to: Date.UTC(2026, 2, 3) };
    const months = new ZonedPeriod(period, 'Europe/Berlin', 'month', known).buckets;
    expect(months[0]?.from).toBe(period.from);
    expect(months.at(-1)?.to).toBe(period.to);
    expect(months).toHaveLength(27);
    for (const [index, bucket] of months.slice(1).entries()) {
      expect(bucket.from).toBe(months[index]?.to);
    }
    expect(((months[1]?.to ?? 0) - (months[1]?.from ?? 0)) / day).toBe(29);
  });
});

function within({ low, high }: { low: number | null; high: number | null }, truth: number) {
  return (low === null || low <= truth) && (high === null || truth <= high);
}

describe('the table of facts', () => {
  const at = fc.integer({ min: 0, max: 40 }).map((days) => days * day);
  const change = fc.record({
    number: fc.integer({ min: 1, max: 12 }),
    reportedAt: at,
    took: fc.option(at),
    service: fc.constantFrom(null, 'mail', 'wifi'),
    isWithdrawn: fc.boolean(),
    /** Whether somebody asks then. */
    isAsked: fc.boolean(),
  });
  interface Known {
    number: number;
    reportedAt: number;
    took: number | null;
    service: string | null;
    isWithdrawn: boolean;
  }
  const factsOf = (each: Known) => ({
    ...{ number: each.number, reportedAt: each.reportedAt, service: each.service },
    ...{ acknowledgedAt: null, respondedAt: null, dueAt: null, team: null, assignee: null },
    ...{ priority: 'P1', category: null, marks: each.isWithdrawn ? marks.withdrawn : 0 },
    resolvedAt: each.took === null ? null : each.reportedAt + each.took,
    judgedAt: { response: null, resolution: null, update: null },
  });

  test('KPI-6: what comes in whatever order, and moves, makes the figures of a table that is made anew', () => {
    const history = fc.array(change, { minLength: 1, maxLength: 60 });
    const property = fc.property(history, at, (changes, from) => {
      const table = new FactTable();
      const last = new Map<number, Known>();
      const query = { from, to: from + 20 * day, zone: 'UTC', compare: 'previous' } as const;
      const told = (of: FactTable) =>
        new Dashboard(of, queryOf(dashboardInput.parse(query), 60 * day)).figures();
      for (const each of changes) {
        table.set(factsOf(each));
        last.set(each.number, each);
        if (!each.isAsked) continue;
        const anew = new FactTable();
        for (const known of [...last.values()].sort((a, b) => a.number - b.number)) {
          anew.set(factsOf(known));
        }
        expect(told(table)).toEqual(told(anew));
      }
    });
    fc.assert(property, { numRuns: 150 });
  });

  test('KPI-6: rows sorted by their instants stand where comparing would bring them', () => {
    const instant = fc.oneof(
      fc.constant(Number.NaN),
      fc.nat(20),
      fc.nat(2 ** 31 - 1),
      fc.maxSafeNat(),
    );
    const property = fc.property(fc.array(instant, { maxLength: 200 }), (column) => {
      const rows = column.flatMap((at, row) => (Number.isNaN(at) ? [] : [row]));
      rows.sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0) || a - b);
      expect([...sortByInstant(Float64Array.from(column))]).toEqual(rows);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('KPI-6: a thousand that come late are sorted in at once', () => {
    const table = new FactTable();
    const order = () => [...table.rowsBy('reportedAt')];
    const rest = { took: null, service: null, isWithdrawn: false };
    for (let number = 1; number <= 3_000; number += 1) {
      table.set(factsOf({ ...rest, number, reportedAt: 5_000 - number }));
    }
    expect(order()).toEqual(Array.from({ length: 3_000 }, (_, index) => 3_000 - index));
    table.set(factsOf({ ...rest, number: 3_000, reportedAt: 9_000 }));
    expect(order().at(-1)).toBe(3_000);
  });
});
