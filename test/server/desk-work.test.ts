import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';
import { teams } from './support/reported.ts';

async function reportedMany(count: number) {
  const kit = testKit({ configuration: { teams } });
  const incidents: string[] = [];
  for (let each = 0; each < count; each += 1) {
    incidents.push((await kit.as(rosa).incidents.report.mutate(report())).incident);
  }
  return { ...kit, incidents, desk: kit.as(grace).incidents };
}

describe('the same to several incidents', () => {
  test('DESK-1: each has its own outcome, in order, and what is refused keeps none of the others', async () => {
    const { desk, incidents } = await reportedMany(4);
    const [first = '', second = '', third = '', fourth = ''] = incidents;
    await desk.acknowledge.mutate({ incident: second });
    const seen = (await desk.get.query({ incident: third })).incident.seq;
    await desk.resolve.mutate({ incident: third, code: 'fixed', text: 'Restarted' });
    const { results } = await desk.bulk.mutate({
      command: 'acknowledge',
      incidents: [
        { incident: fourth },
        { incident: third, basedOn: seen },
        { incident: 'INC-999' },
        { incident: second },
        { incident: first },
      ],
    });
    expect(
      results.map((each) => [each.incident, 'error' in each ? each.error.code : 'done']),
    ).toEqual([
      [fourth, 'done'],
      [third, 'incident-conflict'],
      ['INC-999', 'incident-not-found'],
      [second, 'already-acknowledged'],
      [first, 'done'],
    ]);
    const acknowledged = await Promise.all(
      incidents.map(async (incident) => (await desk.get.query({ incident })).incident.acknowledged),
    );
    expect(acknowledged.map((each) => each !== null)).toEqual([true, true, false, true]);
  });

  test('DESK-2: what the command takes is looked at before anything happens', async () => {
    const { desk, incidents } = await reportedMany(2);
    const named = incidents.map((incident) => ({ incident }));
    const refusal = await refusalOf(
      desk.bulk.mutate({
        command: 'resolve',
        input: { code: 'fixed', text: '' },
        incidents: named,
      }),
    );
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: [{ path: ['input', 'text'] }] });
    const twice = await refusalOf(
      desk.bulk.mutate({ command: 'acknowledge', incidents: [...named, ...named] }),
    );
    expect(twice.fields.map(({ code }) => code)).toEqual(['duplicate', 'duplicate']);
    const many = Array.from({ length: 101 }, (_, each) => ({ incident: `INC-${each + 1}` }));
    expect(
      (await refusalOf(desk.bulk.mutate({ command: 'acknowledge', incidents: many }))).fields,
    ).toMatchObject([{ code: 'too-many', values: { max: 100 } }]);
    for (const incident of incidents) {
      expect((await desk.timeline.query({ incident })).entries.map(({ kind }) => kind)).toEqual([
        'reported',
      ]);
    }
  });

  test('DESK-3: a command takes its own permission as well', async () => {
    const { as } = await reportedMany(1);
    const sent = { command: 'acknowledge' as const, incidents: [{ incident: 'INC-1' }] };
    expect((await refusalOf(as(rosa).incidents.bulk.mutate(sent))).code).toBe('not-allowed');
    expect((await as(amir).incidents.bulk.mutate(sent)).results).toHaveLength(1);
  });
});

describe('whom the desk has', () => {
  test('DESK-4: people and teams are found by the beginnings of their names, oneself first', async () => {
    const { as } = testKit({ configuration: { teams } });
    const { people: all, self } = await as(grace).people.search.query({});
    expect(self).toMatchObject({ id: 'grace', name: 'Grace Okafor' });
    expect((await as(grace).people.search.query({ text: 'mei' })).self?.id).toBe('grace');
    // In no team of the desk.
    expect((await as(amir).people.search.query({})).self).toBeNull();
    expect(all.map(({ id }) => id)).toEqual(['grace', 'jonas', 'mei']);
    const found = async (text: string) => {
      const { people, teams } = await as(grace).people.search.query({ text });
      return [people.map(({ id }) => id), teams.map(({ id }) => id)];
    };
    expect(await found('OKA')).toEqual([['grace'], []]);
    expect(await found('net')).toEqual([[], ['network']]);
    expect(await found('tánaka m')).toEqual([['mei'], []]);
    expect(await found('rosa')).toEqual([[], []]);
    const { people } = await as(grace).people.search.query({ team: 'network' });
    expect(people).toEqual([
      {
        id: 'mei',
        name: 'Mei Tanaka',
        available: true,
        teams: [{ id: 'network', name: 'Network' }],
      },
    ]);
    expect((await refusalOf(as(rosa).people.search.query({}))).code).toBe('not-allowed');
  });

  test('DESK-5: who is mentioned is told, and only the desk learns that they were', async () => {
    const { as, incidents } = await reportedMany(1);
    const [incident = ''] = incidents;
    const note = (who: typeof grace, mentions: string[]) =>
      as(who).incidents.addNote.mutate({ incident, text: 'Can @Mei Tanaka look?', mentions });
    expect((await note(grace, ['mei', 'grace', 'mei'])).entry).toMatchObject({
      mentions: ['mei', 'grace'],
    });
    const told = async (who: typeof grace) =>
      (await as(who).notifications.list.query({})).notifications.map(({ entry }) => entry.kind);
    expect(await told({ role: 'agent', sub: 'mei', name: 'Mei Tanaka' })).toEqual(['note']);
    // Nobody is told of what they wrote themselves.
    expect(await told(grace)).toEqual([]);
    const { entries } = await as(rosa).incidents.timeline.query({ incident });
    expect(entries.at(-1)).not.toHaveProperty('mentions');
    expect((await refusalOf(note(grace, ['rosa']))).code).toBe('person-not-in-team');
    expect((await refusalOf(note(rosa, ['mei']))).code).toBe('not-allowed');
  });
});

describe('documents that a desk need not have', () => {
  test('DESK-6: what the kit comes with is in force as version 0 until one is published', async () => {
    const { as } = testKit({ configuration: { teams } });
    for (const kind of ['views', 'canned-answers'] as const) {
      const { current } = await as(grace).configuration.get.query({ kind });
      expect(current).toMatchObject({ kind, version: 0, publishedBy: null });
      expect((await as(grace).configuration.versions.query({ kind })).versions).toEqual([]);
    }
    const document = {
      answers: [{ id: 'hi', name: 'Hi', text: 'Hello {{ reporter }}', services: [] as string[] }],
    };
    const kind = 'canned-answers';
    const publish = (basedOn: number) =>
      as(amir).configuration.publish.mutate({ kind, basedOn, document });
    expect((await publish(0)).current).toMatchObject({ version: 1, publishedBy: 'Amir Haddad' });
    expect((await refusalOf(publish(0))).code).toBe('document-stale');
    expect((await publish(1)).current.version).toBe(2);
    // Of the others there always is a first version.
    const workflow = await as(amir).configuration.get.query({ kind: 'workflow' });
    const draft = { kind: 'workflow' as const, document: workflow.current.document as never };
    expect(
      (await refusalOf(as(amir).configuration.publish.mutate({ ...draft, basedOn: 0 }))).code,
    ).toBe('invalid-input');
  });

  test('DESK-7: an answer with a variable that nothing stands for is refused where it stands', async () => {
    const { as } = testKit();
    const answers = [
      { id: 'a', name: 'A', text: '{{reporter}} {{agent}}' },
      { id: 'b', name: 'B', text: 'By {{ due }}, {{repoter}}', services: ['no-more'] },
    ];
    const kind = 'canned-answers';
    const { errors, warnings } = await as(amir).configuration.check.mutate({
      kind,
      document: { answers },
    });
    expect(errors).toMatchObject([
      { path: ['answers', 1, 'text'], code: 'unknown-reference', values: { id: 'repoter' } },
    ]);
    expect(warnings).toMatchObject([{ path: ['answers', 1, 'services', 0] }]);
  });

  test('DESK-8: a view that asks for what is no more is kept, with a warning', async () => {
    const { as } = testKit({ configuration: { teams } });
    const kind = 'views';
    const views = [
      {
        id: 'net',
        name: 'Network',
        filter: { team: 'network', priority: 'p9' },
        columns: ['title'],
      },
    ];
    const { errors, warnings } = await as(amir).configuration.check.mutate({
      kind,
      document: { views },
    });
    expect(errors).toEqual([]);
    expect(warnings.map(({ path }) => path)).toEqual([['views', 0, 'filter', 'priority']]);
    const twice = { views: [{ ...views[0], columns: ['title', 'title'] }] };
    expect(
      (
        await refusalOf(
          as(amir).configuration.publish.mutate({ kind, basedOn: 0, document: twice as never }),
        )
      ).code,
    ).toBe('invalid-input');
  });
});

describe('what a command would do', () => {
  test('DESK-13: is told with the words still to come, does nothing, and is refused as the command is', async () => {
    const { desk, incidents, clock } = await reportedMany(2);
    const [incident = '', other = ''] = incidents;
    const before = await desk.get.query({ incident });
    clock.now += 60_000;
    const urgent = await desk.preview.mutate({
      incident,
      command: 'prioritize',
      input: { impact: 'high', urgency: 'high' },
    });
    expect(urgent.priority.id).toBe('P1');
    const dueAt = before.incident.reportedAt + 4 * 3_600_000;
    expect(urgent.incident.clocks.resolution).toMatchObject({ dueAt });
    const handed = await desk.preview.mutate({
      incident,
      command: 'escalate',
      input: { kind: 'functional', team: 'network' },
    });
    expect(handed).toMatchObject({
      incident: { team: 'network' },
      told: [{ whom: 'team', name: 'Network' }],
    });
    expect(
      (await desk.preview.mutate({ incident, command: 'merge', input: { into: other } })).incident,
    ).toMatchObject({ duplicateOf: other, status: { category: 'closed' } });
    const refused = async (command: 'assign' | 'merge', input: object) =>
      (await refusalOf(desk.preview.mutate({ incident, command, input: { ...input } }))).code;
    expect(await refused('assign', { team: 'nobody' })).toBe('team-unknown');
    expect(await refused('assign', {})).toBe('invalid-input');
    expect(await refused('merge', { into: incident })).toBe('merge-not-possible');
    const after = await desk.get.query({ incident });
    expect(after.incident).toEqual({ ...before.incident, clocks: after.incident.clocks });
    // Doing it comes to what was told.
    await desk.prioritize.mutate({ incident, impact: 'high', urgency: 'high' });
    const done = await desk.get.query({ incident });
    expect([done.priority.id, done.incident.clocks.resolution?.dueAt]).toEqual(['P1', dueAt]);
  });
});
