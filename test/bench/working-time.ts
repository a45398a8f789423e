/**
 * What a due time costs in a calendar, beside around the clock, which is one addition. Warm is what a
 * badge asks; cold is the first question about a calendar.
 */
import {
  addWorkingTime,
  type Calendar,
  classify,
  type WorkingHours,
  workingIntervals,
  workingTimeBetween,
} from '@incident-kit/server/domain';
import { printBeside, sideBySide } from './support/load.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 10, 23, 9, 30);
const office = ['08:00', '18:00'] satisfies [string, string];

/** Office hours, with as many holidays as ten years have. */
const newCalendar = (): WorkingHours => ({
  zone: 'Europe/Berlin',
  weekly: { mon: [office], tue: [office], wed: [office], thu: [office], fri: [office] },
  holidays: Array.from({ length: 120 }, (_, index) => ({
    date: new Date(start + index * 30 * day).toISOString().slice(0, 10),
    name: 'Holiday',
  })),
  extra: [],
});
const warm = newCalendar();

/** Calls a second, over the starts of a year. */
async function callsPerSecond(call: (from: number) => unknown): Promise<number> {
  let calls = 0;
  const begin = performance.now();
  while (performance.now() - begin < 500) {
    for (let index = 0; index < 50; index += 1) call(start + ((calls + index) % 365) * day);
    calls += 50;
  }
  return (calls * 1_000) / (performance.now() - begin);
}

const add = (calendar: Calendar, duration: number) => (from: number) =>
  addWorkingTime(calendar, from, duration);

const things: [string, (from: number) => unknown][] = [
  ['due in 8 h, around the clock', add('24x7', 8 * hour)],
  ['due in 8 h, warm', add(warm, 8 * hour)],
  ['due in 72 h, warm', add(warm, 72 * hour)],
  ['due in 1,000 h (five months), warm', add(warm, 1_000 * hour)],
  ['due in 8,784 h (four years), warm', add(warm, 8_784 * hour)],
  ['working time of half a year, warm', (from) => workingTimeBetween(warm, from, from + 182 * day)],
  ['windows of 72 h, warm', (from) => workingIntervals(warm, from, from + 10 * day)],
  ['explanation of two weeks', (from) => classify(warm, from, from + 14 * day)],
  ['due in 8 h, cold', (from) => add(newCalendar(), 8 * hour)(from)],
  ['due in 1,000 h (five months), cold', (from) => add(newCalendar(), 1_000 * hour)(from)],
];

console.log('Calls of the calendars:\n');
printBeside(
  await sideBySide(
    3,
    things.map(([name, call]) => ({ name, measure: () => callsPerSecond(call) })),
  ),
);
