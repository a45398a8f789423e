import { schedulesSchema, teamsSchema } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, rosa, testKit, type Who } from './support/kit.ts';
import { listen } from './support/live.ts';

const hour = 3_600_000;
const day = 24 * hour;

const people = ['ana', 'bo'].map((id) => ({ id, name: id.toUpperCase() }));
const daily = {
  id: 'daily',
  name: 'Daily',
  zone: 'UTC',
  start: '2026-01-01T00:00',
  length: { unit: 'days', count: 1 },
  people,
};
const schedules = schedulesSchema.parse({
  schedules: ['net', 'db'].map((id) => ({ id, name: id, layers: [daily] })),
});
const teams = teamsSchema.parse({
  teams: [{ id: 'desk', name: 'Desk', members: [{ id: 'jonas', name: 'Jonas Weber' }] }],
});
const hannah: Who = { role: 'manager', sub: 'hannah', name: 'Hannah' };
const schedule = 'net';

/** A kit at nine in the morning of a day that is Ana’s; the next is Bo’s. */
function desk() {
  const made = testKit({ configuration: { schedules, teams } });
  const { as, clock } = made;
  const began = clock.now;
  const midnight = Math.floor(began / day) * day;
  const shifts = async (who: Who = grace) =>
    as(who).onCall.shifts.query({ schedule, from: began, to: midnight + 2 * day });
  const said = async () =>
    (await shifts()).shifts.map(({ from, person }) => [(from - midnight) / hour, person?.id]);
  return { ...made, midnight, shifts, said };
}

describe('an override by hand', () => {
  test('ONC-3 ONC-8: whoever takes a shift has it from then on, and it is said who took it, when and why', async () => {
    const { as, clock, midnight, shifts, said } = desk();
    const [first] = await said();
    clock.now += hour;
    const period = { from: midnight, to: midnight + 12 * hour };
    const { override, version } = await as(grace).onCall.override.mutate({
      schedule,
      ...period,
      reason: 'The dentist',
    });
    expect(version).toBe(2);
    // What is past stays.
    expect(override).toMatchObject({ from: clock.now, to: period.to });
    expect(await said()).toEqual([
      first,
      [10, 'grace'],
      [12, first?.[1]],
      [24, expect.any(String)],
    ]);
    expect((await shifts()).overrides).toEqual([
      {
        ...override,
        person: { id: 'grace', name: 'Grace Okafor' },
        made: { by: 'Grace Okafor', at: clock.now, reason: 'The dentist' },
        mayCancel: true,
      },
    ]);
    const other = (await as(grace).onCall.now.query()).schedules.map(({ current }) => current.by);
    expect(other).toEqual([{ override: override.id }, { layer: 'daily' }]);
  });

  test('ONC-5 ONC-8: one that is cancelled ends then, and stays where it is past', async () => {
    const { as, clock, midnight, shifts, said } = desk();
    const [first] = await said();
    const period = { from: clock.now, to: midnight + day };
    const { override } = await as(grace).onCall.override.mutate({ schedule, ...period });
    clock.now += hour;
    await as(grace).onCall.cancelOverride.mutate({ schedule, override: override.id });
    expect((await said()).slice(0, 2)).toEqual([
      [9, 'grace'],
      [10, first?.[1]],
    ]);
    const [past] = (await shifts()).overrides;
    expect(past).toMatchObject({ id: override.id, made: { by: 'Grace Okafor' }, mayCancel: false });
    const again = as(grace).onCall.cancelOverride.mutate({ schedule, override: override.id });
    expect((await refusalOf(again)).fields).toMatchObject([
      { path: ['override'], code: 'not-found' },
    ]);
  });

  test('ACC-1 ONC-8: an agent takes shifts themselves; a manager puts anybody of the desk on call', async () => {
    const { as, clock, midnight, shifts } = desk();
    const period = { from: clock.now, to: midnight + day };
    const put = (who: Who, person?: string) =>
      as(who).onCall.override.mutate({ schedule, ...period, ...(person && { person }) });
    expect((await refusalOf(put(grace, 'jonas'))).code).toBe('not-allowed');
    expect((await refusalOf(put(rosa))).code).toBe('not-allowed');
    expect((await refusalOf(put(hannah, 'nobody'))).fields).toMatchObject([
      { path: ['person'], code: 'not-offered' },
    ]);
    const { override } = await put(hannah, 'jonas');
    expect(override.person).toEqual({ id: 'jonas', name: 'Jonas Weber' });
    const cancel = (who: Who) =>
      as(who).onCall.cancelOverride.mutate({ schedule, override: override.id });
    expect((await refusalOf(cancel(grace))).code).toBe('not-allowed');
    expect(await shifts()).toMatchObject({ mayOverride: 'own', overrides: [{ mayCancel: false }] });
    expect(await shifts(hannah)).toMatchObject({ mayOverride: 'all', people });
    // It puts Jonas on call, so it is his to give back.
    await cancel({ role: 'agent', sub: 'jonas' });
    expect((await shifts()).overrides).toEqual([]);
  });

  test('ONC-8: what is past, changes nothing, or is of no schedule is refused', async () => {
    const { as, clock, midnight } = desk();
    const take = (change: object) =>
      refusalOf(
        as(grace).onCall.override.mutate({
          schedule,
          from: clock.now,
          to: midnight + day,
          ...change,
        }),
      );
    expect((await take({ from: midnight, to: clock.now })).fields).toMatchObject([
      { path: ['to'] },
    ]);
    expect((await take({ schedule: 'nights' })).fields).toMatchObject([
      { path: ['schedule'], code: 'not-found' },
    ]);
    const twice = { schedule, from: clock.now, to: midnight + day };
    await as(grace).onCall.override.mutate(twice);
    expect(await take({})).toMatchObject({
      code: 'nothing-changed',
      details: { what: 'on-call', value: 'Grace Okafor' },
    });
  });

  test('ONC-8: of two who take the same shift at once, each is in the log, and the last has it', async () => {
    const { as, clock, midnight, said } = desk();
    const period = { schedule, from: clock.now, to: midnight + day };
    const taken = await Promise.all(
      [grace, amir].map((who) => as(who).onCall.override.mutate(period)),
    );
    const last = taken.toSorted((a, b) => a.version - b.version).at(-1);
    expect(taken.map(({ version }) => version).toSorted()).toEqual([2, 3]);
    expect((await said())[0]).toEqual([9, last?.override.person.id]);
    const { versions } = await as(amir).configuration.versions.query({ kind: 'schedules' });
    expect(versions.map(({ publishedBy }) => publishedBy).toSorted()).toEqual(
      [null, 'Amir Haddad', 'Grace Okafor'].toSorted(),
    );
  });

  test('ONC-8: those that are over are kept in the versions alone', async () => {
    const { as, clock, midnight, shifts } = desk();
    await as(grace).onCall.override.mutate({ schedule, from: clock.now, to: clock.now + hour });
    const period = { from: midnight + day, to: midnight + 2 * day };
    clock.now += 2 * hour;
    const { version } = await as(grace).onCall.override.mutate({ schedule, ...period });
    const { current } = await as(amir).configuration.get.query({ kind: 'schedules' });
    const document = schedulesSchema.parse(current.document);
    expect(document.schedules[0]?.overrides).toMatchObject([{ id: `by-hand-${version}` }]);
    expect((await shifts()).overrides.map(({ id }) => id)).toEqual(['by-hand-2', 'by-hand-3']);
  });

  test('LIVE-7 ONC-8: who follows the schedules hears of it', async () => {
    const kit = desk();
    const { seq } = await kit.as(amir).notifications.list.query({});
    const stream = await listen(kit, amir, { 'document:schedules': seq });
    expect((await stream.next())?.event).toBe('hello');
    const period = { schedule, from: kit.clock.now, to: kit.midnight + day };
    const taken = await kit.as(grace).onCall.override.mutate(period);
    expect(await stream.changes(1)).toEqual([
      { topic: 'document:schedules', kind: 'schedules', version: 2, seq: taken.seq },
    ]);
  });
});
