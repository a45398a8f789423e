import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { emptyDatabase } from './support/database.ts';
import {
  amir,
  closed,
  grace,
  refusalOf,
  report,
  rosa,
  testKit,
  tom,
  visitor,
} from './support/kit.ts';
import { readTables } from './support/tables.ts';

const minute = 60_000;

describe('incidents', () => {
  test('INC-1 INC-4 SLA-3: a report gets the next number, and its priority and targets from the matrix', async () => {
    const { as, clock } = testKit();
    const first = await as(rosa).incidents.report.mutate(report());
    const second = await as(tom).incidents.report.mutate(
      report({ impact: 'high', urgency: 'high' }),
    );
    expect([first.incident, second.incident]).toEqual(['INC-1', 'INC-2']);
    expect([first.priority.id, second.priority.id]).toEqual(['P2', 'P1']);
    expect(second.due).toEqual({
      response: clock.now + 15 * minute,
      resolution: clock.now + 4 * 60 * minute,
    });
    const { incident, impact, urgency } = await as(rosa).incidents.get.query({ incident: 'INC-1' });
    expect({ impact, urgency, version: incident.matrixVersion }).toEqual({
      impact: 'Medium',
      urgency: 'High',
      version: 1,
    });
  });

  test('INC-2: the same key twice is one incident, and the second answer is the first one’s', async () => {
    const { as } = testKit();
    const sent = report();
    // Together: both may be in one commit.
    const [first, second] = await Promise.all([
      as(rosa).incidents.report.mutate(sent),
      as(rosa).incidents.report.mutate(sent),
    ]);
    const third = await as(rosa).incidents.report.mutate({ ...sent, title: 'Said otherwise' });
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    const { total, incidents } = await as(grace).incidents.list.query({});
    expect(total).toBe(1);
    expect(incidents[0]?.title).toBe(sent.title);
  });

  test('INC-2 ACC-5: the same from a visitor twice is one incident with one receipt', async () => {
    const { as } = testKit();
    const sent = report();
    const [first, second] = await Promise.all([
      as(visitor).incidents.report.mutate(sent),
      as(visitor).incidents.report.mutate(sent),
    ]);
    const third = await as(visitor).incidents.report.mutate(sent);
    expect([second, third]).toEqual([first, first]);
    expect(first.receipt?.token).toMatch(/^rcpt_1_/);
    expect((await as(grace).incidents.list.query({})).total).toBe(1);
  });

  test('INC-2: what visitors send with keys that begin with the time is kept in that order', async () => {
    const url = await emptyDatabase();
    const { as } = testKit({ database: url });
    const random = (digits: number) => randomBytes(10).toString('hex').slice(0, digits);
    const keys = Array.from({ length: 40 }, (_, index) => {
      const time = (1_750_000_000_000 + index * 977).toString(16).padStart(12, '0');
      // As the elements make them, and as UUIDs of version 7.
      return index < 20
        ? `${time}${random(20)}`
        : `${time.slice(0, 8)}-${time.slice(8)}-7${random(3)}-9${random(3)}-${random(12)}`;
    });
    for (const key of keys) await as(visitor).incidents.report.mutate(report({ key }));
    // Each of its own, and none of them to be read in what is kept.
    const { answers = [] } = await readTables(url, ['answers']);
    const kept = answers
      .map((row) => String(new Map<string, unknown>(JSON.parse(row)).get('key')))
      .sort();
    const timeOf = (key: string) => key.replace('-', '').slice(0, 12);
    expect(kept.map(timeOf).sort()).toEqual(keys.map(timeOf));
    expect(kept.filter((key) => keys.some((sent) => key.includes(sent)))).toEqual([]);
    const again = await as(visitor).incidents.report.mutate(report({ key: keys[7] }));
    expect(again.incident).toBe('INC-8');
  });

  test('INC-3: two people may choose the same key', async () => {
    const { as } = testKit();
    const sent = report();
    const first = await as(rosa).incidents.report.mutate(sent);
    const second = await as(tom).incidents.report.mutate(sent);
    const third = await as({ ...rosa, site: closed }).incidents.report.mutate(sent);
    expect([first.incident, second.incident, third.incident]).toEqual(['INC-1', 'INC-2', 'INC-3']);
  });

  test('INC-2: the same note with the same key is one note', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    const note = { incident: 'INC-1', text: 'Still down', key: 'note-key-1' };
    const first = await as(rosa).incidents.addNote.mutate(note);
    expect(await as(rosa).incidents.addNote.mutate(note)).toEqual(first);
    const { entries } = await as(rosa).incidents.timeline.query({ incident: 'INC-1' });
    expect(entries.map((entry) => entry.kind)).toEqual(['reported', 'note']);
  });

  test('INC-5 INC-6: of several who act at once one succeeds, and the others are told who was first', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    const tries = await Promise.allSettled(
      [grace, amir, grace].map((who) =>
        as(who).incidents.acknowledge.mutate({ incident: 'INC-1' }),
      ),
    );
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const late = await refusalOf(as(amir).incidents.acknowledge.mutate({ incident: 'INC-1' }));
    expect(late).toMatchObject({ code: 'already-acknowledged', httpStatus: 409 });
    expect(late.message).toMatch(/^(Grace Okafor|Amir Haddad) already acknowledged INC-1\.$/);
    await as(grace).incidents.resolve.mutate({
      incident: 'INC-1',
      code: 'fixed',
      text: 'New cable',
    });
    const twice = await refusalOf(
      as(amir).incidents.resolve.mutate({ incident: 'INC-1', code: 'workaround', text: 'Other' }),
    );
    expect(twice.code).toBe('already-resolved');
    const undo = await refusalOf(as(amir).incidents.acknowledge.mutate({ incident: 'INC-1' }));
    expect(undo.code).toBe('already-resolved');
    const { incident } = await as(rosa).incidents.get.query({ incident: 'INC-1' });
    expect(incident.status.category).toBe('resolved');
    expect(incident.resolved).toMatchObject({
      by: 'Grace Okafor',
      code: 'fixed',
      text: 'New cable',
    });
  });

  test('INC-7: the timeline shows the desk everything and the reporter what is public', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(report({ description: 'Since nine.' }));
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    await as(grace).incidents.addNote.mutate({
      incident: 'INC-1',
      text: 'secret',
      visibility: 'internal',
    });
    await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: 'We are on it' });
    await as(grace).incidents.resolve.mutate({
      incident: 'INC-1',
      code: 'fixed',
      text: 'New cable',
    });
    await as(rosa).incidents.addNote.mutate({ incident: 'INC-1', text: 'Thank you' });
    const kinds = async (who: typeof rosa) => {
      const { entries } = await as(who).incidents.timeline.query({ incident: 'INC-1' });
      return entries.map((entry) => (entry.kind === 'note' ? entry.text : entry.kind));
    };
    expect(await kinds(grace)).toEqual([
      'reported',
      'acknowledged',
      'secret',
      'We are on it',
      'resolved',
      'Thank you',
    ]);
    expect(await kinds(rosa)).toEqual([
      'reported',
      'acknowledged',
      'We are on it',
      'resolved',
      'Thank you',
    ]);
    const internal = as(rosa).incidents.addNote.mutate({
      incident: 'INC-1',
      text: 'x',
      visibility: 'internal',
    });
    expect((await refusalOf(internal)).code).toBe('not-allowed');
  });

  test('INC-7: long timelines come in pages that miss nothing and repeat nothing', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    for (let index = 0; index < 7; index += 1) {
      const visibility = index % 2 ? 'internal' : 'public';
      await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: `${index}`, visibility });
    }
    for (const who of [grace, rosa]) {
      const whole = await as(who).incidents.timeline.query({ incident: 'INC-1' });
      const pages: unknown[] = [];
      let before: number | undefined;
      do {
        const page: { entries: unknown[]; earlier: number | null } = await as(
          who,
        ).incidents.timeline.query({ incident: 'INC-1', before, limit: 3 });
        pages.unshift(...page.entries);
        before = page.earlier ?? undefined;
      } while (before !== undefined);
      expect(pages).toEqual(whole.entries);
      expect(whole.earlier).toBeNull();
    }
  });

  test('INC-27: a long timeline is read from its beginning as from its end, and from where somebody is both ways', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    for (let index = 0; index < 7; index += 1) {
      // What happens to others in between is no entry of this one.
      await as(tom).incidents.report.mutate(report());
      const visibility = index % 2 ? 'internal' : 'public';
      await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: `${index}`, visibility });
    }
    for (const who of [grace, rosa]) {
      const { timeline } = as(who).incidents;
      const { entries, later } = await timeline.query({ incident: 'INC-1' });
      expect(later).toBeUndefined();
      const seqs = entries.map(({ seq }) => seq);
      const read: number[] = [];
      let after: number | null = 0;
      while (after !== null) {
        const page = await timeline.query({ incident: 'INC-1', after, limit: 3 });
        expect(page.earlier).toBe(after === 0 ? null : page.entries[0]?.seq);
        read.push(...page.entries.map(({ seq }) => seq));
        after = page.later as number | null;
      }
      expect(read).toEqual(seqs);
      const middle = await timeline.query({ incident: 'INC-1', after: seqs[1], limit: 2 });
      const before = await timeline.query({
        incident: 'INC-1',
        before: middle.earlier as number,
        limit: 2,
      });
      expect([...before.entries, ...middle.entries].map(({ seq }) => seq)).toEqual(
        seqs.slice(0, 4),
      );
      const end = await timeline.query({ incident: 'INC-1', after: seqs.at(-1) });
      expect([end.entries, end.earlier, end.later]).toEqual([[], null, null]);
    }
    const both = as(grace).incidents.timeline.query({ incident: 'INC-1', before: 9, after: 1 });
    expect((await refusalOf(both)).code).toBe('invalid-input');
    // Positions of the log say where things are that others did.
    const foreign = as(rosa).incidents.timeline.query({ incident: 'INC-1', after: 3 });
    expect((await refusalOf(foreign)).code).toBe('invalid-input');
  });

  test('ACC-6 INC-8: a reporter lists and sees what they reported, and nothing else', async () => {
    const { as } = testKit();
    for (const who of [rosa, tom, rosa, tom]) await as(who).incidents.report.mutate(report());
    const list = await as(rosa).incidents.list.query({});
    expect(list.incidents.map((row) => row.incident)).toEqual(['INC-3', 'INC-1']);
    expect(list.total).toBe(2);
    const other = await refusalOf(as(rosa).incidents.get.query({ incident: 'INC-2' }));
    const none = await refusalOf(as(rosa).incidents.get.query({ incident: 'INC-99' }));
    expect(other.code).toBe('incident-not-found');
    // Alike but for the number that was asked for.
    expect(JSON.parse(JSON.stringify(other).replaceAll('INC-2', 'INC-99'))).toEqual(none);
    // The same `sub` at another site is somebody else.
    const namesake = await as({ ...rosa, site: closed }).incidents.list.query({});
    expect(namesake.total).toBe(0);
  });

  test('ACC-6: the desk, too, lists what it reported itself', async () => {
    const { as } = testKit();
    for (const who of [rosa, grace, rosa]) await as(who).incidents.report.mutate(report());
    const own = await as(grace).incidents.list.query({ reportedBy: 'me', status: 'all' });
    expect(own.incidents.map((row) => row.incident)).toEqual(['INC-2']);
    expect(own.total).toBe(1);
    expect((await as(grace).incidents.list.query({})).total).toBe(3);
    expect((await as(rosa).incidents.list.query({ reportedBy: 'me' })).total).toBe(2);
  });

  test('INC-1: lists come newest first, in pages, by status', async () => {
    const { as } = testKit();
    for (let index = 0; index < 5; index += 1) await as(rosa).incidents.report.mutate(report());
    await as(grace).incidents.resolve.mutate({ incident: 'INC-2', code: 'fixed', text: 'Done' });
    const first = await as(grace).incidents.list.query({ limit: 3 });
    expect(first.incidents.map((row) => row.incident)).toEqual(['INC-5', 'INC-4', 'INC-3']);
    expect(first.next).toBe(3);
    const rest = await as(grace).incidents.list.query({ limit: 3, before: 3 });
    expect(rest.incidents.map((row) => row.incident)).toEqual(['INC-1']);
    expect(rest.next).toBeNull();
    const resolved = await as(grace).incidents.list.query({ status: 'resolved' });
    expect(resolved.incidents.map((row) => row.incident)).toEqual(['INC-2']);
  });

  test('SLA-2 SLA-5 SLA-6: clocks stop at what happened, whenever somebody looks', async () => {
    const { as, clock } = testKit();
    const start = clock.now;
    await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
    const states = async () => {
      const { incident } = await as(grace).incidents.get.query({ incident: 'INC-1' });
      return [incident.clocks.response.state, incident.clocks.resolution.state];
    };
    expect(await states()).toEqual(['running', 'running']);
    clock.now = start + 12 * minute;
    expect(await states()).toEqual(['warning', 'running']);
    // An internal note answers nobody; the reporter's own note is no response either.
    await as(grace).incidents.addNote.mutate({
      incident: 'INC-1',
      text: 'x',
      visibility: 'internal',
    });
    await as(rosa).incidents.addNote.mutate({ incident: 'INC-1', text: 'hello?' });
    expect(await states()).toEqual(['warning', 'running']);
    clock.now = start + 15 * minute;
    await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: 'On my way' });
    expect(await states()).toEqual(['met', 'running']);
    clock.now = start + 4 * 60 * minute + 1;
    expect(await states()).toEqual(['met', 'breached']);
    await as(grace).incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text: 'Done' });
    clock.now += 1000 * minute;
    expect(await states()).toEqual(['met', 'missed']);
  });
});
