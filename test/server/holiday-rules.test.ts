import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayNumber } from '../../packages/server/src/domain/calendar/local-time.ts';
import { dateParts, daysSince1970, isoDate } from '../../packages/server/src/holidays/days.ts';
import { isYearly, readRule } from '../../packages/server/src/holidays/ical-rule.ts';
import { daysOfRule } from '../../packages/server/src/holidays/rule-days.ts';

const fixture = new URL('../fixtures/repetitions/days.tsv', import.meta.url);
const recorded = readFileSync(fixture, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));

function daysOf(start: string, written: string): string {
  const rule = readRule(written);
  if (!rule) return '';
  const to = Math.min(dayNumber('2035-12-31'), rule.until?.day ?? Number.POSITIVE_INFINITY);
  const range = { from: dayNumber('2026-01-01'), to };
  return daysOfRule(rule, { start: dayNumber(start), range, spend: () => {} })
    .map(isoDate)
    .join(' ');
}

function daysBetween(from: string, to: string): number[] {
  const first = dayNumber(from);
  return Array.from({ length: dayNumber(to) - first }, (_, index) => first + index);
}

test('SLA-22: rules have the days that others say they have', () => {
  expect(recorded.length).toBe(400);
  const found = recorded.map(([start = '', rule = '']) => [start, rule, daysOf(start, rule)]);
  expect(found).toEqual(recorded.map(([start, rule, days = '']) => [start, rule, days]));
});

test('SLA-22: what is yearly in effect is told from what is not', () => {
  const isTaken = (rule: string) => {
    const read = readRule(rule);
    return read !== null && isYearly(read);
  };
  for (const rule of [
    'FREQ=YEARLY',
    'FREQ=MONTHLY;INTERVAL=12;BYDAY=2MO',
    'FREQ=MONTHLY;INTERVAL=24',
    'FREQ=MONTHLY;BYMONTH=5;BYDAY=-1MO',
    'FREQ=WEEKLY;BYMONTH=11;BYDAY=TH',
    'FREQ=DAILY;BYMONTH=12;BYMONTHDAY=25,26',
    'FREQ=DAILY;COUNT=3',
    'FREQ=DAILY;UNTIL=20261231',
    'FREQ=WEEKLY;COUNT=1',
    'FREQ=SECONDLY;COUNT=1',
    'freq=yearly; bymonth=05; byday=+02mo;',
    'FREQ=YEARLY;BYHOUR=0;BYMINUTE=0;BYSECOND=0',
  ]) {
    expect(`${rule} ${isTaken(rule)}`).toBe(`${rule} true`);
  }
  for (const rule of [
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;INTERVAL=6',
    'FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;COUNT=10',
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=2;COUNT=9',
    'FREQ=HOURLY;BYMONTH=1',
    'FREQ=SECONDLY;COUNT=9',
  ]) {
    expect(`${rule} ${isTaken(rule)}`).toBe(`${rule} false`);
  }
  expect(readRule('')).toBeNull();
  expect(readRule(' ; ')).toBeNull();
});

test('SLA-22: a rule that is none says why', () => {
  for (const [rule, why] of [
    ['BYMONTH=5', 'how often it repeats'],
    ['FREQ=OFTEN', 'cannot be read'],
    ['FREQ=YEARLY;BYEASTER=1', 'BYEASTER'],
    ['FREQ=YEARLY;BYMONTH=13', 'cannot be read'],
    ['FREQ=YEARLY;BYMONTH=5L', 'BYMONTH=5L, which is no number'],
    ['FREQ=YEARLY;COUNT=1E9', 'COUNT=1E9, which is no number'],
    ['FREQ=YEARLY;COUNT=0', 'COUNT=0'],
    ['FREQ=YEARLY;BYDAY=XX', 'cannot be read'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'counts weekdays'],
    ['FREQ=YEARLY;BYDAY=MO;BYDAY=TU', 'BYDAY twice'],
    ['FREQ=YEARLY;UNTIL=20260230', 'does not exist (20260230)'],
    ['FREQ=YEARLY;UNTIL=2026', 'does not exist (2026)'],
    ['RSCALE=CHINESE;FREQ=YEARLY', 'another calendar (CHINESE)'],
    ['RSCALE=GREGORIAN;SKIP=FORWARD;FREQ=YEARLY', 'SKIP=FORWARD'],
    [`FREQ=YEARLY;BYDAY=${'MO,'.repeat(700)}TU`, 'more than 2,000 letters'],
  ] as const) {
    expect(() => readRule(rule), rule).toThrow(why);
  }
});

test('SLA-22: dates are counted as everybody counts them', () => {
  const days = [
    ...daysBetween('0000-01-01', '0104-03-02'),
    ...daysBetween('1896-02-01', '2104-03-02'),
    ...daysBetween('2399-12-31', '2401-01-02'),
  ];
  for (const at of days) {
    const [year, month, dayOfMonth] = dateParts(at);
    const date = new Date(at * 86_400_000);
    const isSame =
      year === date.getUTCFullYear() &&
      month === date.getUTCMonth() + 1 &&
      dayOfMonth === date.getUTCDate() &&
      daysSince1970(year, month, dayOfMonth) === at;
    if (!isSame) expect.fail(`${at} is not ${year}-${month}-${dayOfMonth}`);
  }
  expect(daysSince1970(2026, 2, 29)).toBeNull();
  expect(daysSince1970(2100, 2, 29)).toBeNull();
  expect(daysSince1970(2026, 13, 1)).toBeNull();
  expect(daysSince1970(2026, 1, 0)).toBeNull();
});
