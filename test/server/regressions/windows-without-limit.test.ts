import { type ClockView, workingTimeBetween } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { base, grace, intranet, report, rosa, testKit } from '../support/kit.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Twelve windows of five minutes on every day: an hour of work, and as many windows as a day can have. */
const windows = Array.from({ length: 12 }, (_, index): [string, string] => {
  const at = String(8 + index).padStart(2, '0');
  return [`${at}:00`, `${at}:05`];
});
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const calendar = {
  zone: 'Europe/Berlin',
  weekly: Object.fromEntries(days.map((each) => [each, windows])),
  holidays: [],
  extra: [],
};
const targetMs = 1_000 * hour;

/** As a page counts: what is still to come of the windows that it was told. */
function leftAt({ working }: ClockView, now: number): number {
  return working.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, now)), 0);
}

test('SLA-29: however many windows there are until it is due, a badge tells sixty and what is left', async () => {
  const { kit, clock, as } = testKit({
    configuration: {
      calendars: { calendars: [{ id: 'patchy', name: 'Patchy', calendar }] },
      'sla-policies': {
        policies: [
          {
            id: 'default',
            name: 'All',
            calendar: 'patchy',
            targets: { response: targetMs, resolution: targetMs },
          },
        ],
      },
    },
  });
  await as(rosa).incidents.report.mutate(report());
  const target = `/trpc/badges.get?input=${encodeURIComponent('{"incidents":["INC-1"]}')}`;
  const read = async () => {
    const response = await kit.fetch(new Request(`${base}${target}&key=${intranet.key}`));
    const text = await response.text();
    expect(text.length).toBeLessThan(6_000);
    return JSON.parse(text).result.data.badges['INC-1'].clocks.resolution as ClockView;
  };
  const first = await read();
  const { dueAt, startedAt } = first;
  if (dueAt === null) throw new Error('It is due.');
  const left = (at: number) => targetMs - workingTimeBetween(calendar, startedAt, at);
  expect(dueAt - startedAt).toBeGreaterThan(900 * day);
  // What a page was told counts rightly, hour by hour, until the windows that it knows have passed.
  const until = first.windowsUntil ?? 0;
  expect(until - startedAt).toBeGreaterThan(3 * day);
  for (let at = startedAt; at <= until; at += 7 * 60_000) expect(leftAt(first, at)).toBe(left(at));
  for (const passed of [
    1,
    6 * hour,
    day,
    17 * day + hour,
    400 * day,
    dueAt - startedAt - 2 * day,
  ]) {
    clock.now = startedAt + passed;
    // What is kept is what reading gives.
    const [kept, again] = [await read(), await read()];
    expect(again).toEqual(kept);
    expect(kept.dueAt).toBe(dueAt);
    expect(leftAt(kept, clock.now)).toBe(left(clock.now));
    const end = Math.min(kept.windowsUntil ?? dueAt, dueAt);
    for (let at = clock.now; at <= end; at += hour / 3) expect(leftAt(kept, at)).toBe(left(at));
  }
  // So do pictures, and whatever else tells of clocks.
  const { incident } = await as(grace).incidents.get.query({ incident: 'INC-1' });
  expect(JSON.stringify(incident.clocks).length).toBeLessThan(6_000);
});
