import { escalationPoliciesSchema, slaPoliciesSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit } from '../support/kit.ts';
import { teams } from '../support/reported.ts';

const hour = 3_600_000;
const incident = 'INC-1';
const solution = { code: 'fixed', text: 'Done' } as const;

/** A desk whose urgent incidents come to the network’s people in the end, and one of those. */
async function desk(stopOn: 'acknowledge' | 'resolve', reopen: 'resume' | 'new-cycle' = 'resume') {
  const policies = [
    {
      id: 'urgent',
      name: 'Urgent',
      when: { priority: ['P1'] },
      stopOn,
      steps: [
        {
          after: { target: 'resolution', percent: 50 },
          actions: [{ action: 'notify', whom: 'managers', team: 'desk' }],
        },
        {
          after: { target: 'resolution', percent: 100 },
          actions: [{ action: 'reassign', team: 'network' }],
        },
      ],
    },
  ];
  const { kit, as, clock } = testKit({
    configuration: {
      teams,
      'escalation-policies': escalationPoliciesSchema.parse({ policies }),
      'sla-policies': slaPoliciesSchema.parse({ policies: [{ id: 'all', name: 'All', reopen }] }),
    },
  });
  const urgent = { impact: 'high', urgency: 'high' };
  await as(rosa).incidents.report.mutate(report(urgent));
  const admin = as(amir).configuration;
  await admin.publish.mutate({
    kind: 'escalation-policies',
    basedOn: 1,
    document: { policies: [] },
  });
  const without = {
    teams: teams.teams
      .filter((each) => each.id !== 'network')
      .map((each) => ({ ...each, escalatesTo: null })),
  };
  return {
    as,
    agent: as(grace).incidents,
    dissolve: () => admin.publish.mutate({ kind: 'teams', basedOn: 1, document: without }),
    check: () => admin.check.mutate({ kind: 'teams', document: without }),
    publish: (document: typeof teams) =>
      admin.publish.mutate({ kind: 'teams', basedOn: 1, document }),
    pass: async (ms: number) => {
      clock.now += ms;
      await kit.fireDue();
    },
  };
}

test('CFG-18: a team that chains of open incidents may still come to cannot be taken away', async () => {
  const { agent, as, check, dissolve } = await desk('resolve');
  await as(rosa).incidents.report.mutate(report({ impact: 'low', urgency: 'low' }));
  const refusal = await refusalOf(dissolve());
  expect(refusal).toMatchObject({
    code: 'document-invalid',
    httpStatus: 400,
    fields: [
      {
        path: ['document', 'teams'],
        code: 'team-in-use',
        values: { team: 'Network', incidents: 1 },
        message:
          '1 incident has an escalation that may still come to “Network”, a team that this takes away. Keep ' +
          'the team until they are closed; it need not have members.',
      },
    ],
  });
  const { errors } = await check();
  expect(errors.map((each) => each.message)).toEqual(refusal.fields.map((each) => each.message));
  // Resolved, it may still be reopened.
  await agent.resolve.mutate({ incident, ...solution });
  expect((await refusalOf(dissolve())).code).toBe('document-invalid');
  await agent.close.mutate({ incident });
  expect((await check()).errors).toEqual([]);
  expect((await dissolve()).current.version).toBe(2);
});

test('CFG-18: what the refusal advises is taken: the team stays, with nobody in it', async () => {
  const { publish } = await desk('resolve');
  const emptied = teams.teams.map((each) =>
    each.id === 'network' ? { ...each, members: [] } : each,
  );
  expect((await publish({ teams: emptied })).current.version).toBe(2);
});

test('CFG-18: a chain that has ended, is another by now, or has been there, stands in nobody’s way', async () => {
  const ended = await desk('acknowledge');
  await ended.agent.acknowledge.mutate({ incident });
  expect((await ended.dissolve()).current.version).toBe(2);

  const replaced = await desk('resolve');
  await replaced.agent.prioritize.mutate({ incident, impact: 'low', urgency: 'low' });
  expect((await replaced.dissolve()).current.version).toBe(2);

  const over = await desk('resolve');
  await over.pass(5 * hour);
  expect((await over.dissolve()).current.version).toBe(2);
});

test('CFG-18: where a reopening begins the chain again, it may come to the team again', async () => {
  const { agent, dissolve, pass } = await desk('acknowledge', 'new-cycle');
  await agent.acknowledge.mutate({ incident });
  await pass(5 * hour);
  expect((await refusalOf(dissolve())).fields[0]?.code).toBe('team-in-use');
  await agent.cancel.mutate({ incident, reason: 'By mistake' });
  expect((await dissolve()).current.version).toBe(2);
});
