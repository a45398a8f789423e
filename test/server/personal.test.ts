import { describe, expect, test } from 'vitest';
import {
  amir,
  grace,
  refusalOf,
  report,
  rosa,
  testKit,
  tom,
  visitor,
  type Who,
} from './support/kit.ts';

const mei: Who = { role: 'agent', sub: 'mei', name: 'Mei Tanaka' };
const minute = 60_000;

describe('what one has read', () => {
  test('DESK-9: an incident is unread while somebody else has said something since', async () => {
    const { as, clock } = testKit();
    const { incident } = await as(rosa).incidents.report.mutate(report());
    const rowOf = async (who: Who) => (await as(who).incidents.list.query({})).incidents[0];
    const unread = async (...who: Who[]) =>
      Promise.all(who.map(async (each) => (await rowOf(each))?.unread));
    const say = (who: Who, visibility: 'public' | 'internal') => {
      clock.now += minute;
      return as(who).incidents.addNote.mutate({ incident, text: 'Something', visibility });
    };
    const read = async (who: Who, until: number | null = clock.now) =>
      (await as(who).incidents.markRead.mutate({ incident, until })).until;
    // Nobody has to read what they wrote themselves.
    expect(await unread(rosa, grace, mei)).toEqual([false, true, true]);
    await read(grace);
    expect(await unread(grace, mei)).toEqual([false, true]);
    await say(grace, 'public');
    expect(await unread(rosa, grace, mei)).toEqual([true, false, true]);
    expect(await rowOf(rosa)).toMatchObject({
      lastSaid: { at: clock.now, by: 'Grace Okafor', from: 'desk' },
    });
    for (const who of [rosa, mei]) await read(who);
    await say(mei, 'internal');
    // Of what the desk says among itself, a reporter hears nothing.
    expect(await unread(rosa, grace, mei)).toEqual([false, true, false]);
    expect(await rowOf(rosa)).toMatchObject({ lastSaid: { by: 'Grace Okafor' } });
    // An older page cannot make it unread; whoever wants to can.
    const at = await read(grace);
    expect(await read(grace, 5)).toBe(at);
    expect(await read(grace, null)).toBeNull();
    expect(await unread(grace)).toEqual([true]);
    // Nobody has read what is still to come.
    expect(await read(grace, clock.now + minute)).toBe(clock.now);
    expect((await refusalOf(read(tom))).code).toBe('incident-not-found');
  });

  test('DESK-9: that something was read is in no log and moves no incident', async () => {
    const { as, clock } = testKit();
    const { incident } = await as(rosa).incidents.report.mutate(report());
    const before = (await as(grace).incidents.get.query({ incident })).seq;
    await as(grace).incidents.markRead.mutate({ incident, until: clock.now });
    expect((await as(grace).incidents.get.query({ incident })).seq).toBe(before);
  });
});

describe('views of the queue', () => {
  const view = { id: 'net', name: 'Network, urgent', filter: { priority: 'p1' }, order: 'due' };

  test('DESK-10: one has one’s own beside the desk’s, and nobody else sees them', async () => {
    const { as } = testKit();
    const { own, desk } = await as(grace).views.save.mutate({ view });
    expect(own).toMatchObject([
      { ...view, filter: { priority: 'p1', status: 'open' }, columns: [] },
    ]);
    expect(desk.map(({ id }) => id)).toContain('mine');
    expect((await as(mei).views.list.query()).own).toEqual([]);
    await as(grace).views.save.mutate({ view: { ...view, name: 'Other' } });
    expect((await as(grace).views.list.query()).own.map(({ name }) => name)).toEqual(['Other']);
    expect((await as(grace).views.remove.mutate({ id: 'net' })).own).toEqual([]);
    expect((await as(grace).views.remove.mutate({ id: 'net' })).own).toEqual([]);
    expect((await refusalOf(as(rosa).views.list.query())).code).toBe('not-allowed');
    expect((await refusalOf(as(visitor).views.list.query())).code).toBe('sign-in-required');
  });

  test('DESK-10: there can be fifty, and the next is refused without losing one', async () => {
    const { as } = testKit();
    for (let each = 0; each < 50; each += 1) {
      await as(grace).views.save.mutate({ view: { ...view, id: `v${each}` } });
    }
    expect(await refusalOf(as(grace).views.save.mutate({ view }))).toMatchObject({
      code: 'too-many-views',
      details: { max: 50 },
    });
    expect((await as(grace).views.save.mutate({ view: { ...view, id: 'v7' } })).own).toHaveLength(
      50,
    );
  });

  test('DESK-11: who is erased keeps nothing', async () => {
    const { as } = testKit();
    await as(grace).views.save.mutate({ view });
    await as(amir).people.erase.mutate({ id: 'grace' });
    expect((await as(grace).views.list.query()).own).toEqual([]);
    expect((await refusalOf(as(amir).people.erase.mutate({ id: 'grace' }))).code).toBe(
      'nothing-changed',
    );
  });
});

describe('who else is here', () => {
  test('DESK-12: colleagues who look at an incident hear of each other, for as long as they say so', async () => {
    const { as, clock } = testKit();
    const { incident } = await as(rosa).incidents.report.mutate(report());
    const told = async (who: Who, doing: 'viewing' | 'writing' | 'gone' = 'viewing') =>
      (await as(who).incidents.presence.mutate({ incident, doing })).others.map(
        (each) => `${each.name} ${each.doing}`,
      );
    expect(await told(grace)).toEqual([]);
    clock.now += 1_000;
    expect(await told(mei, 'writing')).toEqual(['Grace Okafor viewing']);
    clock.now += 1_000;
    expect(await told(amir)).toEqual(['Grace Okafor viewing', 'Mei Tanaka writing']);
    expect(await told(mei, 'gone')).toEqual(['Grace Okafor viewing', 'Amir Haddad viewing']);
    expect(await told(grace)).toEqual(['Amir Haddad viewing']);
    clock.now += 46_000;
    expect(await told(grace)).toEqual([]);
    expect((await refusalOf(told(rosa))).code).toBe('not-allowed');
  });
});
