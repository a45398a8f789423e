import {
  escalationPoliciesSchema,
  routingRulesSchema,
  schedulesSchema,
  teamsSchema,
} from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';

const hour = 3_600_000;

const teams = teamsSchema.parse({
  teams: [
    { id: 'desk', name: 'Service desk', members: [{ id: 'grace', name: 'Grace' }] },
    { id: 'network', name: 'Network', members: [{ id: 'oluwaseun', name: 'Oluwaseun' }] },
  ],
});
const routing = routingRulesSchema.parse({
  rules: [{ id: 'all', name: 'Everything', route: { team: 'desk' } }],
});
const people = ['ana', 'bo'].map((id) => ({ id, name: id.toUpperCase() }));
const hourly = {
  id: 'hourly',
  name: 'Hourly',
  zone: 'UTC',
  start: '2026-01-01T00:00',
  length: { unit: 'hours', count: 1 },
  people,
};

function scheduleWith(change: object = {}, layer: object = {}) {
  const schedule = { id: 'net', name: 'Network', layers: [{ ...hourly, ...layer }], ...change };
  return schedulesSchema.parse({ schedules: [schedule] });
}

const gap = { start: '2027-01-01T00:00' };
const notify = { action: 'notify', whom: 'on-call', schedule: 'net' } as const;
const policies = (...actions: object[]) =>
  escalationPoliciesSchema.parse({
    policies: [
      { id: 'p1', name: 'P1', steps: [{ after: { target: 'response', percent: 50 }, actions }] },
    ],
  });

const incident = 'INC-1';

/** What is said of the step of an incident that was reported in the first hour, which is Bo’s. */
async function escalated(
  schedules: object,
  { lateMs = hour / 2, actions = [notify] as object[], meanwhile = async (_as: As) => {} } = {},
) {
  const { kit, as, clock } = testKit({
    configuration: {
      teams,
      'routing-rules': routing,
      schedules: schedulesSchema.parse(schedules),
      'escalation-policies': policies(...actions),
    },
  });
  await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
  await meanwhile(as);
  clock.now += lateMs;
  await Promise.all([kit.fireDue(), kit.fireDue()]);
  const { decisions } = await as(grace).notifications.explain.query({ incident });
  const { entries } = await as(grace).incidents.timeline.query({ incident });
  const step = decisions.filter(({ event }) => event === 'incident.escalation-step-taken');
  const entry = entries.find(({ kind }) => kind === 'escalation-step-taken');
  return { as, step, entry };
}

type As = ReturnType<typeof testKit>['as'];

describe('a step that notifies whoever is on call', () => {
  test('ESC-10: they find it among their notifications, and it is said which schedule named them', async () => {
    const { as, step, entry } = await escalated(scheduleWith());
    expect(step).toMatchObject([
      {
        rule: 'on-call',
        schedule: 'net',
        told: { whom: 'person', person: 'bo' },
        people: ['bo'],
        why: null,
      },
    ]);
    const listed = (sub: string) => as({ role: 'agent', sub }).notifications.list.query({});
    expect((await listed('bo')).notifications.map((each) => each.entry.seq)).toEqual([entry?.seq]);
    expect((await listed('ana')).notifications).toEqual([]);
    const onCall = [{ schedule: 'net', schedulesVersion: 1, person: 'bo', team: null }];
    expect(entry).toMatchObject({ actions: [notify], onCall });
  });

  test('ESC-10: after a standstill it is whoever is on call by then', async () => {
    const { step } = await escalated(scheduleWith(), { lateMs: hour + hour / 2 });
    expect(step.map(({ people }) => people)).toEqual([['ana']]);
  });

  test('ONC-6 ESC-10: in a gap the team is told that the schedule falls back to, or, without one, nobody', async () => {
    const fallback = await escalated(scheduleWith({ fallback: 'network' }, gap));
    expect(fallback.step).toMatchObject([
      { rule: 'on-call', told: { whom: 'team', team: 'network' }, people: ['oluwaseun'] },
    ]);
    const none = await escalated(scheduleWith({}, gap));
    expect(none.step).toMatchObject([
      { rule: 'on-call', schedule: 'net', told: null, people: [], why: 'nobody-on-call' },
    ]);
  });

  test('ESC-10: each action asks its own schedule', async () => {
    const schedules = {
      schedules: [
        ...scheduleWith().schedules,
        ...scheduleWith({ id: 'db', fallback: 'network' }, gap).schedules,
      ],
    };
    const actions = [{ ...notify, schedule: 'db' }, { action: 'notify', whom: 'team' }, notify];
    const { step } = await escalated(schedules, { actions });
    expect(step.map(({ rule, people }) => [rule, people.join()])).toEqual([
      ['on-call', 'oluwaseun'],
      ['step', 'grace'],
      ['on-call', 'bo'],
    ]);
  });

  test('ESC-5 ESC-10: the chain stays as it was copied; who is on call is said by the version in force', async () => {
    const { step, entry } = await escalated(scheduleWith(), {
      meanwhile: async (as) => {
        const document = scheduleWith({}, { people: people.toReversed() });
        await as(amir).configuration.publish.mutate({ kind: 'schedules', basedOn: 1, document });
      },
    });
    expect(step.map(({ people }) => people)).toEqual([['ana']]);
    expect(entry).toMatchObject({ onCall: [{ schedulesVersion: 2 }] });
  });

  test('ESC-10: a schedule that is no more is told to nobody, and says so', async () => {
    const { step } = await escalated(scheduleWith({ fallback: 'network' }), {
      meanwhile: async (as) => {
        const { publish } = as(amir).configuration;
        const none = {
          kind: 'schedules' as const,
          basedOn: 1,
          document: schedulesSchema.parse({ schedules: [] }),
        };
        expect((await refusalOf(publish.mutate(none))).fields).toMatchObject([
          { code: 'no-longer-fits' },
        ]);
        const document = policies({ action: 'raise' });
        await publish.mutate({ kind: 'escalation-policies', basedOn: 1, document });
        await publish.mutate(none);
      },
    });
    expect(step).toMatchObject([{ schedule: 'net', told: null, why: 'nobody-on-call' }]);
  });
});

test('CFG-10 ESC-10: a policy that names no schedule is refused, and one whose gaps nobody hears of is warned of', async () => {
  const { as } = testKit({ configuration: { teams, schedules: scheduleWith() } });
  const check = (schedule: string) =>
    as(amir).configuration.check.mutate({
      kind: 'escalation-policies',
      document: policies({ ...notify, schedule }),
    });
  const path = ['policies', 0, 'steps', 0, 'actions', 0, 'schedule'];
  expect(await check('nights')).toMatchObject({
    errors: [{ path, code: 'unknown-reference', values: { to: 'schedule', id: 'nights' } }],
    warnings: [],
  });
  expect(await check('net')).toMatchObject({
    errors: [],
    warnings: [{ path, code: 'nobody-in-gap', values: { schedule: 'Network' } }],
  });
});
