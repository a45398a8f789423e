import { defaultWorkflow } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { emptyDatabase, testStore } from './support/database.ts';
import { amir, grace, refusalOf, report, rosa, testKit, type Who } from './support/kit.ts';
import { wholeLog } from './support/log.ts';

const priya: Who = { role: 'agent', sub: 'priya', name: 'Priya Raman' };
const hour = 3_600_000;

describe('problems', () => {
  test('PRB-2 PRB-4: a problem is known by its incidents, and is a known error once its cause or a workaround is', async () => {
    const { as, clock } = testKit();
    const desk = as(grace);
    for (let count = 0; count < 3; count += 1) await as(rosa).incidents.report.mutate(report());
    const opened = {
      title: 'Access points restart',
      incidents: ['INC-1', 'INC-2'],
      key: 'the-key-1',
    };
    const { problem } = await desk.problems.open.mutate(opened);
    expect(problem).toMatchObject({ problem: 'PRB-1', state: 'open', openedBy: 'Grace Okafor' });
    // Whoever had no answer sends it again.
    expect((await desk.problems.open.mutate(opened)).problem.problem).toBe('PRB-1');

    const linked = await desk.problems.link.mutate({
      problem: 'PRB-1',
      incidents: ['INC-2', 'INC-3'],
    });
    expect(linked).toEqual({ problem: 'PRB-1', incidents: 3 });
    await desk.problems.unlink.mutate({ problem: 'PRB-1', incidents: ['INC-1', 'INC-1'] });
    await desk.incidents.link.mutate({ incident: 'INC-1', kind: 'problem', target: 'PRB-1' });
    await desk.incidents.unlink.mutate({ incident: 'INC-2', kind: 'problem', target: 'PRB-1' });

    clock.now += hour;
    const edit = { problem: 'PRB-1', basedOn: 1, workaround: 'Use the cable', team: null };
    const edited = await desk.problems.edit.mutate(edit);
    expect(edited.problem).toMatchObject({ state: 'known-error', version: 2, at: clock.now });
    // The same again is no change, though it was made on what was there before.
    expect((await desk.problems.edit.mutate(edit)).problem.version).toBe(2);
    const shown = await desk.problems.get.query({ problem: 'PRB-1' });
    expect(shown.incidents.map(({ incident }) => incident)).toEqual(['INC-3', 'INC-1']);
    expect(shown).toMatchObject({ count: 2, mayWork: true });
    expect(shown.history.map(({ kind, changed }) => [kind, changed])).toEqual([
      ['edited', ['workaround']],
      ['opened', []],
    ]);
    const { problems } = await desk.problems.ofIncident.query({ incident: 'INC-3' });
    expect(problems).toMatchObject([{ problem: 'PRB-1', workaround: 'Use the cable' }]);
    expect((await desk.problems.list.query({})).problems).toMatchObject([{ incidents: 2 }]);
  });

  test('PRB-3: who edits what somebody else changed meanwhile is told so, and nothing is lost', async () => {
    const { as } = testKit();
    await as(grace).problems.open.mutate({ title: 'Access points restart' });
    await as(priya).problems.edit.mutate({ problem: 'PRB-1', basedOn: 1, cause: 'Firmware 4.2' });
    const late = as(grace).problems.edit.mutate({ problem: 'PRB-1', basedOn: 1, cause: 'Heat' });
    expect(await refusalOf(late)).toMatchObject({
      code: 'problem-stale',
      httpStatus: 409,
      details: { problem: 'PRB-1', version: 2, basedOn: 1, by: 'Priya Raman' },
    });
    const { problem } = await as(grace).problems.get.query({ problem: 'PRB-1' });
    expect(problem).toMatchObject({ cause: 'Firmware 4.2', version: 2 });
  });

  test('PRB-2: the change that was to end it can be taken out again', async () => {
    const desk = testKit().as(grace);
    await desk.problems.open.mutate({ title: 'Access points restart' });
    const edit = async (basedOn: number, change: string) =>
      (await desk.problems.edit.mutate({ problem: 'PRB-1', basedOn, change })).problem.change;
    expect(await edit(1, 'C7')).toBe('C7');
    expect(await edit(2, '')).toBeNull();
  });

  test('PRB-2: it is resolved, closed and opened again, each once; closed it is not edited', async () => {
    const { as } = testKit();
    const desk = as(grace);
    const move = async (to: 'closed' | 'open', basedOn: number) =>
      (await desk.problems.move.mutate({ problem: 'PRB-1', basedOn, to })).problem;
    await desk.problems.open.mutate({ title: 'Access points restart' });
    const resolve = { problem: 'PRB-1', basedOn: 1, to: 'resolved', text: 'Firmware 4.3' } as const;
    await desk.problems.move.mutate(resolve);
    const { problem } = await desk.problems.move.mutate(resolve);
    expect(problem).toMatchObject({
      state: 'resolved',
      version: 2,
      resolved: { text: 'Firmware 4.3' },
    });
    expect(await move('closed', 2)).toMatchObject({ state: 'closed', version: 3 });
    expect(await move('closed', 2)).toMatchObject({ state: 'closed', version: 3 });
    const edit = desk.problems.edit.mutate({ problem: 'PRB-1', basedOn: 3, cause: 'Heat' });
    expect(await refusalOf(edit)).toMatchObject({ code: 'problem-over', httpStatus: 409 });
    const again = desk.problems.move.mutate({ ...resolve, basedOn: 3 });
    expect(await refusalOf(again)).toMatchObject({ code: 'problem-over' });
    expect(await move('open', 3)).toMatchObject({ state: 'open', reopened: 1, resolved: null });
    const states = async (...some: ('open' | 'closed')[]) =>
      (await desk.problems.list.query({ states: some })).problems.length;
    expect([await states('open'), await states('closed')]).toEqual([1, 0]);
  });

  test('PRB-2 ACC-1: what is malformed, what there is not, and who may not, are each told so', async () => {
    const { as } = testKit();
    const desk = as(grace);
    await as(rosa).incidents.report.mutate(report());
    const open = (input: object) => desk.problems.open.mutate({ title: 'Access points', ...input });
    for (const [input, field] of [
      [{ title: ' ' }, 'title'],
      [{ service: 'nowhere' }, 'service'],
      [{ team: 'nobody' }, 'team'],
      [{ incidents: ['17'] }, 'incidents'],
    ] as const) {
      const refusal = await refusalOf(open(input));
      expect(refusal).toMatchObject({ code: 'invalid-input', httpStatus: 400 });
      expect(refusal.fields[0]?.path[0]).toBe(field);
    }
    // A problem of incidents that there are not is none: nothing of it is left.
    expect(await refusalOf(open({ incidents: ['INC-1', 'INC-9'] }))).toMatchObject({
      code: 'incident-not-found',
    });
    expect((await desk.problems.list.query({})).problems).toEqual([]);
    const missing = desk.problems.edit.mutate({ problem: 'PRB-7', basedOn: 1, cause: 'Heat' });
    expect(await refusalOf(missing)).toMatchObject({ code: 'problem-not-found', httpStatus: 404 });
    const denied = as(rosa).problems.open.mutate({ title: 'Access points' });
    expect(await refusalOf(denied)).toMatchObject({ code: 'not-allowed', httpStatus: 403 });
  });
});

describe('reviews', () => {
  test('REV-1 REV-2: closing asks for a review where a rule says so, and it can be declined', async () => {
    const { as } = testKit();
    const desk = as(grace);
    const document = { ...defaultWorkflow, reviews: { priorities: ['P1'], affected: 1 } };
    const publish = (reviews: object) =>
      as(amir).configuration.publish.mutate({
        kind: 'workflow',
        basedOn: 1,
        document: { ...document, reviews },
      });
    expect(await refusalOf(publish({ priorities: ['P9'] }))).toMatchObject({
      code: 'document-invalid',
    });
    await publish(document.reviews);
    await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
    await as(rosa).incidents.report.mutate(report({ impact: 'low', urgency: 'low' }));
    const asks = async (incident: string) => (await desk.reviews.get.query({ incident })).asksFor;
    expect(await asks('INC-1')).toEqual([]);
    for (const incident of ['INC-1', 'INC-2']) {
      await desk.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Restarted' });
    }
    expect([await asks('INC-1'), await asks('INC-2')]).toEqual([['priority'], []]);
    const ask = { incident: 'INC-1', basedOn: 0, move: 'ask' } as const;
    const asked = await desk.reviews.decide.mutate(ask);
    expect(asked).toMatchObject({ asksFor: [], review: { state: 'asked', why: ['priority'] } });
    expect((await desk.reviews.decide.mutate(ask)).review?.version).toBe(1);
    const { reviews } = await desk.reviews.list.query({});
    expect(reviews).toMatchObject([{ incident: 'INC-1', state: 'asked' }]);
    const decline = { incident: 'INC-1', basedOn: 1, move: 'decline', reason: 'A drill' } as const;
    expect((await desk.reviews.decide.mutate(decline)).review?.state).toBe('declined');
    expect((await desk.reviews.list.query({})).reviews).toEqual([]);
  });

  test('REV-3 REV-4: a review has the facts and the course, what is internal marked, and what people make of it', async () => {
    const { as, clock } = testKit();
    const desk = as(grace);
    const { incident } = await as(rosa).incidents.report.mutate(report());
    const start = clock.now;
    clock.now += hour;
    await desk.incidents.acknowledge.mutate({ incident });
    await desk.incidents.addNote.mutate({ incident, text: 'Firmware?', visibility: 'internal' });
    await desk.incidents.addNote.mutate({ incident, text: 'We look at it', visibility: 'public' });
    const texts = {
      ...{ summary: 'Wi-Fi was down', cause: 'Firmware', wentWell: 'Fast answer', wentBadly: '' },
      actions: [
        {
          ...{ what: 'Update', due: '2026-12-24', isDone: false },
          owner: { id: 'priya', name: 'Priya Raman' },
        },
      ],
    };
    await desk.reviews.write.mutate({ incident, basedOn: 0, ...texts });
    const early = desk.reviews.decide.mutate({ incident, basedOn: 1, move: 'finish' });
    expect(await refusalOf(early)).toMatchObject({ code: 'not-resolved' });
    clock.now += hour;
    await desk.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Restarted' });
    const late = as(priya).reviews.write.mutate({ incident, basedOn: 0, summary: 'Mine' });
    expect(await refusalOf(late)).toMatchObject({ code: 'review-stale', details: { version: 1 } });
    const written = await desk.reviews.decide.mutate({ incident, basedOn: 1, move: 'finish' });
    expect(written.review).toMatchObject({ ...texts, state: 'finished', openActions: 1 });
    expect(written.facts).toMatchObject({
      ...{ detectedAt: start, reportedAt: start, acknowledgedAt: start + hour },
      ...{ resolvedAt: start + 2 * hour, closedAt: null, missed: ['response'] },
    });
    expect(written.course.map(({ kind, isInternal, text }) => [kind, isInternal, text])).toEqual([
      ['reported', false, 'The Wi-Fi on the second floor is down'],
      ['breached', true, null],
      ['acknowledged', false, null],
      ['note', true, 'Firmware?'],
      ['note', false, 'We look at it'],
      ['resolved', false, 'Restarted'],
    ]);
    expect(written.involved.map(({ role, name }) => [role, name])).toEqual([
      ['reporter', 'Rosa Alvarez'],
      ['agent', 'Grace Okafor'],
    ]);
    const denied = as(rosa).reviews.get.query({ incident });
    expect(await refusalOf(denied)).toMatchObject({ code: 'not-allowed' });
  });
});

describe('erasure', () => {
  test('LOG-13 PRB-5 LOG-1: a person’s words are in no problem and no review, also where they are named', async () => {
    const database = await emptyDatabase();
    const { as, kit } = testKit({ database });
    await as(rosa).incidents.report.mutate(report());
    await as(rosa).incidents.report.mutate(report());
    await as(priya).problems.open.mutate({ title: 'Zebra one', description: 'Zebra two' });
    await as(priya).problems.edit.mutate({ problem: 'PRB-1', basedOn: 1, cause: 'Zebra three' });
    await as(grace).problems.edit.mutate({ problem: 'PRB-1', basedOn: 2, workaround: 'Heron' });
    await as(priya).reviews.write.mutate({ incident: 'INC-1', basedOn: 0, summary: 'Zebra four' });
    await as(grace).reviews.write.mutate({
      ...{ incident: 'INC-2', basedOn: 0, summary: 'Heron' },
      actions: [{ what: 'Buy', owner: { id: 'priya', name: 'Priya Raman' } }],
    });
    const erased = await as(amir).people.erase.mutate({ id: 'priya' });
    expect(erased).toMatchObject({ events: 4, more: false });
    const { problem } = await as(grace).problems.get.query({ problem: 'PRB-1' });
    expect(problem).toMatchObject({
      ...{ title: '[erased]', cause: '[erased]', workaround: 'Heron', state: 'known-error' },
    });
    const everything = async () => {
      const store = await testStore(database);
      const log = await wholeLog(store);
      const records = await store.read(async ({ problems }) => [
        await problems.get(1),
        await problems.review(1),
        await problems.review(2),
      ]);
      return JSON.stringify([log, records]);
    };
    expect(await everything()).not.toMatch(/zebra|raman/i);
    await as(grace).reviews.write.mutate({ incident: 'INC-1', basedOn: 2, cause: 'Zebra again' });
    await as(amir).incidents.erase.mutate({ incident: 'INC-1' });
    expect(await everything()).not.toMatch(/zebra/i);
    await kit.close();
  });
});
