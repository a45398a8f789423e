import type { IncidentKitOptions } from '@incident-kit/server';
import { type AlertRules, channelsSchema, defaultAlertRules } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { webhook } from '../messages/told-outside.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, base, grace, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const sources = ['prometheus', 'other'].map((key, place) => ({
  ...{ key, kind: 'alertmanager' as const, secret: `${place}${secret}` },
}));
const minutes = 60_000;
/** Whose services the test has: the desk has the first, the network the second. */
const [ofDesk, ofNetwork] = ['service-1', 'service-2'] as const;

function alerted(options: Partial<IncidentKitOptions> = {}) {
  const kit = testKit({ sources, configuration: deskDocuments, ...options });
  kit.clock.now = Date.UTC(2026, 10, 26, 9);
  const { clock } = kit;
  const iso = (at: number) => new Date(at).toISOString();
  const fires = (key: string, service: string = ofDesk, severity = 'warning') => {
    const labels = { alertname: key, service, severity };
    return alert(key, { startsAt: iso(clock.now), labels });
  };
  const over = (key: string, startsAt: number, service: string = ofDesk) => {
    const labels = { alertname: key, service, severity: 'warning' };
    const ends = { status: 'resolved', startsAt: iso(startsAt), endsAt: iso(clock.now) };
    return alert(key, { ...ends, labels });
  };
  const many = (from: number, to: number, service?: string) =>
    Array.from({ length: to - from + 1 }, (_, place) => fires(`key-${from + place}`, service));
  const send = async (alerts: object[], to = 0) => {
    const url = `${base}/intake/${sources[to]?.key}/${sources[to]?.secret}`;
    const answer = await kit.kit.fetch(new Request(url, { method: 'POST', body: message(alerts) }));
    expect(answer.status).toBe(202);
  };
  const pass = async (ms: number) => {
    clock.now += ms;
    await kit.kit.fireDue();
  };
  const desk = kit.as(grace);
  const queue = async () => {
    const { incidents } = await desk.incidents.list.query({ status: 'all', limit: 100 });
    return incidents.sort((one, other) =>
      one.incident.localeCompare(other.incident, 'en', { numeric: true }),
    );
  };
  const entries = async (incident: string) =>
    (await desk.incidents.timeline.query({ incident })).entries;
  const storms = async () => (await queue()).filter(({ title }) => title === 'A storm of alerts');
  /** What somebody of a team was told, the oldest first. */
  const told = async (person: string) => {
    const them = { role: 'agent', sub: person, name: person } as const;
    const { notifications } = await kit.as(them).notifications.list.query({ limit: 100 });
    return notifications.map(({ entry }) => `${entry.incident} ${entry.kind}`).reverse();
  };
  const explain = async (incident: string) =>
    (await desk.notifications.explain.query({ incident })).decisions;
  const publish = async (change: object) => {
    const { current } = await kit.as(amir).configuration.get.query({ kind: 'signals' });
    const document = { ...defaultAlertRules, ...change } as AlertRules;
    await kit.as(amir).configuration.publish.mutate({
      ...{ kind: 'signals', document, basedOn: current.version, reason: 'The desk wants it so.' },
    });
  };
  return {
    ...{ ...kit, desk, fires, over, many, send, pass, queue, entries, storms, told, explain },
    publish,
  };
}

const parent = (target: string) =>
  expect.objectContaining({ kind: 'linked', link: 'parent', target });

describe('a storm of alerts', () => {
  test('SIG-33 SIG-17: the 21st new alert within a minute begins one storm incident, of all sources, with the others below it; everything stays listed', async () => {
    const { many, send, queue, storms, entries, desk, clock, pass } = alerted();
    await send(many(1, 12));
    clock.now += minutes - 1;
    await send(many(13, 20), 1);
    expect(await storms()).toEqual([]);
    await send(many(21, 21));
    expect(await storms()).toMatchObject([{ incident: 'INC-21' }]);
    await send(many(22, 30), 1);
    await pass(minutes);
    await send(many(31, 32));
    expect(await storms()).toHaveLength(1);
    expect(await queue()).toHaveLength(33);
    for (const { incident } of await queue()) {
      const lines = await entries(incident);
      if (incident === 'INC-21') expect(lines).not.toContainEqual(parent('INC-21'));
      else expect(lines).toContainEqual(parent('INC-21'));
    }
    expect((await desk.signals.alerts.query({})).alerts).toHaveLength(33);
  });

  test('SIG-33: twenty within a minute are no storm, nor is what joins an open incident, is only listed or has maintenance', async () => {
    const { many, fires, send, storms, pass, publish, queue, clock } = alerted();
    const outcome = { raise: true, threshold: 1, pauseMs: 0 };
    const rule = (id: string, rest: object) => ({
      ...{ id, name: id, when: { text: [id] }, outcome: { ...outcome, ...rest } },
    });
    await publish({
      rules: [rule('joined', { groupBy: ['service'] }), rule('listed', { raise: false })],
      maintenance: [
        {
          ...{ id: 'works', name: 'Works', from: clock.now, to: clock.now + 60 * minutes },
          when: { labels: { service: [ofNetwork] } },
        },
      ],
    });
    const titled = (title: string) =>
      many(100, 140).map((each, place) => ({
        ...each,
        fingerprint: `${title}-${place}`,
        annotations: { summary: title },
      }));
    for (let times = 0; times < 3; times += 1) {
      await send(many(times * 20 + 1, times * 20 + 20));
      await pass(minutes);
    }
    await send(titled('joined'));
    await send(titled('listed'));
    await send(many(200, 240, ofNetwork));
    await send([fires('alone')]);
    expect(await storms()).toEqual([]);
    expect((await queue()).length).toBeGreaterThan(60);
  });

  test('SIG-33 “one notification a team”: each team and each target of a service is told of the storm once, and of none of its incidents', async () => {
    const targets = [
      { id: 'desk', owner: { whom: 'team', team: 'desk' } },
      { id: 'network', owner: { whom: 'team', team: 'network' } },
      { id: 'service', owner: { whom: 'service', service: ofNetwork } },
    ].map((target) => ({ ...target, channel: 'hook', address: `http://127.0.0.1:9/${target.id}` }));
    const channels = channelsSchema.parse({
      channels: [{ id: 'hook', name: 'Hook', kind: 'webhook' }],
      targets,
    });
    const { many, send, told, as, pass, clock } = alerted({
      channels: [webhook()],
      configuration: { ...deskDocuments, channels },
    });
    await send(many(1, 20));
    expect(await told('desk-ada')).toHaveLength(20);
    await send(many(21, 40));
    await send(many(41, 60, ofNetwork));
    await send([...many(61, 80), ...many(81, 100, ofNetwork)]);
    await pass(minutes);
    clock.now += minutes;
    expect((await told('desk-ada')).slice(20)).toEqual(['INC-21 storm-reached']);
    expect(await told('network-ada')).toEqual(['INC-21 storm-reached']);
    const { messages } = await as(amir).messages.list.query({ limit: 100 });
    const about = (target: string) =>
      messages.filter((each) => each.target === target && each.incident === 'INC-21');
    expect(messages.filter(({ target }) => target !== 'desk')).toHaveLength(2);
    expect(about('desk')).toHaveLength(1);
    expect(about('network')).toHaveLength(1);
    expect(about('service')).toHaveLength(1);
  });

  test('SIG-34: it ends after ten calm minutes, and what still fires then is told, what ended meanwhile never', async () => {
    const { many, over, send, told, pass, storms, clock, entries, queue } = alerted();
    const start = clock.now;
    await send(many(1, 30, ofNetwork));
    const before = await told('network-ada');
    clock.now += 5 * minutes;
    // Another stormy minute: it is calm for ten minutes only after that.
    await send(many(31, 55, ofNetwork));
    await send(
      Array.from({ length: 53 }, (_, place) => over(`key-${place + 1}`, start, ofNetwork)),
    );
    await pass(2 * minutes);
    // New ones, but not too many: it stays calm.
    await send(many(60, 61, ofNetwork));
    await pass(8 * minutes - 1);
    expect(await storms()).toMatchObject([{ status: { category: 'new' } }]);
    expect(await told('network-ada')).toEqual(before);
    await pass(1);
    const late = (await told('network-ada')).slice(before.length);
    const open = (await queue()).filter(
      ({ status, title }) => status.category === 'new' && title !== 'A storm of alerts',
    );
    expect(late).toEqual(open.map(({ incident }) => `${incident} wait-ended`));
    expect(open.length).toBeGreaterThanOrEqual(4);
    await pass(2 * minutes);
    expect(await storms()).toMatchObject([{ status: { category: 'resolved' } }]);
    const [storm] = await storms();
    expect(await entries(storm?.incident ?? '')).toContainEqual(
      expect.objectContaining({ kind: 'alert-ended', by: 'silence' }),
    );
    // What begins now is told at once.
    await send(many(70, 70, ofNetwork));
    expect((await told('network-ada')).at(-1)).toMatch(/routed$/);
  });

  test('SIG-34: what somebody of the desk has taken notice of is not told again when it ends', async () => {
    const { many, send, pass, explain, desk, told, entries } = alerted();
    await send(many(1, 30));
    await desk.incidents.acknowledge.mutate({ incident: 'INC-25' });
    await pass(10 * minutes);
    expect((await explain('INC-25')).at(-1)).toMatchObject({
      rule: 'wait-ended',
      why: 'acknowledged',
    });
    expect(await told('desk-ada')).toContain('INC-26 wait-ended');
    expect(await told('desk-ada')).not.toContain('INC-25 wait-ended');
    expect((await entries('INC-25')).at(-1)).toMatchObject({ why: 'storm', target: 'INC-21' });
  });

  test('SIG-34: a storm that a person has resolved is over; it is opened again by the next', async () => {
    const { many, send, pass, desk, storms, told } = alerted();
    await send(many(1, 30));
    const [storm] = await storms();
    await desk.incidents.resolve.mutate({
      ...{ incident: storm?.incident ?? '', code: 'fixed', text: 'The switch is back.' },
    });
    await pass(0);
    expect((await told('desk-ada')).filter((each) => each.endsWith('wait-ended'))).toHaveLength(30);
    await pass(2 * minutes);
    await send(many(31, 60));
    expect(await storms()).toMatchObject([{ status: { category: 'active' } }]);
    await pass(0);
    expect((await told('desk-ada')).filter((each) => each.endsWith('wait-ended'))).toHaveLength(30);
  });

  test('SIG-34: whoever looks, at whatever time and however many do, each is told once', async () => {
    const database = await emptyDatabase();
    const first = alerted({ database });
    await first.send(first.many(1, 80));
    // As after a kill: nothing of the storm was in the memory of who took it in.
    await first.kit.close();
    const others = [1, 2, 3].map(() => alerted({ database }));
    for (const { clock } of others) clock.now = first.clock.now + 30 * minutes;
    await Promise.all(others.map(({ kit }) => kit.fireDue()));
    await Promise.all(others.map(({ kit }) => kit.fireDue()));
    const [one] = others;
    const told = (await one?.told('desk-ada')) ?? [];
    const late = told.filter((each) => each.endsWith('wait-ended'));
    expect(late).toHaveLength(80);
    expect(new Set(late).size).toBe(80);
  });

  test('SIG-34: a storm is as pressing as the worst of its incidents', async () => {
    const { many, fires, send, storms } = alerted();
    await send(many(1, 30));
    expect(await storms()).toMatchObject([{ priority: 'P3' }]);
    await send([fires('worst', ofDesk, 'critical')]);
    expect(await storms()).toMatchObject([{ priority: 'P1' }]);
  });

  test('SIG-21 SIG-33: “why was nobody told” names the storm, since when, and when that was over', async () => {
    const { many, send, pass, explain, clock } = alerted();
    const at = clock.now;
    await send(many(1, 30));
    const since = { incident: 'INC-21', since: at };
    expect(await explain('INC-28')).toMatchObject([
      { at, event: 'incident.routed', rule: 'assigned', told: null, why: 'storm', waitsFor: since },
    ]);
    await pass(10 * minutes);
    expect((await explain('INC-28')).at(-1)).toMatchObject({
      ...{ at: clock.now, event: 'incident.wait-ended', rule: 'wait-ended', waitsFor: since },
      ...{ told: { whom: 'team', team: 'desk' }, why: null },
    });
  });

  test('SIG-33: rules, groups and maintenance that are for everything do not hide the storm', async () => {
    const { many, send, storms, publish, clock } = alerted();
    const outcome = { raise: true, threshold: 1, pauseMs: 0 };
    await publish({
      rules: [
        { id: 'own', name: 'Own', when: { source: ['prometheus'] }, outcome },
        { id: 'rest', name: 'Rest', when: {}, outcome: { ...outcome, raise: false } },
      ],
      maintenance: [
        {
          ...{ id: 'works', name: 'Works', from: clock.now, to: clock.now + 60 * minutes },
          when: { text: ['storm'] },
        },
      ],
    });
    await send(many(1, 30));
    expect(await storms()).toHaveLength(1);
  });

  test('SIG-33: how many are a storm and how long it has to be calm is in the document, and is checked', async () => {
    const { many, send, storms, publish, pass, told } = alerted();
    await expect(publish({ storm: { perMinute: 0, calmMs: 10 * minutes } })).rejects.toThrow();
    await expect(publish({ storm: { perMinute: 3, calmMs: 0 } })).rejects.toThrow();
    await expect(publish({ storm: { perMinute: 3, calmMs: 48 * 60 * minutes } })).rejects.toThrow();
    await publish({ storm: { perMinute: 3, calmMs: 2 * minutes } });
    await send(many(1, 4));
    expect(await storms()).toHaveLength(1);
    await pass(2 * minutes);
    expect((await told('desk-ada')).filter((each) => each.endsWith('wait-ended'))).toHaveLength(4);
  });
});
