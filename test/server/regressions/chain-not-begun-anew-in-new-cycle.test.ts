import { escalationPoliciesSchema, slaPoliciesSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { grace, refusalOf, report, rosa, testKit } from '../support/kit.ts';

const minute = 60_000;
const hour = 60 * minute;
const incident = 'INC-1';
const solution = { code: 'fixed', text: 'Done' } as const;

/** An incident whose chain was ended by Grace, who acknowledged it, and that was resolved and reopened. */
async function reopened(reopen: 'resume' | 'new-cycle') {
  const policies = [
    {
      id: 'urgent',
      name: 'Urgent',
      stopOn: 'acknowledge',
      steps: [25, 50].map((percent) => ({
        after: { target: 'resolution', percent },
        actions: [{ action: 'raise' }],
      })),
    },
  ];
  const { kit, as, clock } = testKit({
    configuration: {
      'escalation-policies': escalationPoliciesSchema.parse({ policies }),
      'sla-policies': slaPoliciesSchema.parse({ policies: [{ id: 'all', name: 'All', reopen }] }),
    },
  });
  const start = clock.now;
  await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
  const agent = as(grace).incidents;
  const at = async (after: number) => {
    clock.now = start + after;
    await kit.fireDue();
  };
  await at(90 * minute);
  await agent.acknowledge.mutate({ incident });
  await at(3 * hour);
  await agent.resolve.mutate({ incident, ...solution });
  await at(10 * hour);
  await as(rosa).incidents.confirm.mutate({ incident, fixed: false, text: 'Still dark here' });
  return {
    at,
    agent,
    start,
    get: () => agent.get.query({ incident }),
    raised: async () => {
      const { entries } = await agent.timeline.query({ incident });
      return entries.flatMap((each) =>
        each.kind === 'escalation-step-taken' ? [(each.trueAt - start) / hour] : [],
      );
    },
  };
}

test('ESC-4 SLA-16: a reopening with a new cycle begins the chain again, until somebody takes notice again', async () => {
  const { at, agent, start, get, raised } = await reopened('new-cycle');
  expect(await raised()).toEqual([1]);
  expect((await get()).may).toContain('acknowledge');
  await at(11 * hour + 30 * minute);
  expect(await raised()).toEqual([1, 11]);
  await agent.acknowledge.mutate({ incident });
  await at(40 * hour);
  expect(await raised()).toEqual([1, 11]);
  const answer = await get();
  expect(answer.may).not.toContain('acknowledge');
  expect(answer.incident.acknowledged?.at).toBe(start + 11.5 * hour);
  // Somebody has looked at it for the first time long before.
  const [, , , , diagnosis] = answer.incident.stages;
  expect(diagnosis).toEqual({ stage: 'diagnosis', at: start + 1.5 * hour });
  expect(await refusalOf(agent.acknowledge.mutate({ incident }))).toMatchObject({
    code: 'already-acknowledged',
    details: { at: start + 11.5 * hour },
  });
});

test('ESC-4 SLA-16: in the same instant, too', async () => {
  const { agent, get, at, raised } = await reopened('new-cycle');
  await agent.acknowledge.mutate({ incident });
  await agent.resolve.mutate({ incident, ...solution });
  await agent.reopen.mutate({ incident, reason: 'By mistake' });
  expect((await get()).may).toContain('acknowledge');
  await at(11 * hour);
  expect(await raised()).toEqual([1, 11]);
});

test('ESC-4: where the clock goes on, so does what has ended: it stays ended', async () => {
  const { at, get, raised } = await reopened('resume');
  expect((await get()).may).not.toContain('acknowledge');
  await at(40 * hour);
  expect(await raised()).toEqual([1]);
});
