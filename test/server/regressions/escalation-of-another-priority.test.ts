import { escalationPoliciesSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { amir, grace, report, rosa, testKit } from '../support/kit.ts';
import { teams } from '../support/reported.ts';

const minute = 60_000;
const hour = 60 * minute;
const incident = 'INC-1';

const raise = { action: 'raise' } as const;
const after = (target: 'response' | 'resolution', percent: number) => ({
  after: { target, percent },
  actions: [raise],
});

/** Raised once half of the time for an answer has passed, and once that for the solution is over. */
const critical = {
  id: 'critical',
  name: 'Critical',
  when: { priority: ['P1'] },
  steps: [after('response', 50), after('resolution', 100)],
};

const mail = {
  id: 'mail',
  name: 'Mail',
  when: { service: ['email'] },
  steps: [after('resolution', 10)],
};

/** A desk with these escalation policies, and an incident of the lowest priority or the highest. */
async function desk(policies: object[] = [critical], level: 'low' | 'high' = 'low') {
  const { kit, as, clock } = testKit({
    configuration: {
      teams,
      'escalation-policies': escalationPoliciesSchema.parse({ policies }),
    },
  });
  const start = clock.now;
  await as(rosa).incidents.report.mutate(report({ impact: level, urgency: level }));
  const agent = as(grace).incidents;
  return {
    as,
    agent,
    set: (to: 'low' | 'high') => agent.prioritize.mutate({ incident, impact: to, urgency: to }),
    publish: (document: object, kind = 'escalation-policies') =>
      as(amir).configuration.publish.mutate({ kind, basedOn: 1, document } as never),
    at: async (later: number) => {
      clock.now = start + later;
      // However often and wherever somebody looks.
      await Promise.all([kit.fireDue(), kit.fireDue()]);
    },
    /** Which step of which policy was taken, and after how many minutes that was due. */
    taken: async () => {
      const { entries } = await agent.timeline.query({ incident });
      return entries.flatMap((each) =>
        each.kind === 'escalation-step-taken'
          ? [`${each.policy} ${each.step} ${(each.trueAt - start) / minute}`]
          : [],
      );
    },
    level: async () => (await agent.get.query({ incident })).incident.managementLevel,
  };
}

test('ESC-8: what became urgent a minute after the report is raised as what was reported so', async () => {
  const { at, set, taken, level } = await desk();
  await at(minute);
  await set('high');
  await at(8 * minute);
  expect(await taken()).toEqual(['critical 0 7.5']);
  await at(8 * hour);
  expect(await taken()).toEqual(['critical 0 7.5', 'critical 1 240']);
  expect(await level()).toBe(2);
});

test('ESC-8: what is no longer urgent is raised to nobody', async () => {
  const { at, set, taken, level } = await desk([critical], 'high');
  await at(minute);
  await set('low');
  await at(80 * hour);
  expect(await taken()).toEqual([]);
  expect(await level()).toBe(0);
});

test('ESC-8: what the new chain would have done already is done at once, in order and once', async () => {
  const { at, set, taken } = await desk([
    { ...critical, steps: [...critical.steps].reverse() },
    { ...critical, id: 'rest', name: 'The rest', when: {}, steps: [after('response', 1)] },
  ]);
  await at(5 * hour);
  const before = await taken();
  expect(before).toEqual(['rest 0 4.8']);
  await set('high');
  await at(5 * hour + 1);
  await at(6 * hour);
  // What the chain before has done stays.
  expect(await taken()).toEqual([...before, 'critical 1 7.5', 'critical 0 240']);
});

test('ESC-8: a chain that comes back goes on where it was left', async () => {
  const { at, set, taken } = await desk([critical], 'high');
  await at(10 * minute);
  await set('low');
  await at(20 * minute);
  await set('high');
  await at(3 * hour);
  expect(await taken()).toEqual(['critical 0 7.5']);
  await at(5 * hour);
  expect(await taken()).toEqual(['critical 0 7.5', 'critical 1 240']);
});

test('ESC-8: a priority set by hand, and given back, is followed', async () => {
  const { at, agent, taken } = await desk();
  await agent.overridePriority.mutate({ incident, priority: 'P1', reason: 'The board asked' });
  await at(8 * minute);
  expect(await taken()).toEqual(['critical 0 7.5']);
  await agent.restorePriority.mutate({ incident });
  await at(60 * hour);
  expect(await taken()).toEqual(['critical 0 7.5']);
  await agent.overridePriority.mutate({ incident, priority: 'P1', reason: 'Again' });
  await at(61 * hour);
  expect(await taken()).toEqual(['critical 0 7.5', 'critical 1 240']);
});

test('ESC-8: levels that move no priority, because it was set by hand, change nothing', async () => {
  const { at, agent, set, taken } = await desk();
  await agent.overridePriority.mutate({ incident, priority: 'P4', reason: 'Not today' });
  await set('high');
  await at(8 * hour);
  expect(await taken()).toEqual([]);
});

test('ESC-8: another service or category is followed, and taking it away', async () => {
  const { at, agent, taken } = await desk([
    mail,
    { ...mail, id: 'outage', name: 'Outage', when: { category: ['outage'] } },
  ]);
  await agent.categorize.mutate({ incident, service: 'email' });
  await at(7 * hour);
  await agent.categorize.mutate({ incident, service: null });
  await at(9 * hour);
  expect(await taken()).toEqual([]);
  await agent.categorize.mutate({ incident, category: 'outage' });
  await at(9 * hour + 1);
  expect(await taken()).toEqual([`outage 0 ${7.2 * 60}`]);
});

test('ESC-5 ESC-8: while the same policy is for it, it keeps the chain that it has', async () => {
  const urgent = { ...critical, id: 'urgent', when: { priority: ['P1', 'P2'] } };
  const { at, agent, publish, taken } = await desk([urgent], 'high');
  await publish({ policies: [{ ...urgent, steps: [after('response', 1)] }] });
  await agent.prioritize.mutate({ incident, urgency: 'medium' });
  await at(16 * minute);
  // Measured by the target of the new priority: half of half an hour.
  expect(await taken()).toEqual(['urgent 0 15']);
});

test('ESC-8: a policy that is no more is not found again: its chain ends', async () => {
  const urgent = { ...critical, id: 'urgent', when: { priority: ['P1', 'P2'] } };
  const { at, agent, publish, taken } = await desk([urgent], 'high');
  await publish({ policies: [] });
  await agent.prioritize.mutate({ incident, urgency: 'medium' });
  await at(20 * hour);
  expect(await taken()).toEqual([]);
});

test('ESC-8: a matrix that is published later moves an incident when its levels are changed', async () => {
  const { at, agent, as, taken } = await desk();
  const { current } = await as(amir).matrix.current.query();
  const { cells } = current.matrix;
  await as(amir).matrix.publish.mutate({
    basedOn: 1,
    matrix: { ...current.matrix, cells: { ...cells, low: { ...cells.low, medium: 'P1' } } },
  });
  await at(8 * minute);
  expect(await taken()).toEqual([]);
  await agent.prioritize.mutate({ incident, urgency: 'medium' });
  await at(9 * minute);
  expect(await taken()).toEqual(['critical 0 7.5']);
});

test('ESC-8: held and acknowledged incidents are raised as far as their clocks run, and no further', async () => {
  const held = await desk();
  await held.at(minute);
  await held.agent.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Part ordered' });
  await held.set('high');
  await held.at(20 * hour);
  // The time for an answer runs while it waits, that for the solution does not.
  expect(await held.taken()).toEqual(['critical 0 7.5']);
  await held.agent.resume.mutate({ incident });
  await held.at(24 * hour);
  expect(await held.taken()).toEqual(['critical 0 7.5', `critical 1 ${24 * 60 - 1}`]);

  const seen = await desk();
  await seen.agent.acknowledge.mutate({ incident });
  await seen.set('high');
  await seen.at(20 * hour);
  expect(await seen.taken()).toEqual([]);
});
