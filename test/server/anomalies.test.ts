import { describe, expect, test } from 'vitest';
import { CountDetector } from '../../packages/server/src/domain/anomaly/count-detector.ts';
import { tailOfCounts } from '../../packages/server/src/domain/anomaly/count-tail.ts';
import { MetricDetector } from '../../packages/server/src/domain/anomaly/metric-detector.ts';
import { randomFrom } from './support/random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('anomalies of counts', () => {
  test('the tail is the one that drawing rates and counts by chance gives', () => {
    const random = randomFrom(7);
    // A Gamma distribution of a whole number of events: the sum of so many waits.
    const draws = 40_000;
    for (const [events, hours, window, seen] of [
      [3, 30, 1, 1],
      [20, 2, 0.25, 4],
      [50, 5, 1, 18],
    ] as const) {
      let hits = 0;
      for (let draw = 0; draw < draws; draw += 1) {
        let waits = 0;
        for (let each = 0; each < events; each += 1) waits -= Math.log(1 - random());
        const rate = waits / hours;
        let count = 0;
        for (let at = -Math.log(1 - random()) / rate; at < window; count += 1) {
          at -= Math.log(1 - random()) / rate;
        }
        if (count >= seen) hits += 1;
      }
      const share = hits / draws;
      const error = 4 * Math.sqrt((share * (1 - share)) / draws);
      expect(Math.abs(tailOfCounts(events, hours, window, seen) - share)).toBeLessThan(error);
    }
  });

  /** Tells of events at a rate, from one time to another, to a detector; gives when it told of an anomaly. */
  function alarms(
    detector: CountDetector,
    { perHour, from, to, random }: { perHour: number; from: number; to: number; random(): number },
  ): number[] {
    const found: number[] = [];
    let at = from;
    for (;;) {
      at -= (Math.log(1 - random()) / perHour) * hour;
      if (at >= to) return found;
      if (detector.observe(at).isAlarm) found.push(at);
    }
  }

  test('chance alone raises less than one a year of a service', () => {
    const random = randomFrom(11);
    let told = 0;
    const years = [6, 6, 3];
    for (const [index, perHour] of [0.05, 1, 10].entries()) {
      const to = (years[index] ?? 0) * 365 * day;
      told += alarms(new CountDetector(0), { perHour, from: 0, to, random }).length;
    }
    // Fifteen years of services: a third of what is promised is what was measured.
    expect(told).toBeLessThan(15);
  });

  test('five times as many as usual are noticed within the hour, and told once', () => {
    const random = randomFrom(13);
    for (const perHour of [10, 20, 60]) {
      for (let round = 0; round < 5; round += 1) {
        const detector = new CountDetector(0);
        const from = 30 * day;
        alarms(detector, { perHour, from: 0, to: from, random });
        const found = alarms(detector, { perHour: 5 * perHour, from, to: from + hour, random });
        expect(found.length, `${perHour} an hour`).toBe(1);
      }
    }
  });

  test('what stays as it is becomes usual within three weeks', () => {
    const random = randomFrom(17);
    const detector = new CountDetector(0);
    alarms(detector, { perHour: 10, from: 0, to: 30 * day, random });
    const first = alarms(detector, { perHour: 100, from: 30 * day, to: 51 * day, random });
    expect(first.length).toBeGreaterThan(1);
    const later = alarms(detector, { perHour: 100, from: 51 * day, to: 61 * day, random });
    expect(later).toEqual([]);
  });

  test('it says what it expected, what it saw, over which window, and how rare that is', () => {
    const detector = new CountDetector(0);
    for (let at = hour; at < 14 * day; at += hour) detector.observe(at);
    const readings = Array.from({ length: 12 }, (_, each) =>
      detector.observe(14 * day + each * 10_000),
    );
    const told = readings.find(({ isAlarm }) => isAlarm);
    expect(told?.window?.minutes).toBe(5);
    expect(told?.window?.seen).toBeGreaterThanOrEqual(3);
    expect(told?.window?.expected).toBeCloseTo(1 / 12, 1);
    expect(told?.onceInYears).toBeGreaterThan(1);
  });
});

describe('anomalies of pushed numbers', () => {
  const series = (valueAt: (index: number) => number, count = 2_000) => {
    const detector = new MetricDetector();
    return Array.from({ length: count }, (_, index) =>
      detector.observe(index * 5 * minute, valueAt(index)),
    );
  };

  test('a day like the others has none', () => {
    const random = randomFrom(19);
    const flat = series(() => 5);
    const noise = series(() => 50 + random());
    const wave = series((index) => Math.sin((index / 288) * 2 * Math.PI) * 10 + random());
    for (const readings of [flat, wave]) {
      expect(readings.filter(({ isAlarm }) => isAlarm)).toEqual([]);
    }
    // A week of nothing but noise: its mean moves by chance as well.
    expect(noise.filter(({ isAlarm }) => isAlarm).length).toBeLessThanOrEqual(3);
  });

  test('each reason is told with what was expected and seen, once, and then it is quiet', () => {
    const usual = (index: number) => 50 + (index % 7) / 7;
    const spike = series((index) => (index === 1_500 ? 90 : usual(index)));
    const told = 1_500;
    expect(spike[told]?.isAlarm).toBe(true);
    expect(spike[told]?.reason).toBe('outside-of-anything-seen');
    expect(spike[told]?.seen).toBe(90);
    expect(spike[told]?.expected).toBeCloseTo(50.5, 0);
    const moved = series((index) => usual(index) + (index >= 1_500 ? 0.02 : 0));
    const first = moved.findIndex(({ isAlarm }, index) => isAlarm && index >= 1_500);
    expect(moved[first]?.reason).toBe('mean-has-moved');
    expect(first).toBeLessThan(1_600);
    expect(moved.slice(first + 1, first + 100).some(({ isAlarm }) => isAlarm)).toBe(false);
  });

  test('what is no number is refused, and nothing is learned from it', () => {
    const detector = new MetricDetector();
    expect(() => detector.observe(0, Number.NaN)).toThrow(RangeError);
    expect(() => detector.observe(Number.POSITIVE_INFINITY, 1)).toThrow(RangeError);
    expect(detector.observe(0, 1)).toMatchObject({ isAlarm: false, expected: 1, seen: 1 });
  });
});
