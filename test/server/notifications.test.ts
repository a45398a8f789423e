import { teamsSchema } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { grace, refusalOf, report, rosa, testKit, type Who } from './support/kit.ts';
import { ask, listen } from './support/live.ts';

const mei: Who = { role: 'agent', sub: 'mei', name: 'Mei Tanaka' };
const hannah: Who = { role: 'manager', sub: 'hannah', name: 'Hannah Weiss' };
const tomas: Who = { role: 'agent', sub: 'tomas', name: 'Tomás Silva' };

const teams = teamsSchema.parse({
  teams: [
    {
      id: 'desk',
      name: 'Service desk',
      members: [
        { id: 'grace', name: 'Grace' },
        { id: 'mei', name: 'Mei' },
      ],
      managers: [{ id: 'hannah', name: 'Hannah' }],
    },
  ],
});

function newsroom() {
  const kit = testKit({ configuration: { teams } });
  const { as } = kit;
  const reported = async () => (await as(rosa).incidents.report.mutate(report())).incident;
  const toTeam = (incident: string, who: Who = grace) =>
    as(who).incidents.assign.mutate({ incident, team: 'desk' });
  const listOf = (who: Who, input: { limit?: number; before?: number } = {}) =>
    as(who).notifications.list.query(input);
  const told = async (who: Who) =>
    (await listOf(who)).notifications.map(({ incident, read }) => [incident, read]);
  return { kit, as, reported, toTeam, listOf, told };
}

describe('what somebody was told of', () => {
  test('DESK-14: is unread until they read it, each for themselves, and never what they did', async () => {
    const { as, reported, toTeam, listOf, told } = newsroom();
    const incident = await reported();
    await toTeam(incident);
    // Grace did it herself; to Mei it is news.
    expect(await told(grace)).toEqual([[incident, true]]);
    expect(await told(mei)).toEqual([[incident, false]]);
    expect((await listOf(grace)).unread).toBe(0);
    const { notifications, unread } = await listOf(mei);
    expect(unread).toBe(1);
    const notification = notifications[0]?.entry.seq ?? 0;
    // Whoever is told nothing marks nothing.
    expect(await as(tomas).notifications.markRead.mutate({ notification })).toEqual({ unread: 0 });
    expect(await as(mei).notifications.markRead.mutate({ notification })).toEqual({ unread: 0 });
    expect(await told(mei)).toEqual([[incident, true]]);
    await toTeam(await reported());
    expect((await listOf(mei)).unread).toBe(1);
    // Marked once more, it is what it was.
    expect(await as(mei).notifications.markRead.mutate({ notification })).toEqual({ unread: 1 });
  });

  test('DESK-14: all is read up to what was shown, not what has come since', async () => {
    const { as, reported, toTeam, listOf } = newsroom();
    for (let times = 0; times < 3; times += 1) await toTeam(await reported());
    const shown = await listOf(mei);
    expect(shown.unread).toBe(3);
    await toTeam(await reported());
    const until = shown.notifications[0]?.entry.seq ?? 0;
    const marked = await as(mei).notifications.markAllRead.mutate({ until });
    expect(marked).toEqual({ unread: 1 });
    // What was read stays so, whatever an older page says.
    expect(await as(mei).notifications.markAllRead.mutate({ until: 0 })).toEqual({ unread: 1 });
    // Nobody has read what is still to come.
    await as(mei).notifications.markAllRead.mutate({ until: 1_000_000 });
    await toTeam(await reported());
    expect((await listOf(mei)).unread).toBe(1);
  });

  test('DESK-14: a hundred are unread at most, and what is older counts as read', async () => {
    const { as, reported, listOf } = newsroom();
    const incident = await reported();
    for (let times = 0; times < 103; times += 1) {
      await as(grace).incidents.assign.mutate({ incident, team: 'desk', assignee: 'mei' });
      await as(grace).incidents.unassign.mutate({ incident });
    }
    const newest = await listOf(mei, { limit: 100 });
    expect(newest.unread).toBe(100);
    expect(newest.notifications.every(({ read }) => !read)).toBe(true);
    const older = await listOf(mei, { limit: 100, before: newest.next ?? 0 });
    expect(older.notifications.length).toBeGreaterThanOrEqual(3);
    expect(older.notifications.every(({ read }) => read)).toBe(true);
    for (const { entry } of newest.notifications.slice(0, 3)) {
      await as(mei).notifications.markRead.mutate({ notification: entry.seq });
    }
    expect((await listOf(mei)).unread).toBe(97);
  });

  test('DESK-14: nobody reads for others, and visitors have none', async () => {
    const { as, reported, toTeam, listOf } = newsroom();
    await toTeam(await reported());
    const notification = (await listOf(mei)).notifications[0]?.entry.seq ?? 0;
    await as(grace).notifications.markAllRead.mutate({ until: notification });
    expect((await listOf(mei)).unread).toBe(1);
    const refused = await refusalOf(as(rosa).notifications.markRead.mutate({ notification }));
    expect(refused.code).toBe('not-allowed');
  });

  test('DESK-11: what somebody has read goes when they are erased', async () => {
    const { as, reported, toTeam, listOf } = newsroom();
    await toTeam(await reported());
    const { seq } = await listOf(mei);
    await as(mei).notifications.markAllRead.mutate({ until: seq });
    expect((await listOf(mei)).unread).toBe(0);
    await as({ role: 'admin', sub: 'amir', name: 'Amir' }).people.erase.mutate({ id: 'mei' });
    expect((await listOf(mei)).unread).toBe(1);
  });
});

describe('notifications on the live stream', () => {
  test('LIVE-11: tell each whom it is news to, and nobody else', async () => {
    const { kit, as, reported, toTeam, listOf } = newsroom();
    const incident = await reported();
    const { seq: at } = await listOf(mei);
    const streams = await Promise.all(
      [grace, mei, hannah].map((who) => listen(kit, who, { notifications: at })),
    );
    const [toGrace, toMei, toHannah] = streams;
    for (const each of streams) expect((await each.next())?.event).toBe('hello');
    await as(grace).incidents.addNote.mutate({ incident, text: 'Nothing', visibility: 'internal' });
    await toTeam(incident);
    const change = (read: boolean) => ({
      topic: 'notifications',
      notification: { incident, read, title: report().title, entry: { kind: 'assigned' } },
    });
    expect(await toGrace?.changes(1)).toMatchObject([change(true)]);
    const [heard] = (await toMei?.changes(1)) ?? [];
    expect(heard).toMatchObject(change(false));
    // As the list has it.
    const [listed] = (await listOf(mei)).notifications;
    expect(heard).toMatchObject({ seq: listed?.entry.seq, notification: listed });
    const reason = 'It takes too long';
    await as(grace).incidents.escalate.mutate({ incident, kind: 'hierarchical', reason });
    // The first that a manager hears of is what was raised to them.
    expect(await toHannah?.changes(1)).toMatchObject([
      { notification: { entry: { kind: 'escalated', how: 'hierarchical' }, read: false } },
    ]);
  });

  test('LIVE-11: whoever has missed some is told to read them again', async () => {
    const { kit, reported, toTeam, listOf } = newsroom();
    const { seq: at } = await listOf(mei);
    await toTeam(await reported());
    const late = await listen(kit, mei, { notifications: at });
    expect((await late.next())?.event).toBe('hello');
    expect(await late.next()).toMatchObject({
      event: 'reset',
      data: { reason: 'too-old', topics: ['notifications'] },
    });
    const { seq } = await listOf(mei);
    const now = await listen(kit, mei, { notifications: seq });
    expect((await now.next())?.event).toBe('hello');
    const next = await reported();
    await toTeam(next);
    expect(await now.changes(1)).toMatchObject([{ notification: { incident: next } }]);
  });

  test('LIVE-11: are the desk’s', async () => {
    const { kit } = newsroom();
    expect((await ask(kit, rosa, { notifications: 0 })).status).toBe(403);
  });
});
