import {
  chooseMember,
  type Documents,
  escalationPoliciesSchema,
  routingRulesSchema,
  slaPoliciesSchema,
  teamsSchema,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlank } from '../../packages/server/src/domain/plain-text.ts';
import { amir, grace, report, rosa, testKit, tom } from './support/kit.ts';

const minute = 60_000;
const hour = 60 * minute;

const teams = teamsSchema.parse({
  teams: [
    {
      id: 'desk',
      name: 'Service desk',
      members: [
        { id: 'grace', name: 'Grace' },
        { id: 'jonas', name: 'Jonas' },
        { id: 'mei', name: 'Mei', available: false },
      ],
      managers: [{ id: 'hannah', name: 'Hannah' }],
    },
    { id: 'network', name: 'Network', members: [{ id: 'oluwaseun', name: 'Oluwaseun' }] },
  ],
});

const toDesk = routingRulesSchema.parse({
  rules: [{ id: 'all', name: 'Everything', route: { team: 'desk' } }],
});

function chain(change: object): Documents['escalation-policies'] {
  return escalationPoliciesSchema.parse({
    policies: [{ id: 'p1', name: 'P1', when: { priority: ['P1'] }, ...change }],
  });
}

const escalating = chain({
  stopOn: 'acknowledge',
  steps: [
    { after: { target: 'response', percent: 50 }, actions: [{ action: 'notify', whom: 'team' }] },
    {
      after: { target: 'response', afterDueMs: 5 * minute },
      actions: [{ action: 'raise' }],
      repeat: { times: 2, everyMs: 10 * minute },
    },
    {
      after: { target: 'resolution', beforeDueMs: hour },
      actions: [{ action: 'reassign', team: 'network' }],
    },
  ],
});

const critical = { impact: 'high', urgency: 'high' };

describe('escalations', () => {
  test('ESC-2 ESC-3: each step is taken when its time has come, once, with its repetitions', async () => {
    const configuration = { teams, 'routing-rules': toDesk, 'escalation-policies': escalating };
    const { kit, as, clock } = testKit({ configuration });
    const start = clock.now;
    await as(rosa).incidents.report.mutate(report(critical));
    const taken = async () => {
      const { entries } = await as(grace).incidents.timeline.query({ incident: 'INC-1' });
      return entries.flatMap((entry) =>
        entry.kind === 'escalation-step-taken'
          ? [[entry.step, entry.repetition, (entry.trueAt - start) / minute]]
          : [],
      );
    };
    for (const after of [7, 8, 20, 25, 29, 30, 41, 90]) {
      clock.now = start + after * minute;
      await Promise.all([kit.fireDue(), kit.fireDue()]);
    }
    expect(await taken()).toEqual([
      [0, 0, 7.5],
      [1, 0, 20],
      [1, 1, 30],
      [1, 2, 40],
    ]);
    clock.now = start + 4 * hour;
    await kit.fireDue();
    expect((await taken()).at(-1)).toEqual([2, 0, 180]);
    const { incident } = await as(grace).incidents.get.query({ incident: 'INC-1' });
    expect(incident).toMatchObject({ team: 'network', assignee: null, managementLevel: 3 });
    const hannah = { role: 'manager', sub: 'hannah', name: 'Hannah' } as const;
    expect((await as(hannah).notifications.list.query({})).notifications).toHaveLength(3);
  });

  test('ESC-4: acknowledging or resolving stops the chain, as it is configured', async () => {
    for (const stopOn of ['acknowledge', 'resolve'] as const) {
      const steps = [
        { after: { target: 'resolution', percent: 10 }, actions: [{ action: 'raise' }] },
        { after: { target: 'resolution', percent: 200 }, actions: [{ action: 'raise' }] },
      ];
      const configuration = { teams, 'escalation-policies': chain({ stopOn, steps }) };
      const { kit, as, clock } = testKit({ configuration });
      const level = async () =>
        (await as(grace).incidents.get.query({ incident: 'INC-1' })).incident.managementLevel;
      await as(rosa).incidents.report.mutate(report(critical));
      await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
      clock.now += hour;
      await kit.fireDue();
      expect(await level()).toBe(stopOn === 'acknowledge' ? 0 : 1);
      await as(grace).incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text: 'Done' });
      clock.now += 20 * hour;
      await kit.fireDue();
      expect(await level()).toBe(stopOn === 'acknowledge' ? 0 : 1);
    }
  });

  test('ESC-5: the chain is the one of the report; publishing another touches only new incidents', async () => {
    const configuration = { teams, 'escalation-policies': escalating };
    const { kit, as, clock } = testKit({ configuration });
    await as(rosa).incidents.report.mutate(report(critical));
    await as(amir).configuration.publish.mutate({
      kind: 'escalation-policies',
      basedOn: 1,
      document: { policies: [] },
    });
    await as(rosa).incidents.report.mutate(report(critical));
    clock.now += hour;
    await kit.fireDue();
    const steps = async (incident: string) => {
      const { entries } = await as(grace).incidents.timeline.query({ incident });
      return entries.filter((entry) => entry.kind === 'escalation-step-taken').length;
    };
    expect([await steps('INC-1'), await steps('INC-2')]).toEqual([4, 0]);
  });

  test('ESC-7: managers of the team that has it then are told, in the order of the actions', async () => {
    const steps = [
      {
        after: { target: 'resolution', percent: 10 },
        actions: [{ action: 'raise' }, { action: 'reassign', team: 'network' }],
      },
    ];
    const configuration = {
      teams,
      'routing-rules': toDesk,
      'escalation-policies': chain({ steps }),
    };
    const { kit, as, clock } = testKit({ configuration });
    await as(rosa).incidents.report.mutate(report(critical));
    clock.now += hour;
    await kit.fireDue();
    const told = async (sub: string) =>
      (await as({ role: 'manager', sub }).notifications.list.query({})).notifications.length;
    expect([await told('hannah'), await told('oluwaseun')]).toEqual([1, 1]);
  });

  test('ESC-6: after a standstill what was due happens late, with its true time, in its order', async () => {
    const configuration = { teams, 'escalation-policies': escalating };
    const { kit, as, clock } = testKit({ configuration });
    const start = clock.now;
    await as(rosa).incidents.report.mutate(report(critical));
    clock.now = start + 48 * hour;
    await kit.fireDue();
    const { entries } = await as(grace).incidents.timeline.query({ incident: 'INC-1' });
    const fired = entries.flatMap((entry) => ('trueAt' in entry ? [entry] : []));
    expect(fired.map((entry) => [entry.kind, (entry.trueAt - start) / minute])).toEqual([
      ['escalation-step-taken', 7.5],
      ['sla-warned', 11.25],
      ['sla-breached', 15],
      ['escalation-step-taken', 20],
      ['escalation-step-taken', 30],
      ['escalation-step-taken', 40],
      ['sla-warned', 180],
      ['escalation-step-taken', 180],
      ['sla-breached', 240],
    ]);
    expect(new Set(fired.map((entry) => entry.at))).toEqual(new Set([clock.now]));
  });

  test('SLA-15 ESC-5: a policy is chosen by its conditions, in their order', async () => {
    const policies = slaPoliciesSchema.parse({
      policies: [
        { id: 'mail', name: 'Mail', when: { service: ['email'] }, targets: { resolution: hour } },
        { id: 'all', name: 'All others' },
      ],
    });
    const { as } = testKit({ configuration: { 'sla-policies': policies } });
    await as(rosa).incidents.report.mutate(report({ service: 'email' }));
    await as(rosa).incidents.report.mutate(report());
    const terms = async (incident: string) =>
      (await as(grace).incidents.get.query({ incident })).incident.terms;
    expect(await terms('INC-1')).toMatchObject({ policy: 'mail', targets: { resolution: hour } });
    expect(await terms('INC-2')).toMatchObject({ policy: 'all', policiesVersion: 1 });
    await as(grace).incidents.categorize.mutate({ incident: 'INC-2', service: 'email' });
    expect((await terms('INC-2')).policy).toBe('mail');
  });
});

describe('routing', () => {
  const rules = routingRulesSchema.parse({
    rules: [
      {
        id: 'vpn',
        name: 'VPN',
        when: { text: ['vpn', 'tunnel'] },
        route: { team: 'network', category: 'access' },
      },
      { id: 'rest', name: 'The rest', route: { team: 'desk', assign: 'round-robin' } },
    ],
  });

  test('RTE-1 RTE-2: rules choose team and category, and the log says which rule and why', async () => {
    const { as } = testKit({ configuration: { teams, 'routing-rules': rules } });
    await as(rosa).incidents.report.mutate(report({ title: 'My VPN does not connect' }));
    await as(tom).incidents.report.mutate(report({ title: 'VPN again', category: 'outage' }));
    const of = async (incident: string) => {
      const { entries, incident: view } = await as(grace).incidents.timeline.query({ incident });
      return { routed: entries.find((entry) => entry.kind === 'routed'), view };
    };
    expect(await of('INC-1')).toMatchObject({
      routed: {
        actor: { role: 'system' },
        team: 'network',
        teamReason: { rule: 'vpn', because: ['text'] },
        category: 'access',
        categoryReason: { rule: 'vpn', because: ['text'] },
      },
      view: { team: 'network', category: 'access' },
    });
    // What the reporter chose stays.
    expect((await of('INC-2')).view).toMatchObject({ team: 'network', category: 'outage' });
  });

  test('RTE-3: each in turn, whoever is available', async () => {
    const { as } = testKit({ configuration: { teams, 'routing-rules': rules } });
    // Together: they share a commit, and still each has to see the one before.
    await Promise.all(Array.from({ length: 6 }, () => as(rosa).incidents.report.mutate(report())));
    const { incidents } = await as(grace).incidents.list.query({ team: 'desk' });
    const assigned = incidents.map((each) => each.assignee?.id).reverse();
    expect(assigned).toEqual(['grace', 'jonas', 'grace', 'jonas', 'grace', 'jonas']);
  });

  test('RTE-4: the least loaded has no more open incidents than anybody else', async () => {
    const leastLoaded = routingRulesSchema.parse({
      rules: [{ id: 'all', name: 'All', route: { team: 'desk', assign: 'least-loaded' } }],
    });
    const { as } = testKit({ configuration: { teams, 'routing-rules': leastLoaded } });
    const send = () => as(rosa).incidents.report.mutate(report());
    const assignee = async (incident: string) =>
      (await as(grace).incidents.get.query({ incident })).incident.assignee?.id;
    await send();
    await send();
    const [first, second] = [await assignee('INC-1'), await assignee('INC-2')];
    expect(first).not.toBe(second);
    await as(grace).incidents.resolve.mutate({ incident: 'INC-2', code: 'fixed', text: 'Done' });
    await send();
    expect(await assignee('INC-3')).toBe(second);
  });

  test('RTE-3 RTE-4: whoever is chosen is available and, where asked for, least loaded', () => {
    const members = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }).filter((id) => !isBlank(id)),
        name: fc.constant('x'),
        available: fc.boolean(),
      }),
      { selector: (each) => each.id, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        members,
        fc.array(fc.nat(5), { maxLength: 6 }),
        fc.nat(6),
        (people, loads, at) => {
          const [team] = teamsSchema.parse({
            teams: [{ id: 't', name: 'T', members: people }],
          }).teams;
          if (!team) return;
          const open = new Map(people.map((each, index) => [each.id, loads[index] ?? 0]));
          const last = people[at]?.id ?? null;
          const available = people.filter((each) => each.available);
          for (const how of ['round-robin', 'least-loaded'] as const) {
            const chosen = chooseMember(team, how, { open, last });
            if (available.length === 0) {
              expect(chosen).toBeNull();
              continue;
            }
            expect(available.map((each) => each.id)).toContain(chosen?.id);
            const load = (id: string | undefined) => open.get(id ?? '') ?? 0;
            if (how === 'least-loaded') {
              for (const each of available)
                expect(load(chosen?.id)).toBeLessThanOrEqual(load(each.id));
            }
            if (available.length > 1)
              expect(how === 'round-robin' && chosen?.id === last).toBe(false);
          }
        },
      ),
    );
  });

  test('RTE-5: without a rule the team that owns the service has it', async () => {
    const catalogue = {
      services: [{ id: 'wifi', name: 'Wi-Fi', owner: 'network', tier: 1, dependsOn: [] }],
      categories: [],
    };
    const { as } = testKit({ configuration: { teams, catalogue } });
    await as(rosa).incidents.report.mutate(report({ service: 'wifi' }));
    await as(rosa).incidents.report.mutate(report());
    const { incidents } = await as(grace).incidents.list.query({});
    expect(incidents.map((each) => each.team)).toEqual([null, 'network']);
  });
});
