import { type Shift, schedulesSchema } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { shiftsToICal } from '../../packages/server/src/operations/oncall/to-ical.ts';
import { amir, base, grace, refusalOf, rosa, testKit } from './support/kit.ts';

const hour = 3_600_000;
const day = 24 * hour;

const people = [
  { id: 'grace', name: 'Grace Okafor' },
  { id: 'bo', name: 'Bo' },
];
const weekly = {
  id: 'weeks',
  name: 'Weeks',
  zone: 'Europe/Berlin',
  start: '2026-01-05T09:00',
  length: { unit: 'weeks', count: 1 },
  people,
};
const schedules = schedulesSchema.parse({
  schedules: [{ id: 'net', name: 'Network; night, and “day”', layers: [weekly] }],
});

/** The values of a property, in order, with folded lines made whole. */
function valuesOf(text: string, name: string): string[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return lines.flatMap((line) =>
    line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : [],
  );
}

describe('a calendar of somebody’s shifts', () => {
  test('ONC-7: it has their shifts alone, in UTC, before and after the clocks change', async () => {
    const { kit, as, clock } = testKit({ configuration: { schedules } });
    clock.now = Date.UTC(2027, 2, 1);
    const { address } = await as(grace).onCall.makeFeed.mutate();
    const answer = await kit.fetch(new Request(address));
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await answer.text();
    const starts = valuesOf(text, 'DTSTART');
    // Nine o’clock in Berlin, each other Monday.
    expect(starts).toContain('20270315T080000Z');
    expect(starts).toContain('20270329T070000Z');
    expect(valuesOf(text, 'DTEND')).toContain('20270405T070000Z');
    expect(starts).not.toContain('20270322T080000Z');
    expect(new Set(valuesOf(text, 'UID')).size).toBe(starts.length);
    expect(valuesOf(text, 'SUMMARY')[0]).toBe('On call: Network\\; night\\, and “day”');
  });

  test('ONC-7 ONC-8: overrides are in it as soon as they are made', async () => {
    const { kit, as, clock } = testKit({ configuration: { schedules } });
    const { address } = await as({ role: 'agent', sub: 'tomas' }).onCall.makeFeed.mutate();
    const read = async () =>
      valuesOf(await (await kit.fetch(new Request(address))).text(), 'DTEND');
    expect(await read()).toEqual([]);
    const to = clock.now + 2 * hour;
    const period = { schedule: 'net', from: clock.now, to };
    await as({ role: 'agent', sub: 'tomas', name: 'Tomas' }).onCall.override.mutate(period);
    expect(await read()).toEqual([
      `${new Date(to).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    ]);
  });

  test('ONC-7: an address that has ended, or was replaced, is one that never was', async () => {
    const { kit, as } = testKit({ configuration: { schedules } });
    const statusOf = async (address: string) => (await kit.fetch(new Request(address))).status;
    const first = (await as(grace).onCall.makeFeed.mutate()).address;
    const second = (await as(grace).onCall.makeFeed.mutate()).address;
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    expect(await as(grace).onCall.feed.query()).toEqual({ isOn: true });
    expect(await as(amir).onCall.feed.query()).toEqual({ isOn: false });
    expect(await as(grace).onCall.endFeed.mutate()).toEqual({ isOn: false });
    expect(await statusOf(second)).toBe(404);
    expect(await statusOf(`${base}/on-call/oncall_${'x'.repeat(43)}.ics`)).toBe(404);
    expect((await refusalOf(as(rosa).onCall.makeFeed.mutate())).code).toBe('not-allowed');
  });

  test('DESK-11 ONC-7: erasing a person ends their address', async () => {
    const { kit, as } = testKit({ configuration: { schedules } });
    const { address } = await as(grace).onCall.makeFeed.mutate();
    await as(amir).people.erase.mutate({ id: 'grace' });
    expect((await kit.fetch(new Request(address))).status).toBe(404);
  });

  test('ONC-7: lines are no longer than 75 bytes, and no character is torn', () => {
    const [person] = people;
    const shift: Shift = { from: day, to: 2 * day, person: person ?? null, by: { layer: 'a' } };
    const name = '夜間の当番🙂'.repeat(20);
    const text = shiftsToICal('grace', [{ schedule: 'net', name, shifts: [shift] }], 0, day);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(valuesOf(text, 'SUMMARY')).toEqual([`On call: ${name}`]);
  });

  test('ONC-7: what one person has without a break is one shift, also across layers', () => {
    const [person = null] = people;
    const shifts: Shift[] = [
      { from: 0, to: day, person, by: { layer: 'a' } },
      { from: day, to: 2 * day, person, by: { override: 'o' } },
      { from: 2 * day, to: 3 * day, person: null, by: null },
      { from: 3 * day, to: 4 * day, person, by: { layer: 'a' } },
    ];
    const text = shiftsToICal('grace', [{ schedule: 'net', name: 'Net', shifts }], 0, day);
    expect(valuesOf(text, 'DTSTART')).toEqual(['19700101T000000Z', '19700104T000000Z']);
    expect(valuesOf(text, 'UID')[0]).toBe('net-begun@on-call.incident-kit');
  });
});
