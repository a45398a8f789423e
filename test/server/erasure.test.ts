import { type IncidentEvent, replay, systemActor } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import {
  forgetReplies,
  repliesKeptMs,
} from '../../packages/server/src/operations/forget-replies.ts';
import {
  eraseSlice,
  type PersonErasedAnswer,
} from '../../packages/server/src/operations/privacy/erase-person.ts';
import { emptyDatabase, testStore } from './support/database.ts';
import {
  amir,
  closed,
  grace,
  type Role,
  refusalOf,
  report,
  rosa,
  testKit,
  tom,
  type Who,
} from './support/kit.ts';
import { brokenLink, noteOn, reportOn, wholeLog } from './support/log.ts';

const priya: Who = { role: 'agent', sub: 'priya', name: 'Priya Raman' };

/** A kit whose database can be looked into. */
async function kitOnKnownDatabase() {
  const database = await emptyDatabase();
  return { database, ...testKit({ database }) };
}

/** Everything that the log and the read models say, as text. */
async function everythingIn(database: string): Promise<string> {
  const store = await testStore(database);
  const log = await wholeLog(store);
  const state = await store.read(async (snapshot) => [
    await snapshot.incidents.getMany([1, 2, 3, 4]),
    await snapshot.documents.versions('teams', null, 10),
  ]);
  return JSON.stringify([log, state]);
}

describe('erasure', () => {
  test('LOG-13: everything personal of an incident goes, with a record of which events and why; the rest stays', async () => {
    const { as, database } = await kitOnKnownDatabase();
    const { incident } = await as(rosa).incidents.report.mutate(
      report({
        title: 'The nurse call zebra is silent',
        description: 'In the room of Mr Quux',
        contact: { name: 'Rosa Alvarez', email: 'rosa@example.org' },
      }),
    );
    await as(grace).incidents.acknowledge.mutate({ incident });
    await as(grace).incidents.addNote.mutate({ incident, text: 'Mr Quux was moved' });
    await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'Zebra replaced' });
    const before = (await as(amir).incidents.get.query({ incident })).incident;

    const erased = await as(amir).incidents.erase.mutate({ incident, reason: 'Asked by letter' });
    expect(erased).toMatchObject({ incident, events: 4 });

    const timeline = await as(amir).incidents.timeline.query({ incident });
    expect(timeline.entries.at(-1)).toMatchObject({
      kind: 'erased',
      reason: 'Asked by letter',
      actor: { name: 'Amir Haddad' },
    });
    expect(timeline.incident).toMatchObject({
      title: '[erased]',
      status: before.status,
      priority: before.priority,
      reportedAt: before.reportedAt,
    });
    const left = await everythingIn(database);
    expect(left).not.toMatch(/zebra|quux|alvarez|rosa@|okafor/i);
    // Who it was, as the host names them, is part of the chain.
    expect(left).toContain('"id":"rosa"');
    const store = await testStore(database);
    const log = await wholeLog(store);
    expect(brokenLink(log)).toBeNull();
    const stream = await store.read((snapshot) => snapshot.log.streamAfter('incident/1', 0, 100));
    const state = await store.read((snapshot) => snapshot.incidents.get(1));
    expect(replay(stream as IncidentEvent[])).toEqual(state);
    const record = stream.at(-1) as IncidentEvent;
    const wiped = log.filter((each) => each.personal === null).map((each) => each.seq);
    expect(record).toMatchObject({ type: 'incident.erased', data: { events: wiped } });
  });

  test('LOG-13: an erased incident is found by none of its words', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(
      report({ title: 'Zebra at the door', description: 'It wears a fedora' }),
    );
    const find = async (text: string) =>
      (await as(grace).incidents.list.query({ text, status: 'all' })).incidents.length;
    expect([await find('zebra'), await find('fedo')]).toEqual([1, 1]);
    await as(amir).incidents.erase.mutate({ incident: 'INC-1' });
    expect([await find('zebra'), await find('fedo'), await find('erased')]).toEqual([0, 0, 1]);
  });

  test('LOG-13: erasing twice changes nothing; what is written afterwards can be erased in turn', async () => {
    const { as } = testKit();
    const { incident } = await as(rosa).incidents.report.mutate(report());
    await as(amir).incidents.erase.mutate({ incident });
    const again = await refusalOf(as(amir).incidents.erase.mutate({ incident }));
    expect(again).toMatchObject({ code: 'nothing-changed', httpStatus: 409 });
    await as(grace).incidents.addNote.mutate({ incident, text: 'One more thing' });
    expect(await as(amir).incidents.erase.mutate({ incident })).toMatchObject({ events: 1 });
  });

  test('LOG-13 ACC-1: administrators erase, and nobody else', async () => {
    const { as } = testKit();
    const { incident } = await as(rosa).incidents.report.mutate(report());
    for (const role of ['reporter', 'agent', 'manager'] satisfies Role[]) {
      const who = as({ role, sub: 'rosa', name: 'Rosa' });
      for (const call of [
        who.incidents.erase.mutate({ incident }),
        who.people.erase.mutate({ id: 'rosa' }),
      ]) {
        expect((await refusalOf(call)).code, role).toBe('not-allowed');
      }
    }
  });

  test('LOG-13: a person’s words and name go from all incidents, those of others stay', async () => {
    const { as, database } = await kitOnKnownDatabase();
    await as(rosa).incidents.report.mutate(report({ title: 'Walrus one' }));
    await as(tom).incidents.report.mutate(report({ title: 'Pelican two' }));
    await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: 'Heron to Rosa' });
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-2' });
    await as(rosa).incidents.addNote.mutate({ incident: 'INC-1', text: 'Walrus again' });

    expect(await as(amir).people.erase.mutate({ id: 'grace' })).toEqual({
      events: 2,
      incidents: 2,
      more: false,
    });
    const without = await everythingIn(database);
    expect(without).not.toMatch(/heron|okafor/i);
    expect(without).toMatch(/Walrus one.*Pelican two.*Walrus again/s);

    expect(await as(amir).people.erase.mutate({ id: 'rosa' })).toMatchObject({ incidents: 1 });
    const rest = await everythingIn(database);
    expect(rest).not.toMatch(/walrus|alvarez/i);
    expect(rest).toContain('Pelican two');
    expect(rest).toContain('Tom Reporter');
    expect((await refusalOf(as(amir).people.erase.mutate({ id: 'rosa' }))).code).toBe(
      'nothing-changed',
    );
    const store = await testStore(database);
    expect(brokenLink(await wholeLog(store))).toBeNull();
  });

  test('LOG-13: the name goes from assignments too, also from those that others made', async () => {
    const members = [
      { id: 'priya', name: 'Priya Raman' },
      { id: 'grace', name: 'Grace Okafor' },
    ];
    const database = await emptyDatabase();
    const { as } = testKit({
      database,
      configuration: { teams: { teams: [{ id: 'net', name: 'Network', members }] } } as never,
    });
    const { incident } = await as(rosa).incidents.report.mutate(report());
    await as(grace).incidents.assign.mutate({ incident, team: 'net', assignee: 'priya' });
    await as(priya).incidents.addNote.mutate({ incident, text: 'On my way' });
    await as(amir).people.erase.mutate({ id: 'priya' });
    const store = await testStore(database);
    const incidentNow = await store.read((snapshot) => snapshot.incidents.get(1));
    expect(incidentNow?.assignee).toEqual({ id: 'priya', name: null });
    const log = await wholeLog(store);
    expect(JSON.stringify(log.filter((each) => each.stream === 'incident/1'))).not.toMatch(/Raman/);
    // Configuration is the desk's own record: the members of a team are part of what it says.
    expect(JSON.stringify(log.filter((each) => each.stream === 'teams'))).toMatch(/Raman/);
  });

  test('LOG-13: with a site, a namesake of another site is left alone', async () => {
    const { as, database } = await kitOnKnownDatabase();
    await as(rosa).incidents.report.mutate(report({ title: 'Walrus' }));
    await as({ ...rosa, site: closed }).incidents.report.mutate(report({ title: 'Pelican' }));
    await as(amir).people.erase.mutate({ id: 'rosa', site: closed.key });
    const left = await everythingIn(database);
    expect(left).toContain('Walrus');
    expect(left).not.toContain('Pelican');
  });

  test('LOG-13: nobody erases themselves', async () => {
    const { as } = testKit();
    await as(amir).incidents.report.mutate(report());
    const refusal = await refusalOf(as(amir).people.erase.mutate({ id: 'amir' }));
    expect(refusal).toMatchObject({ code: 'not-allowed' });
    expect(refusal.message).toContain('another administrator');
    const other = as({ role: 'admin', sub: 'nora', name: 'Nora' });
    expect(await other.people.erase.mutate({ id: 'amir' })).toMatchObject({ events: 1 });
  });

  test('LOG-13: much is erased in slices, until nothing is left', async () => {
    const store = await testStore();
    await store.write(async (transaction) => {
      for (let index = 0; index < 30; index += 1) {
        const number = await reportOn(transaction, `Walrus ${index}`);
        for (const text of ['One', 'Two', 'Three']) await noteOn(transaction, number, text);
      }
    });
    const by = { at: 2, actor: systemActor, actorName: null };
    const slices: PersonErasedAnswer[] = [];
    do slices.push(await eraseSlice(store, { id: 'grace', site: null }, null, by));
    while (slices.at(-1)?.more);
    expect(slices.map(({ events }) => events)).toEqual([50, 50, 20]);
    const log = await wholeLog(store);
    expect(JSON.stringify(log)).not.toMatch(/Walrus|Okafor/);
    expect(brokenLink(log)).toBeNull();
  });

  test('INC-2 LOG-13: a note sent again after it was erased is the same note, and does not come back', async () => {
    const { as } = testKit();
    const { incident } = await as(rosa).incidents.report.mutate(report());
    const note = { incident, text: 'Walrus', key: 'note-key-1' };
    const first = await as(rosa).incidents.addNote.mutate(note);
    expect(await as(rosa).incidents.addNote.mutate(note)).toEqual(first);
    await as(amir).incidents.erase.mutate({ incident });
    const again = await as(rosa).incidents.addNote.mutate(note);
    expect(again).toMatchObject({ seq: first.seq, entry: { text: '[erased]' } });
  });

  test('INC-2: a key is remembered for seven days, and no longer', async () => {
    const store = await testStore();
    await store.write(async (transaction) => {
      await transaction.replies.keep('s', 'old', '1', 1_000);
      await transaction.replies.keep('s', 'young', '2', 1_001);
    });
    await forgetReplies(store, 1_001 + repliesKeptMs);
    const kept = await store.read(async (snapshot) => [
      await snapshot.replies.get('s', 'old'),
      await snapshot.replies.get('s', 'young'),
    ]);
    expect(kept).toEqual([null, '2']);
  });
});
