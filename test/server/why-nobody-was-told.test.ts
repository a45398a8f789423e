import {
  escalationPoliciesSchema,
  routingRulesSchema,
  teamsSchema,
} from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit, tom } from './support/kit.ts';

const hour = 3_600_000;

const desk = {
  id: 'desk',
  name: 'Service desk',
  members: [
    { id: 'grace', name: 'Grace' },
    { id: 'jonas', name: 'Jonas' },
  ],
  managers: [{ id: 'hannah', name: 'Hannah' }],
};
const network = { id: 'network', name: 'Network' };

const teams = teamsSchema.parse({ teams: [desk, network] });
const toDesk = routingRulesSchema.parse({
  rules: [{ id: 'all', name: 'Everything', route: { team: 'desk' } }],
});
const incident = 'INC-1';

/** A kit with an incident, and what it says of who was told of that. */
async function reported(configuration: object) {
  const { kit, as, clock } = testKit({ configuration: { teams, ...configuration } });
  await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
  const explain = (input: object = {}) =>
    as(grace).notifications.explain.query({ incident, ...input });
  const said = async (input: object = {}) =>
    (await explain(input)).decisions.map(({ rule, people, why }) => [rule, people.join(), why]);
  return { kit, as, clock, explain, said };
}

test('ESC-9: where no rule finds a team, it is told to nobody, and no policy will', async () => {
  const { as, explain, said } = await reported({});
  expect(await explain()).toMatchObject({ policy: null, decisions: [], earlier: null });
  const raise = { incident, kind: 'hierarchical', reason: 'The fair is tomorrow' } as const;
  await as(grace).incidents.escalate.mutate(raise);
  expect(await said()).toEqual([['escalated', '', 'no-team']]);
});

test('ESC-9: each rule says whom it told, and when, as the notifications have it', async () => {
  const { kit, as, clock, explain, said } = await reported({
    'routing-rules': toDesk,
    'escalation-policies': escalationPoliciesSchema.parse({
      policies: [
        {
          id: 'p1',
          name: 'P1',
          steps: [
            {
              after: { target: 'resolution', percent: 10 },
              actions: [{ action: 'raise' }, { action: 'reassign', team: 'network' }],
            },
          ],
        },
      ],
    }),
  });
  const routedAt = clock.now;
  clock.now += hour;
  await kit.fireDue();
  expect(await said()).toEqual([
    ['assigned', 'grace,jonas', null],
    ['step', 'hannah', null],
    ['step', '', 'team-empty'],
  ]);
  const { decisions, policy } = await explain();
  expect(policy).toBe('p1');
  expect(decisions[0]).toMatchObject({
    at: routedAt,
    event: 'incident.routed',
    told: { whom: 'team', team: 'desk' },
  });
  for (const person of ['grace', 'hannah', 'tom']) {
    const listed = await as({ role: 'manager', sub: person }).notifications.list.query({});
    const told = (await explain({ person })).decisions.filter(({ why }) => why === null);
    expect(told.map(({ seq }) => seq)).toEqual(listed.notifications.map(({ entry }) => entry.seq));
  }
});

test('ESC-9: a reply is told to nobody while the incident is worked on, and to the team after that', async () => {
  const { as, said } = await reported({ 'routing-rules': toDesk });
  const reply = () =>
    as(rosa).incidents.addNote.mutate({ incident, text: 'It is not.', visibility: 'public' });
  await reply();
  await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'A new cable' });
  await reply();
  expect(await said()).toEqual([
    ['assigned', 'grace,jonas', null],
    ['replied', '', 'under-way'],
    ['replied', 'grace,jonas', null],
  ]);
});

test('ESC-9: asked for one person, it says what went to others and what were their own words', async () => {
  const { as, said } = await reported({ 'routing-rules': toDesk });
  await as(grace).incidents.assign.mutate({ incident, assignee: 'jonas' });
  await as(grace).incidents.addNote.mutate({
    incident,
    text: 'For both of us.',
    visibility: 'internal',
    mentions: ['grace', 'hannah'],
  });
  expect(await said({ person: 'grace' })).toEqual([
    ['assigned', 'grace,jonas', null],
    ['assigned', 'jonas', 'others'],
    ['mentioned', '', 'own-words'],
    ['mentioned', 'hannah', 'others'],
  ]);
});

test('ESC-9: a team that is no more is told to nobody', async () => {
  const { as, said } = await reported({ 'routing-rules': toDesk });
  const { publish } = as(amir).configuration;
  await publish.mutate({ kind: 'routing-rules', basedOn: 1, document: { rules: [] } });
  await publish.mutate({ kind: 'teams', basedOn: 1, document: { teams: [network] } });
  expect(await said()).toEqual([['assigned', '', 'team-unknown']]);
});

test('ESC-9: it comes in pages that leave out nothing, and part no event', async () => {
  const { as, explain } = await reported({ 'routing-rules': toDesk });
  for (const assignee of ['grace', 'jonas', 'grace', 'jonas']) {
    await as(grace).incidents.assign.mutate({ incident, assignee });
  }
  await as(grace).incidents.addNote.mutate({
    incident,
    text: 'Look at this.',
    visibility: 'internal',
    mentions: ['hannah', 'jonas'],
  });
  const all = (await explain()).decisions;
  const paged: typeof all = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await explain({ limit: 1, ...(before && { before }) });
    paged.unshift(...page.decisions);
    before = page.earlier;
  }
  expect(paged).toEqual(all);
  expect(all).toHaveLength(7);
});

test('ESC-9: it leaves out nothing of an incident with more events than are read at once', async () => {
  const { as, explain } = await reported({});
  const count = 1_030;
  const notes = Array.from({ length: count }, (_, index) => ({
    incident,
    text: `${index}`,
    visibility: 'internal' as const,
    ...(index % 100 === 99 && { mentions: ['hannah'] }),
  }));
  const { seq } = await as(grace).incidents.get.query({ incident });
  for (let from = 0; from < count; from += 10) {
    await Promise.all(
      notes.slice(from, from + 10).map((each) => as(grace).incidents.addNote.mutate(each)),
    );
  }
  await as(grace).incidents.addNote.mutate({
    incident,
    text: 'At last.',
    visibility: 'internal',
    mentions: ['jonas'],
  });
  const { decisions } = await explain();
  expect(decisions.map(({ people }) => people.join())).toEqual([
    ...Array.from({ length: 10 }, () => 'hannah'),
    'jonas',
  ]);
  expect(decisions.at(-1)?.seq).toBe(seq + count + 1);
});

test('ESC-9: whoever is not of the desk is told nothing of it', async () => {
  const { as } = await reported({ 'routing-rules': toDesk });
  for (const who of [rosa, tom]) {
    const refusal = await refusalOf(as(who).notifications.explain.query({ incident }));
    expect(refusal.code).toBe('not-allowed');
  }
});
