import { defaultWorkflow, workflowSchema } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDatabase, testStore } from './support/database.ts';
import {
  amir,
  grace,
  refusalOf,
  report,
  rosa,
  testKit,
  tom,
  visitor,
  withKit,
} from './support/kit.ts';
import { wholeLog } from './support/log.ts';
import { reported, teams } from './support/reported.ts';

const minute = 60_000;
const hour = 60 * minute;

const hannah = { role: 'manager', sub: 'hannah', name: 'Hannah Weiss' } as const;
const jonas = { role: 'agent', sub: 'jonas', name: 'Jonas Lind' } as const;

const solution = { code: 'fixed', text: 'Replaced the switch' } as const;

describe('the life of an incident', () => {
  test('INC-9 INC-20: from the report to the reporter’s word, through every stage', async () => {
    const { as, desk, incident, clock, get, kinds } = await reported();
    const step = async (act: () => Promise<unknown>) => {
      clock.now += minute;
      await act();
    };
    await step(() => desk.categorize.mutate({ incident, category: 'outage' }));
    await step(() => desk.acknowledge.mutate({ incident }));
    await step(() => desk.assign.mutate({ incident, team: 'desk', assignee: 'grace' }));
    await step(() => desk.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Part ordered' }));
    expect((await get()).incident.clocks.resolution.state).toBe('paused');
    await step(() => desk.resume.mutate({ incident }));
    await step(() => desk.escalate.mutate({ incident, kind: 'functional', reason: 'Cabling' }));
    await step(() => desk.escalate.mutate({ incident, kind: 'hierarchical', reason: 'The fair' }));
    await step(() => desk.resolve.mutate({ incident, ...solution }));
    await step(() => as(rosa).incidents.confirm.mutate({ incident, fixed: true, text: 'Thanks' }));
    expect(await kinds()).toEqual([
      'reported',
      'categorized',
      'acknowledged',
      'assigned',
      'moved',
      'moved',
      'escalated',
      'escalated',
      'resolved',
      'closed',
    ]);
    const whole = (await get()).incident;
    expect(whole).toMatchObject({
      status: { id: 'closed', category: 'closed' },
      team: 'network',
      assignee: null,
      managementLevel: 1,
      closed: { why: 'confirmed', by: 'Rosa Alvarez' },
      clocks: { response: { state: 'met' }, resolution: { state: 'met', elapsedMs: 7 * minute } },
    });
    expect(whole.stages.filter((each) => each.at === null)).toEqual([]);
    // What the desk says among itself, and to whom it gives the work, is not for the reporter.
    expect((await get(rosa)).incident).toMatchObject({
      team: null,
      assignee: null,
      managementLevel: 0,
    });
    expect(JSON.stringify(await get(rosa))).not.toMatch(/network|The fair|Cabling|Part ordered/);
    expect(await kinds(rosa)).toEqual([
      'reported',
      'categorized',
      'acknowledged',
      'moved',
      'moved',
      'resolved',
      'closed',
    ]);
  });

  test('CFG-17: what was decided by a document says by which version of it', async () => {
    const database = await emptyDatabase();
    const { kit, desk, incident } = await reported({ database });
    await desk.categorize.mutate({ incident, category: 'outage' });
    await desk.acknowledge.mutate({ incident });
    await desk.assign.mutate({ incident, team: 'desk' });
    await desk.escalate.mutate({ incident, kind: 'functional', reason: 'Cabling' });
    await desk.prioritize.mutate({ incident, urgency: 'low' });
    await kit.close();
    const log = await wholeLog(await testStore(database));
    const terms = { policiesVersion: 1, calendar: '24x7' };
    expect(
      log.filter((each) => each.stream === 'incident/1').map((each) => each.data),
    ).toMatchObject([
      { matrixVersion: 1, workflowVersion: 1, catalogueVersion: 1, terms },
      { catalogueVersion: 1 },
      { workflowVersion: 1 },
      { teamsVersion: 1 },
      { teamsVersion: 1 },
      { matrixVersion: 1, terms },
    ]);
  });

  test('INC-10: a step that the workflow does not allow says where it can go, and changes nothing', async () => {
    const { desk, incident, get } = await reported();
    await desk.resolve.mutate({ incident, ...solution });
    const before = await get();
    expect(
      await refusalOf(desk.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Part' })),
    ).toMatchObject({ code: 'already-resolved' });
    expect(await refusalOf(desk.cancel.mutate({ incident, reason: 'By mistake' }))).toMatchObject({
      code: 'already-resolved',
    });
    await desk.close.mutate({ incident });
    expect(await refusalOf(desk.reopen.mutate({ incident, reason: 'It is back' }))).toMatchObject({
      code: 'already-closed',
      details: { why: 'desk' },
    });
    expect((await get()).incident.seq).toBeGreaterThan(before.incident.seq);
    const { ways } = await get();
    expect(ways).toEqual([]);
  });

  test('INC-10: a desk’s own workflow decides, with what it wants to know first', async () => {
    const workflow = workflowSchema.parse({
      ...defaultWorkflow,
      statuses: [
        ...defaultWorkflow.statuses,
        { id: 'in-review', name: 'In review', category: 'active' },
      ],
      transitions: [
        ...defaultWorkflow.transitions.filter((each) => each.to !== 'resolved'),
        { from: 'in-progress', to: 'in-review', requires: ['assignee', 'reason'] },
        { from: 'in-review', to: 'resolved', requires: ['category'] },
      ],
    });
    const { desk, incident, get } = await reported({ configuration: { teams, workflow } });
    await desk.acknowledge.mutate({ incident });
    expect(await refusalOf(desk.resolve.mutate({ incident, ...solution }))).toMatchObject({
      code: 'transition-not-allowed',
      httpStatus: 409,
      message:
        'INC-1 is “In progress” and cannot become “Resolved” from there. It can become ' +
        '“Waiting for reporter”, “Waiting for vendor”, “Waiting for change”, “Waiting for problem”, ' +
        '“Cancelled”, “In review”.',
    });
    expect(await refusalOf(desk.move.mutate({ incident, to: 'in-review' }))).toMatchObject({
      code: 'field-required',
      fields: [{ path: ['assignee'] }, { path: ['reason'] }],
    });
    await desk.assign.mutate({ incident, assignee: 'grace' });
    await desk.move.mutate({ incident, to: 'in-review', reason: 'Looks done' });
    expect((await get()).incident.status.name).toBe('In review');
    expect((await refusalOf(desk.resolve.mutate({ incident, ...solution }))).message).toBe(
      'Before it becomes “Resolved”: Give it a category first.',
    );
  });

  test('INC-11: no reopens with the answer; silence closes after three days, and only then', async () => {
    const { as, desk, incident, clock, kit, get } = await reported();
    await desk.resolve.mutate({ incident, ...solution });
    expect(
      await refusalOf(as(rosa).incidents.confirm.mutate({ incident, fixed: false, text: '' })),
    ).toMatchObject({ code: 'invalid-input', fields: [{ path: ['text'] }] });
    await as(rosa).incidents.confirm.mutate({ incident, fixed: false, text: 'Still dark here' });
    expect((await get()).incident).toMatchObject({
      status: { category: 'active' },
      reopened: 1,
      resolved: null,
      closesAt: null,
    });
    await desk.resolve.mutate({ incident, ...solution });
    const resolvedAt = clock.now;
    clock.now = resolvedAt + 72 * hour - 1;
    await kit.fireDue();
    expect((await get()).incident.status.category).toBe('resolved');
    clock.now += 1;
    await kit.fireDue();
    expect((await get()).incident).toMatchObject({
      status: { category: 'closed' },
      closed: { why: 'silence', at: resolvedAt + 72 * hour },
    });
    expect(
      (await refusalOf(as(rosa).incidents.confirm.mutate({ incident, fixed: false, text: 'Hm!' })))
        .code,
    ).toBe('already-closed');
  });

  test('INC-11: whoever reported without a token answers with the receipt', async () => {
    const kit = testKit();
    const { receipt } = await kit.as(visitor).incidents.report.mutate(report());
    await kit.as(grace).incidents.resolve.mutate({ incident: 'INC-1', ...solution });
    const holder = kit.as({ bearer: receipt?.token ?? '' }).incidents;
    const { may } = await holder.get.query({ incident: 'INC-1' });
    expect(may).toEqual(expect.arrayContaining(['confirm-fixed', 'not-fixed']));
    const { incident } = await holder.confirm.mutate({ incident: 'INC-1', fixed: true });
    expect(incident.closed?.why).toBe('confirmed');
  });

  test('INC-12: of two who act on the same state the second is told what changed, and changes nothing', async () => {
    const { as, desk, incident, get } = await reported();
    const { seq } = (await get()).incident;
    await as(jonas).incidents.prioritize.mutate({ incident, urgency: 'low', basedOn: seq });
    const late = desk.assign.mutate({ incident, team: 'desk', basedOn: seq });
    expect(await refusalOf(late)).toMatchObject({
      code: 'incident-conflict',
      httpStatus: 409,
      message:
        'Jonas Lind changed the priority of INC-1 meanwhile. Look at it as it is now, then decide again.',
      details: { changed: [{ what: 'the priority', by: 'Jonas Lind', seq: seq + 1 }] },
    });
    expect((await get()).incident.team).toBeNull();
    // What people say is no reason to stop anybody.
    const { incident: now } = await get();
    await as(rosa).incidents.addNote.mutate({ incident, text: 'Any news?' });
    await desk.assign.mutate({ incident, team: 'desk', basedOn: now.seq });
  });

  test('INC-12: whoever acts at the same time, exactly one of them is first', async () => {
    const { as, incident, get } = await reported();
    const { seq: basedOn } = (await get()).incident;
    const people = Array.from({ length: 8 }, (_, index) => ({
      role: 'agent' as const,
      sub: `agent-${index}`,
      name: `Agent ${index}`,
    }));
    const outcomes = await Promise.allSettled(
      people.map((who, index) =>
        index % 2
          ? as(who).incidents.resolve.mutate({ incident, ...solution, basedOn })
          : as(who).incidents.cancel.mutate({ incident, reason: 'Seen twice', basedOn }),
      ),
    );
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  test('INC-13: assigning takes a team that exists and a person of it', async () => {
    const { desk, incident, get } = await reported();
    expect(await refusalOf(desk.assign.mutate({ incident, team: 'nobody' }))).toMatchObject({
      code: 'team-unknown',
      message: 'There is no team “nobody”. There are “desk”, “network”.',
    });
    expect(
      await refusalOf(desk.assign.mutate({ incident, team: 'network', assignee: 'grace' })),
    ).toMatchObject({ code: 'person-not-in-team' });
    await desk.assign.mutate({ incident, assignee: 'mei' });
    expect((await get()).incident).toMatchObject({ team: 'network', assignee: { id: 'mei' } });
    await desk.unassign.mutate({ incident });
    expect((await get()).incident).toMatchObject({ team: 'network', assignee: null });
    await desk.unassign.mutate({ incident, team: true });
    expect((await refusalOf(desk.unassign.mutate({ incident }))).code).toBe('nothing-changed');
  });

  test('INC-14: a functional escalation goes to the next team, a hierarchical one to management', async () => {
    const { as, desk, incident, get } = await reported();
    expect(
      (await refusalOf(desk.escalate.mutate({ incident, kind: 'functional', reason: 'Help' })))
        .code,
    ).toBe('invalid-input');
    expect(
      (
        await refusalOf(
          desk.escalate.mutate({ incident, kind: 'functional', team: 'ops', reason: 'Help' }),
        )
      ).code,
    ).toBe('team-unknown');
    await desk.assign.mutate({ incident, team: 'desk' });
    await desk.escalate.mutate({ incident, kind: 'hierarchical', reason: 'The fair is tomorrow' });
    expect((await get()).incident).toMatchObject({ team: 'desk', managementLevel: 1 });
    const { notifications } = await as(hannah).notifications.list.query({});
    expect(notifications).toMatchObject([
      { incident: 'INC-1', entry: { kind: 'escalated', reason: 'The fair is tomorrow' } },
    ]);
    expect((await as(jonas).notifications.list.query({})).notifications).toMatchObject([
      { entry: { kind: 'assigned', team: 'desk' } },
    ]);
  });

  test('INC-15: a duplicate is closed, both say so, and the other one lives on', async () => {
    const { as, desk, incident, get } = await reported();
    await as(tom).incidents.report.mutate(report());
    const merged = await desk.merge.mutate({ incident: 'INC-2', into: 'INC-1', reason: 'Same' });
    expect(merged.incident).toMatchObject({
      status: { category: 'closed' },
      duplicateOf: 'INC-1',
      closed: { why: 'duplicate' },
      clocks: { resolution: { state: 'none' } },
    });
    expect((await get()).incident.duplicates).toEqual(['INC-2']);
    for (const [from, into] of [
      ['INC-1', 'INC-1'],
      ['INC-1', 'INC-2'],
      ['INC-1', 'INC-9'],
    ] as const) {
      const refusal = await refusalOf(desk.merge.mutate({ incident: from, into }));
      expect(refusal.code).toBe('merge-not-possible');
      // Nobody is advised to merge an incident into itself.
      if (into === 'INC-2') expect(refusal.message).toBe('INC-2 was merged into this one already.');
    }
    expect((await refusalOf(desk.acknowledge.mutate({ incident: 'INC-2' }))).code).toBe(
      'already-closed',
    );
    await desk.acknowledge.mutate({ incident });
  });

  test('INC-16: links to incidents need incidents, and parents no circles', async () => {
    const { as, desk, incident, get } = await reported();
    await as(tom).incidents.report.mutate(report());
    await desk.link.mutate({ incident, kind: 'problem', target: 'PRB-7' });
    await desk.link.mutate({ incident: 'INC-2', kind: 'parent', target: 'INC-1' });
    const refused = (input: { incident: string; kind: 'parent' | 'related'; target: string }) =>
      refusalOf(desk.link.mutate(input));
    expect((await refused({ incident, kind: 'parent', target: 'INC-2' })).message).toBe(
      'INC-2 is itself below INC-1.',
    );
    expect((await refused({ incident, kind: 'related', target: 'INC-9' })).code).toBe(
      'link-not-possible',
    );
    await desk.unlink.mutate({ incident, kind: 'problem', target: 'PRB-7' });
    expect((await get()).incident.links).toEqual([]);
  });

  test('INC-17: a note is changed by who wrote it, taken back also by managers, and the first words stay in the log', async () => {
    const { as, desk, incident } = await reported();
    const { entry } = await desk.addNote.mutate({ incident, text: 'The router is at fault' });
    const note = entry.seq;
    expect(
      (await refusalOf(as(jonas).incidents.editNote.mutate({ incident, note, text: 'No' }))).code,
    ).toBe('note-not-yours');
    await desk.editNote.mutate({ incident, note, text: 'The switch is at fault' });
    const texts = async (who: typeof rosa | typeof grace) => {
      const { entries } = await as(who).incidents.timeline.query({ incident });
      return JSON.stringify(entries);
    };
    expect(await texts(rosa)).toContain('The switch is at fault');
    expect(await texts(rosa)).not.toContain('router');
    await as(hannah).incidents.retractNote.mutate({ incident, note });
    expect(await texts(rosa)).not.toContain('is at fault');
    expect((await refusalOf(desk.editNote.mutate({ incident, note, text: 'Again' }))).code).toBe(
      'note-retracted',
    );
    // Not even by its number does anybody learn of a note that is not for them.
    const { entry: secret } = await desk.addNote.mutate({
      incident,
      text: 'They always say that',
      visibility: 'internal',
    });
    expect(
      (await refusalOf(as(rosa).incidents.retractNote.mutate({ incident, note: secret.seq }))).code,
    ).toBe('note-not-found');
  });

  test('INC-18: me too is said once, by somebody else, and shows nothing of the incident', async () => {
    const { as, incident, get } = await reported();
    expect((await as(tom).incidents.join.mutate({ incident })).affected).toBe(1);
    for (const who of [tom, rosa]) {
      expect((await refusalOf(as(who).incidents.join.mutate({ incident }))).code).toBe(
        'nothing-changed',
      );
    }
    expect((await refusalOf(as(tom).incidents.get.query({ incident }))).code).toBe(
      'incident-not-found',
    );
    expect((await get()).incident.affected).toBe(1);
  });

  test('INC-19: an incident that waits for the reporter goes on when the reporter writes', async () => {
    const { as, desk, incident, get } = await reported();
    await desk.hold.mutate({ incident, to: 'waiting-reporter', reason: 'Which room?' });
    await desk.addNote.mutate({ incident, text: 'Which room is it?' });
    expect((await get()).incident.status.category).toBe('waiting');
    await as(rosa).incidents.addNote.mutate({ incident, text: 'Room 12' });
    expect((await get()).incident.status.category).toBe('active');
  });

  test('PRI-6: the priority follows impact and urgency, until it is set by hand, and again when it is given back', async () => {
    const { desk, incident, get } = await reported();
    const priority = async () => (await get()).incident.priority;
    await desk.prioritize.mutate({ incident, urgency: 'low' });
    expect(await priority()).toBe('P3');
    await desk.overridePriority.mutate({ incident, priority: 'P2', reason: 'The board asked' });
    await desk.prioritize.mutate({ incident, impact: 'low' });
    expect((await get()).incident).toMatchObject({
      priority: 'P2',
      impact: 'low',
      override: { by: 'Grace Okafor', reason: 'The board asked' },
      clocks: { resolution: { targetMs: 8 * hour } },
    });
    await desk.restorePriority.mutate({ incident });
    expect((await get()).incident).toMatchObject({
      priority: 'P4',
      override: null,
      clocks: { resolution: { targetMs: 72 * hour } },
    });
    expect((await refusalOf(desk.restorePriority.mutate({ incident }))).code).toBe(
      'nothing-changed',
    );
    expect(
      (await refusalOf(desk.overridePriority.mutate({ incident, priority: 'P9', reason: 'Why' })))
        .message,
    ).toBe('There is no priority “P9”. Choose one of P1, P2, P3, P4.');
  });

  test('ACC-1 INC-8: who may do what, to what', async () => {
    const { as, incident } = await reported();
    const mine = as(rosa).incidents;
    const others = as(tom).incidents;
    expect((await refusalOf(mine.assign.mutate({ incident, team: 'desk' }))).code).toBe(
      'not-allowed',
    );
    expect((await refusalOf(others.cancel.mutate({ incident, reason: 'Ha ha' }))).code).toBe(
      'incident-not-found',
    );
    expect((await refusalOf(as(visitor).incidents.join.mutate({ incident }))).code).toBe(
      'sign-in-required',
    );
    await mine.cancel.mutate({ incident, reason: 'Found it myself' });
    expect((await as(amir).incidents.list.query({ status: 'closed' })).total).toBe(1);
  });

  test('INC-12 LOG-5 LOG-7: any interleaving of commands keeps what the rules promise', async () => {
    const act = fc.record({
      who: fc.constantFrom(grace, jonas, rosa, hannah),
      do: fc.constantFrom(
        'acknowledge',
        'hold',
        'resume',
        'resolve',
        'reopen',
        'close',
        'cancel',
        'assign',
        'escalate',
        'merge',
        'note',
        'prioritize',
      ),
      to: fc.constantFrom('INC-1', 'INC-2'),
      wait: fc.constantFrom(0, 0, 10 * minute, 5 * hour, 80 * hour),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(act, { maxLength: 5 }), { maxLength: 8 }), (rounds) =>
        withKit(
          async ({ kit, as, clock }) => {
            await as(rosa).incidents.report.mutate(report());
            await as(rosa).incidents.report.mutate(report());
            for (const round of rounds) {
              clock.now += round[0]?.wait ?? 0;
              await Promise.allSettled([
                kit.fireDue(),
                ...round.map(({ who, do: what, to: incident }) => {
                  const api = as(who).incidents;
                  const all = {
                    acknowledge: () => api.acknowledge.mutate({ incident }),
                    hold: () => api.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Wait' }),
                    resume: () => api.resume.mutate({ incident }),
                    resolve: () => api.resolve.mutate({ incident, ...solution }),
                    reopen: () => api.reopen.mutate({ incident, reason: 'Again' }),
                    close: () => api.close.mutate({ incident }),
                    cancel: () => api.cancel.mutate({ incident, reason: 'Gone' }),
                    assign: () => api.assign.mutate({ incident, team: 'desk' }),
                    escalate: () =>
                      api.escalate.mutate({ incident, kind: 'functional', reason: 'Help' }),
                    merge: () => api.merge.mutate({ incident, into: 'INC-1' }),
                    note: () => api.addNote.mutate({ incident, text: 'Hm' }),
                    prioritize: () => api.prioritize.mutate({ incident, urgency: 'low' }),
                  };
                  return all[what]();
                }),
              ]);
            }
            for (const incident of ['INC-1', 'INC-2']) {
              const { entries } = await as(grace).incidents.timeline.query({ incident });
              const kinds = entries.map((entry) => entry.kind);
              const count = (kind: string) => kinds.filter((each) => each === kind).length;
              expect(count('acknowledged')).toBeLessThanOrEqual(1);
              expect(count('closed') + count('cancelled') + count('merged')).toBeLessThanOrEqual(1);
              // Between two resolutions it was reopened, and what is closed is never reopened.
              expect(count('resolved') - count('reopened')).toBeGreaterThanOrEqual(0);
              expect(count('resolved') - count('reopened')).toBeLessThanOrEqual(1);
              const end = kinds.findIndex((each) =>
                ['closed', 'cancelled', 'merged'].includes(each),
              );
              const after = end < 0 ? [] : kinds.slice(end + 1);
              expect(after.filter((each) => each !== 'note')).toEqual([]);
              expect(entries.map((entry) => entry.at)).toEqual(
                entries.map((entry) => entry.at).sort((a, b) => a - b),
              );
            }
          },
          { configuration: { teams } },
        ),
      ),
      { numRuns: 15 },
    );
  });
});
