import { documentSchemas } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { afterQuiet } from '../../../packages/server/src/domain/channels/quiet-hours.ts';
import {
  forgetMessages,
  messagesKeptMs,
} from '../../../packages/server/src/operations/messages/forget-messages.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { amir, grace, refusalOf, report, rosa, testKit } from '../support/kit.ts';
import { type Received, receiver } from './receiver.ts';
import { channelsOf, teams, telling } from './told-outside.ts';

const minute = 60_000;
const hour = 60 * minute;
const high = { impact: 'high', urgency: 'high' };

type Kit = ReturnType<typeof testKit>;

const listed = async ({ as }: Kit, input: object = {}) =>
  (await as(amir).messages.list.query(input)).messages;
const whatOf = ({ body }: Received) => {
  const { type, data } = JSON.parse(body);
  return [type, data.incident.reference];
};
const idOf = ({ headers }: Received) => headers['webhook-id'];

describe('messages', () => {
  test('OUT-1: whoever is told of an event is sent a message, under the id of event and address', async () => {
    const there = await receiver();
    const kit = testKit(telling([{ address: there.url }]));
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
    expect(there.received.map(whatOf)).toEqual([['incident.assigned', 'INC-1']]);
    expect(await listed(kit)).toMatchObject([
      {
        incident: 'INC-1',
        about: 'assigned',
        target: 't1',
        state: 'sent',
        tries: 1,
        problem: null,
      },
    ]);
    const [message] = await listed(kit);
    expect(message?.id).toBe(idOf(there.received[0] as Received));
    await kit.kit.fireDue();
    expect(there.received).toHaveLength(1);
  });

  test('OUT-1: nothing is made of what is taken back', async () => {
    const there = await receiver();
    const kit = testKit(telling([{ address: there.url }]));
    await kit.as(rosa).incidents.report.mutate(report());
    await refusalOf(
      kit.as(grace).incidents.assign.mutate({ incident: 'INC-1', assignee: 'nobody' }),
    );
    expect(await listed(kit)).toHaveLength(1);
  });

  test('OUT-1: of several instances one sends each message', async () => {
    const there = await receiver();
    const database = await emptyDatabase();
    const kits = [1, 2, 3].map(() => testKit({ ...telling([{ address: there.url }]), database }));
    for (let each = 0; each < 24; each += 1) {
      const kit = kits[each % 3] as Kit;
      await kit.as(rosa).incidents.report.mutate(report());
    }
    await Promise.all(kits.map(({ kit }) => kit.fireDue()));
    await there.has(24);
    expect(new Set(there.received.map(idOf)).size).toBe(24);
    await Promise.all(kits.map(({ kit }) => kit.fireDue()));
    expect(there.received).toHaveLength(24);
  });

  test('OUT-1: what an instance took and never finished is sent by another, under the same id', async () => {
    const there = await receiver();
    const database = await emptyDatabase();
    const clock = { now: Date.UTC(2026, 10, 23, 9) };
    const now = () => clock.now;
    const [lost, other] = [1, 2].map(() =>
      testKit({ ...telling([{ address: there.url }]), database, now }),
    ) as [Kit, Kit];
    there.answer = () => {};
    await lost.as(rosa).incidents.report.mutate(report());
    await there.has(1);
    await other.kit.fireDue();
    expect(there.received).toHaveLength(1);
    clock.now += minute;
    there.answer = (response) => void response.writeHead(200).end();
    await other.kit.fireDue();
    await there.has(2);
    expect(new Set(there.received.map(idOf)).size).toBe(1);
    const message = async () => (await other.as(amir).messages.list.query({})).messages[0];
    await expect.poll(message).toMatchObject({ state: 'sent', tries: 2 });
  });

  test('OUT-9: a person, their team, its managers and a service hear what concerns them, each address once', async () => {
    const there = await receiver();
    const at = (path: string) => ({ address: `${there.url}/${path}` });
    const service = { whom: 'service', service: 'email' };
    const { configuration, channels } = telling([
      { ...at('grace'), owner: { whom: 'person', person: 'grace' } },
      { ...at('team') },
      { ...at('team'), owner: { whom: 'person', person: 'jonas' } },
      { ...at('hannah'), owner: { whom: 'managers', team: 'desk' } },
      { ...at('email'), owner: service },
      { ...at('p1'), owner: service, priorities: ['P1'] },
    ]);
    const catalogue = documentSchemas.catalogue.parse({
      services: [{ id: 'email', name: 'Email' }],
      categories: [],
    });
    const kit = testKit({ channels, configuration: { ...configuration, catalogue } });
    const heard = async (work: Promise<unknown>) => {
      await work;
      await kit.kit.fireDue();
      return there.received
        .splice(0)
        .map(({ path, body }) => `${path} ${JSON.parse(body).type}`)
        .sort();
    };
    const low = { impact: 'low', urgency: 'low' };
    expect(await heard(kit.as(rosa).incidents.report.mutate(report(low)))).toEqual([
      '/grace incident.assigned',
      '/team incident.assigned',
    ]);
    const ofService = report({ ...low, service: 'email' });
    expect(await heard(kit.as(rosa).incidents.report.mutate(ofService))).toEqual([
      '/email incident.assigned',
      '/email incident.reported',
      '/grace incident.assigned',
      '/team incident.assigned',
    ]);
    const urgent = report({ ...high, service: 'email' });
    expect((await heard(kit.as(rosa).incidents.report.mutate(urgent))).join()).toContain(
      '/p1 incident.reported',
    );
    const incident = 'INC-2';
    const raise = { incident, kind: 'hierarchical', reason: 'The fair is tomorrow' } as const;
    expect(await heard(kit.as(grace).incidents.escalate.mutate(raise))).toEqual([
      '/email incident.escalated',
      '/hannah incident.escalated',
    ]);
    const solved = { incident, code: 'fixed', text: 'A new cable' } as const;
    expect(await heard(kit.as(grace).incidents.resolve.mutate(solved))).toEqual([
      '/email incident.resolved',
    ]);
  });

  test('OUT-3: in quiet hours only what does not wait is sent, and the rest when they are over', async () => {
    const there = await receiver();
    const quiet = { zone: 'Europe/Berlin', from: '22:00', to: '07:00', except: ['P1'] };
    const kit = testKit(telling([{ address: there.url, quiet }]));
    // 23:30 in Berlin
    kit.clock.now = Date.UTC(2026, 10, 23, 22, 30);
    await kit.as(rosa).incidents.report.mutate(report({ impact: 'low', urgency: 'low' }));
    await kit.as(rosa).incidents.report.mutate(report(high));
    await kit.kit.fireDue();
    expect(there.received.map(whatOf)).toEqual([['incident.assigned', 'INC-2']]);
    kit.clock.now = Date.UTC(2026, 10, 24, 6) - 1;
    await kit.kit.fireDue();
    expect(there.received).toHaveLength(1);
    kit.clock.now += 1;
    await kit.kit.fireDue();
    expect(there.received.map(whatOf)[1]).toEqual(['incident.assigned', 'INC-1']);
  });

  test.each([
    [
      'at night, until the morning after',
      '22:00',
      '07:00',
      '2026-11-23T22:30Z',
      '2026-11-24T06:00Z',
    ],
    [
      'after midnight, until the same morning',
      '22:00',
      '07:00',
      '2026-11-24T01:00Z',
      '2026-11-24T06:00Z',
    ],
    ['by day, not at all', '22:00', '07:00', '2026-11-24T12:00Z', '2026-11-24T12:00Z'],
    ['at the end, not at all', '22:00', '07:00', '2026-11-24T06:00Z', '2026-11-24T06:00Z'],
    ['at noon', '12:00', '13:30', '2026-11-24T11:15Z', '2026-11-24T12:30Z'],
    [
      'an end that the clock leaves out',
      '22:00',
      '02:30',
      '2026-03-28T23:00Z',
      '2026-03-29T01:30Z',
    ],
    ['a night that is longer', '22:00', '07:00', '2026-10-24T21:00Z', '2026-10-25T06:00Z'],
  ])('OUT-3: a message waits as the clock of the zone says: %s', (_, from, to, said, sent) => {
    const quiet = { zone: 'Europe/Berlin', from, to, except: [] };
    expect(new Date(afterQuiet(quiet, Date.parse(said))).toISOString()).toBe(
      new Date(sent).toISOString(),
    );
  });

  test('OUT-4: it is tried ten times in three and a half days at most, then dead, and who stands in is told', async () => {
    const there = await receiver();
    there.answer = (response, { path }) =>
      void response.writeHead(path === '/broken' ? 500 : 200).end();
    const kit = testKit(
      telling([
        { address: `${there.url}/broken`, otherwise: 't2' },
        { address: `${there.url}/spare`, owner: { whom: 'person', person: 'nobody' } },
      ]),
    );
    await kit.as(rosa).incidents.report.mutate(report());
    const begun = kit.clock.now;
    // Who stands in may be told at any moment after the last of them.
    const refused = () => there.received.filter(({ path }) => path === '/broken');
    for (let tries = 1; tries <= 10; tries += 1) {
      await kit.kit.fireDue();
      expect(refused()).toHaveLength(tries);
      const message = (await listed(kit, { state: 'waiting' })).find(
        ({ target }) => target === 't1',
      );
      expect(message?.problem).toBe(tries < 10 ? 'status-500' : undefined);
      kit.clock.now = message?.nextAt ?? kit.clock.now;
    }
    expect(new Set(refused().map(idOf)).size).toBe(1);
    expect(kit.clock.now - begun).toBeGreaterThan(75 * hour);
    expect(kit.clock.now - begun).toBeLessThan(84 * hour);
    const [dead] = await listed(kit, { state: 'dead' });
    expect(dead).toMatchObject({ target: 't1', tries: 10, problem: 'status-500' });
    await kit.kit.fireDue();
    expect(there.received.at(-1)?.path).toBe('/spare');
    expect(await listed(kit, { state: 'sent' })).toMatchObject([{ target: 't2', seq: dead?.seq }]);
  });

  test('OUT-4: who asks for more time gets it', async () => {
    const there = await receiver();
    there.answer = (response) => void response.writeHead(429, { 'retry-after': '600' }).end();
    const kit = testKit(telling([{ address: there.url }]));
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
    const [message] = await listed(kit);
    expect(message?.problem).toBe('status-429');
    expect(message?.nextAt).toBeGreaterThanOrEqual(kit.clock.now + 10 * minute);
  });

  test('OUT-4: a dead message is sent again by hand, under its own id; others are not', async () => {
    const there = await receiver();
    const kit = testKit(telling([{ address: there.url }], { channels: [] }));
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
    const [dead] = await listed(kit, { state: 'dead' });
    expect(dead?.problem).toBe('channel-missing');
    const id = dead?.id ?? '';
    expect(await kit.as(amir).messages.sendAgain.mutate({ id })).toMatchObject({
      id,
      state: 'waiting',
      tries: 0,
    });
    expect(await refusalOf(kit.as(amir).messages.sendAgain.mutate({ id }))).toMatchObject({
      code: 'not-found',
      fields: [{ path: ['id'] }],
    });
  });

  test('OUT-4: the list goes on where a page of it ended', async () => {
    const kit = testKit(telling([{ address: 'https://a.example' }], { channels: [] }));
    for (let each = 0; each < 5; each += 1) {
      await kit.as(rosa).incidents.report.mutate(report());
    }
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page: { messages: { incident: string }[]; next: string | null } = await kit
        .as(amir)
        .messages.list.query({ limit: 2, ...(before && { before }) });
      seen.push(...page.messages.map(({ incident }) => incident));
      before = page.next;
    } while (before);
    expect(seen).toEqual(['INC-5', 'INC-4', 'INC-3', 'INC-2', 'INC-1']);
  });

  test('OUT-4: what was sent is forgotten after 30 days', async () => {
    const there = await receiver();
    const database = await emptyDatabase();
    const { channels, configuration } = telling([{ address: there.url }]);
    const kit = testKit({ database, channels, configuration });
    const { clock } = kit;
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
    const store = await testStore(database);
    await forgetMessages(store, clock.now + messagesKeptMs);
    expect(await listed(kit)).toHaveLength(1);
    await forgetMessages(store, clock.now + messagesKeptMs + 1);
    expect(await listed(kit)).toEqual([]);
  });

  test('OUT-5: words that were erased before a message left are not in it', async () => {
    const there = await receiver();
    const kit = testKit(telling([{ address: there.url, quiet: allDay }]));
    await kit.as(rosa).incidents.report.mutate(report({ title: 'Grandmother is in ward 7' }));
    await kit.as(amir).incidents.erase.mutate({ incident: 'INC-1' });
    kit.clock.now += 24 * hour;
    await kit.kit.fireDue();
    expect(there.received).toHaveLength(1);
    expect(there.received[0]?.body).not.toContain('Grandmother');
  });

  test('OUT-5: a test is sent at once, and a preview shows what would be', async () => {
    const there = await receiver();
    const link = 'https://desk.example/{incident}';
    const kit = testKit(telling([{ address: there.url }], { link }));
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
    there.received.splice(0);
    expect(await kit.as(amir).messages.test.mutate({ target: 't1' })).toEqual({ sent: true });
    expect(JSON.parse(there.received[0]?.body ?? '')).toMatchObject({ type: 'test' });
    const asked = { target: 't1', incident: 'INC-1', about: 'resolved' } as const;
    const { text } = await kit.as(amir).messages.preview.query(asked);
    expect(JSON.parse(text ?? '')).toMatchObject({
      type: 'incident.resolved',
      data: {
        link: 'https://desk.example/INC-1',
        incident: { reference: 'INC-1', team: 'Service desk' },
      },
    });
    const unknown = refusalOf(kit.as(amir).messages.test.mutate({ target: 't9' }));
    expect(await unknown).toMatchObject({ code: 'not-found' });
  });

  test('ACC-4: what is told where is an admin’s to read and to send', async () => {
    const kit = testKit(telling([]));
    const refused = refusalOf(kit.as(grace).messages.list.query({}));
    expect(await refused).toMatchObject({ code: 'not-allowed' });
  });

  test('OUT-6: what the channels name has to be there, and no target stands in for itself', async () => {
    const kit = testKit({ configuration: { teams } });
    const draft = channelsOf([
      { channel: 'other', address: 'https://a.example' },
      { address: 'mailto:a@b.example' },
      { address: 'https://me:secret@a.example' },
      { address: 'https://a.example', owner: { whom: 'team', team: 'gone' } },
      { address: 'https://a.example', owner: { whom: 'service', service: 'gone' } },
      { address: 'https://a.example', priorities: ['P9'], otherwise: 't6' },
      { address: 'https://a.example', otherwise: 't8' },
      { address: 'https://a.example', otherwise: 't7' },
      { address: 'https://a.example', otherwise: 't99' },
      { address: 'https://a.example', quiet: { zone: 'UTC', from: '08:00', to: '08:00' } },
    ]);
    const publish = kit.as(amir).configuration.publish.mutate({
      kind: 'channels',
      basedOn: 0,
      document: draft,
    });
    const { code, fields } = await refusalOf(publish);
    expect(code).toBe('document-invalid');
    expect(
      fields.map(({ path }) => path.slice(path.indexOf('targets') + 1).join('.')).sort(),
    ).toEqual([
      ...['0.channel', '1.address', '2.address', '3.owner.team', '4.owner.service'],
      ...['5.otherwise', '5.priorities.0', '6.otherwise', '8.otherwise', '9.quiet.to'],
    ]);
  });

  test('OPS-5: tries are counted by the kind of channel and what became of them', async () => {
    const there = await receiver();
    const token = 'read-what-is-counted';
    const kit = testKit({ ...telling([{ address: there.url }]), metrics: { token } });
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.kit.fireDue();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await kit.kit.fetch(new Request('http://kit.test/metrics', { headers }));
    const counted = await answer.text();
    expect(counted).toContain(
      'incident_kit_message_tries_total{channel="webhook",outcome="sent"} 1',
    );
    expect(counted).toContain('incident_kit_messages_dead 0');
  });
});

const allDay = { zone: 'UTC', from: '00:00', to: '23:59' };
