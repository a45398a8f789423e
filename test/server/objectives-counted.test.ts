import { describe, expect, test } from 'vitest';
import {
  burnDown,
  burnRateOf,
  errorBudgetOf,
} from '../../packages/server/src/domain/objectives/budget.ts';
import { levelOf, readBurnRates } from '../../packages/server/src/domain/objectives/burn-rates.ts';
import {
  type Counted,
  hourOf,
  MeasuredCounts,
  minutesFor,
} from '../../packages/server/src/domain/objectives/measured.ts';
import {
  mergeTimes,
  type OpenTime,
  timeWithin,
} from '../../packages/server/src/domain/objectives/open-time.ts';
import { randomFrom } from './support/random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 2, 20, 7, 23);

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('what objectives count', () => {
  test('SLO-4: events of a window are those of its minutes one by one, wherever it begins and ends', () => {
    const random = randomFrom(51);
    const minutes: Counted[] = times(4 * 24 * 60, (index) => {
      const total = random() < 0.1 ? 0 : Math.floor(random() * 50);
      return { at: start + index * minute, good: Math.floor(random() * (total + 1)), total };
    });
    const hours = [...Map.groupBy(minutes, ({ at }) => hourOf(at))].map(([at, within]) => ({
      at,
      good: within.reduce((sum, { good }) => sum + good, 0),
      total: within.reduce((sum, { total }) => sum + total, 0),
    }));
    for (let each = 0; each < 300; each += 1) {
      const [one, other] = times(2, () => start + Math.floor(random() * 6_000 - 100) * minute);
      const [from = 0, to = 0] = [one, other].sort((a = 0, b = 0) => a - b);
      const ranges = minutesFor([from, to]);
      const known = minutes.filter(({ at }) => ranges.some((r) => at >= r.from && at < r.to));
      const counted = new MeasuredCounts(hours, known).tally(from, to);
      const naive = { bad: 0, total: 0 };
      for (const { at, good, total } of minutes) {
        if (at < from || at >= to) continue;
        naive.bad += total - good;
        naive.total += total;
      }
      expect(counted).toEqual(naive);
    }
  });

  test('SLO-3: open time is that of minutes in which anything was open, whatever overlaps, touches or goes on', () => {
    const random = randomFrom(52);
    for (let round = 0; round < 200; round += 1) {
      const open: OpenTime[] = times(Math.floor(random() * 8), () => {
        const from = Math.floor(random() * 600);
        const to = random() < 0.15 ? null : from + Math.floor(random() * 90);
        return { from: from * minute, to: to === null ? null : to * minute };
      });
      const [from, to] = [Math.floor(random() * 300), 300 + Math.floor(random() * 400)];
      const isOpen = (at: number) =>
        open.some((each) => each.from <= at && at < (each.to ?? Number.POSITIVE_INFINITY));
      const naive = times(to - from, (index) => isOpen((from + index) * minute)).filter(Boolean);
      const merged = mergeTimes(open);
      expect(timeWithin(merged, from * minute, to * minute)).toBe(naive.length * minute);
    }
  });

  test('SLO-4: a budget is what of the total may be bad, in whole millionths, and burns down to what is left', () => {
    expect(errorBudgetOf({ bad: 250, total: 1_000_000 }, 99.9, 'events')).toEqual({
      ...{ unit: 'events', total: 1_000_000, allowed: 1_000, used: 250, left: 750 },
      ...{ leftShare: 0.75, achieved: 99.975, isTooFew: false },
    });
    expect(errorBudgetOf({ bad: 3, total: 1_000 }, 99.9, 'events')).toMatchObject({
      ...{ left: -2, leftShare: -2 },
    });
    const month = 30 * day;
    const time = errorBudgetOf({ bad: 20 * minute, total: month }, 99.9, 'time');
    expect(time.allowed).toBe(43.2 * minute);
    const tallyOf = (from: number, to: number) => ({
      bad: timeWithin([{ from: start + 10 * day, to: start + 10 * day + 20 * minute }], from, to),
      total: to - from,
    });
    const points = burnDown(tallyOf, { from: start, to: start + month }, 99.9, 'time');
    expect(points[0]).toEqual({ at: start, leftShare: 1 });
    expect(points.at(-1)).toEqual({ at: start + month, leftShare: time.leftShare });
    points.slice(1).forEach(({ at, leftShare }, index) => {
      expect(at).toBeGreaterThan(points[index]?.at ?? 0);
      expect(leftShare).toBeLessThanOrEqual(points[index]?.leftShare ?? 0);
    });
  });

  test('SLO-5: a rate counts from exactly its threshold on, and fewer than ten events say nothing', () => {
    expect(burnRateOf({ bad: 144, total: 10_000 }, 99.9, 'events')).toBe(14.4);
    expect(burnRateOf({ bad: 9, total: 9 }, 99.9, 'events')).toBeNull();
    expect(burnRateOf({ bad: 0, total: 10 }, 99.9, 'events')).toBe(0);
    expect(burnRateOf({ bad: 1, total: 9 }, 99.9, 'time')).not.toBeNull();
    expect(errorBudgetOf({ bad: 9, total: 9 }, 99.9, 'events')).toMatchObject({
      ...{ isTooFew: true, leftShare: null, achieved: null },
    });
    const burning = (longBad: number, shortBad: number) =>
      readBurnRates(
        (from, to) => ({ bad: to - from === 5 * minute ? shortBad : longBad, total: 10_000 }),
        ...([99.9, 'events', start] as const),
      ).map(({ isBurning }) => isBurning);
    expect(burning(144, 144)).toEqual([true, true, true]);
    expect(burning(144, 143)).toEqual([false, true, true]);
    expect(burning(143, 144)).toEqual([false, true, true]);
    expect(burning(10, 0)).toEqual([false, false, true]);
    expect(burning(9, 9)).toEqual([false, false, false]);
  });

  test('SLO-6: an episode is over when a window is no longer too fast, and not for want of events in the short one', () => {
    const read = (long: number | null, short: number | null) => {
      const tally = (burn: number | null) =>
        burn === null ? { bad: 1, total: 1 } : { bad: burn * 10, total: 10_000 };
      const isShort = (ms: number) => ms === 5 * minute || ms === 30 * minute;
      return readBurnRates(
        (from, to) => tally(isShort(to - from) ? short : long),
        ...([99.9, 'events', start] as const),
      );
    };
    expect(levelOf('alert', read(15, null), null)).toBeNull();
    expect(levelOf('alert', read(15, 15), null)).toBe('fast');
    expect(levelOf('alert', read(15, null), 'fast')).toBe('fast');
    expect(levelOf('alert', read(15, 7), 'fast')).toBe('slow');
    expect(levelOf('alert', read(15, 5), 'fast')).toBeNull();
    expect(levelOf('alert', read(null, null), 'fast')).toBeNull();
    expect(levelOf('note', read(2, 9), null)).toBe('steady');
  });
});
