import { describe, expect, test } from 'vitest';
import {
  binomialTail,
  hypergeometricTail,
} from '../../packages/server/src/domain/problem/hints/chance.ts';
import {
  falseAlarms,
  findHints,
  type WordedIncident,
} from '../../packages/server/src/domain/problem/hints/find-hints.ts';
import {
  type HintPeriods,
  hintPeriods,
} from '../../packages/server/src/domain/problem/hints/past.ts';
import { ownTables } from '../../packages/server/src/store/migrations/tables-after.ts';
import { emptyDatabase } from './support/database.ts';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';
import { randomFrom } from './support/random.ts';
import { readTables } from './support/tables.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 23);
const first = now - 200 * day;

const services = Array.from({ length: 12 }, (_, index) => `service-${index}`);
const categories = ['access', 'network', 'printing'];
const vocabulary = Array.from({ length: 150 }, (_, index) => `word${index}`);

/** Incidents in which nothing keeps coming back: each at any time, about anything. */
function withoutStructure(random: () => number, count: number): WordedIncident[] {
  // Of some there is much more than of others, as it is.
  const one = <T>(of: readonly T[]) => of[Math.floor(random() ** 2 * of.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const reportedAt = first + random() * (now - first);
    return {
      ...{ number: index + 1, reportedAt, overAt: reportedAt + hour },
      ...{ service: one(services), category: one(categories), wasReopened: random() < 0.06 },
      words: [...new Set(Array.from({ length: 5 }, () => one(vocabulary)))],
    };
  });
}

const periods = hintPeriods(first, now) as HintPeriods;

function look(worded: readonly WordedIncident[]) {
  const incidents = worded.filter(({ reportedAt }) => reportedAt >= periods.from);
  return findHints({ incidents, worded: incidents }, periods);
}

describe('what keeps coming back', () => {
  test('PRB-1: chances are those that tables have', () => {
    expect(binomialTail(10, 8, 0.5)).toBeCloseTo(56 / 1024, 12);
    expect(binomialTail(5, 0, 0.1)).toBeCloseTo(1, 12);
    expect(hypergeometricTail(50, 5, 10, 4)).toBeCloseTo(0.0040835, 7);
  });

  test('PRB-1: where nothing does, something is told no more often than is promised', () => {
    const random = randomFrom(7);
    const runs = 150;
    let told = 0;
    for (let count = 0; count < runs; count += 1) {
      if (look(withoutStructure(random, 600)).hints.length > 0) told += 1;
    }
    // Three standard deviations of what is promised.
    const most = falseAlarms + 3 * Math.sqrt((falseAlarms * (1 - falseAlarms)) / runs);
    expect(told / runs).toBeLessThan(most);
  });

  test('PRB-1: what was planted is found by each rule, with how many were expected and the hours lost', () => {
    const random = randomFrom(8);
    const past = withoutStructure(random, 900);
    const lately = (index: number) => now - (1 + index) * day;
    const planted = Array.from({ length: 14 }, (_, index) => ({
      ...{ number: 2_000 + index, reportedAt: lately(index), overAt: lately(index) + 2 * hour },
      ...{ service: 'service-11', category: 'printing', wasReopened: false },
      words: ['badge', 'reader', `word${index}`],
    }));
    const again = past
      .filter(({ service, reportedAt }) => service === 'service-5' && reportedAt > now - 80 * day)
      .map((each) => ({ ...each, category: 'access', wasReopened: true }));
    const changed = new Map(again.map((each) => [each.number, each]));
    const { hints, tested } = look([
      ...past.map((each) => changed.get(each.number) ?? each),
      ...planted,
    ]);
    const [more] = hints.filter(({ rule }) => rule === 'more-than-usual');
    const numbers = planted.map(({ number }) => number);
    expect(more).toMatchObject({ id: 'more-than-usual:service-11:printing' });
    expect(more?.incidents).toEqual(expect.arrayContaining(numbers));
    expect(more?.seen).toBe(more?.incidents.length);
    expect(more?.expected).toBeLessThan(5);
    expect(more?.lostMs).toBeGreaterThanOrEqual(28 * hour);
    const words = hints.find((each) => each.words.includes('badge'));
    expect(words).toMatchObject({ rule: 'same-words', seen: 14, expected: 0, lostMs: 28 * hour });
    // Its name says none of the words.
    expect(words?.id).toMatch(/^same-words:\d+$/);
    expect(hints.find(({ rule }) => rule === 'reopened')).toMatchObject({
      ...{ id: 'reopened:service-5:access', service: 'service-5' },
    });
    expect(tested).toBeGreaterThan(100);
  });

  test('PRB-1: with less than a month of before nothing is told', () => {
    expect(hintPeriods(now - 50 * day, now)).toBeNull();
    expect(hintPeriods(now - 60 * day, now)).toMatchObject({ share: 0.5 });
    expect(hintPeriods(Number.POSITIVE_INFINITY, now)).toBeNull();
  });
});

test('PRB-1: a hint that was dismissed with a reason rests for 30 days, and one of a problem is none', async () => {
  const { as, clock } = testKit();
  const desk = as(grace);
  await as(rosa).incidents.report.mutate(report());
  clock.now += 120 * day;
  const titles = ['Badge reader dead', 'The badge reader again', 'Badge reader of the gate'];
  const reportSome = async () => {
    for (let count = 0; count < 12; count += 1) {
      const title = `${titles[count % 3]} ${count}`;
      await as(rosa).incidents.report.mutate(report({ title }));
      clock.now += hour;
    }
  };
  await reportSome();
  const hintsNow = async () => (await desk.problems.hints.query()).hints;
  const [hint] = await hintsNow();
  expect(hint).toMatchObject({ rule: 'same-words', seen: 12, expected: 0 });
  expect(hint?.words).toEqual(expect.arrayContaining(['badge', 'reader']));
  expect(hint?.incidents).toHaveLength(12);
  const dismiss = (id: string, reason: string) =>
    desk.problems.dismissHint.mutate({ hint: id, reason });
  expect(await refusalOf(dismiss('same-words:99', 'Nothing'))).toMatchObject({
    code: 'hint-not-found',
  });
  expect(await refusalOf(dismiss(hint?.id ?? '', ' '))).toMatchObject({ code: 'invalid-input' });
  const dismissed = await dismiss(hint?.id ?? '', 'The gate is being replaced');
  expect(dismissed).toMatchObject({ by: 'Grace Okafor', until: clock.now + 30 * day });
  expect(await dismiss(hint?.id ?? '', 'Twice')).toEqual(dismissed);
  const answer = await desk.problems.hints.query();
  expect(answer).toMatchObject({ hints: [], resting: [dismissed], falseAlarms });

  clock.now += 15 * day;
  // Also when there are some more of the same.
  await reportSome();
  expect(await hintsNow()).toEqual([]);
  clock.now += 16 * day;
  const [back] = await hintsNow();
  expect(back?.rule).toBe('same-words');
  const incidents = back?.incidents.map(({ incident }) => incident) ?? [];
  await desk.problems.open.mutate({ title: 'Badge readers fail', incidents, hint: back?.id ?? '' });
  expect(await hintsNow()).toEqual([]);
});

test('PRB-1 LOG-13: of a hint that was dismissed, the reason and who gave it go with the person, and it goes on resting', async () => {
  const url = await emptyDatabase();
  const { as, clock } = testKit({ database: url });
  await as(rosa).incidents.report.mutate(report());
  clock.now += 120 * day;
  for (let count = 0; count < 12; count += 1) {
    await as(rosa).incidents.report.mutate(report({ title: `Badge reader dead ${count}` }));
    clock.now += hour;
  }
  const [hint] = (await as(grace).problems.hints.query()).hints;
  const reason = 'Quincunx is replacing the gate';
  await as(grace).problems.dismissHint.mutate({ hint: hint?.id ?? '', reason });
  const everything = async () => JSON.stringify(await readTables(url, ownTables));
  expect(await everything()).toContain('Quincunx');
  await as(amir).people.erase.mutate({ id: 'grace', reason: 'Asked by letter' });
  const tables = await everything();
  expect(tables).not.toContain('Quincunx');
  expect(tables).not.toContain('Grace Okafor');
  const { hints, resting } = await as(amir).problems.hints.query();
  expect(hints).toEqual([]);
  expect(resting).toHaveLength(1);
  expect(JSON.stringify(resting)).not.toMatch(/Quincunx|Grace/);
});
