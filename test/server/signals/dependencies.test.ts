import { describe, expect, test } from 'vitest';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { amir, base, grace, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const sources = [{ key: 'prometheus', kind: 'alertmanager' as const, secret }];
const minutes = 60_000;
/** The shop of the desk cannot do without the database of the network, and that not without the clients' disk. */
const [shop, database, disk] = ['service-1', 'service-2', 'service-3'] as const;
const needs: Record<string, string[]> = { [shop]: [database], [database]: [disk] };
const catalogue = {
  ...deskDocuments.catalogue,
  services: deskDocuments.catalogue.services.map((each) => ({
    ...each,
    dependsOn: needs[each.id] ?? [],
  })),
};

function alerted() {
  const kit = testKit({ sources, configuration: { ...deskDocuments, catalogue } });
  kit.clock.now = Date.UTC(2026, 10, 26, 9);
  const { clock } = kit;
  const iso = (at: number) => new Date(at).toISOString();
  const of = (service: string) => ({ labels: { alertname: service, service, severity: 'error' } });
  const send = async (...alerts: object[]) => {
    const url = `${base}/intake/prometheus/${secret}`;
    const answer = await kit.kit.fetch(new Request(url, { method: 'POST', body: message(alerts) }));
    expect(answer.status).toBe(202);
  };
  const fires = (service: string) => alert(service, { startsAt: iso(clock.now), ...of(service) });
  const over = (service: string, startsAt: number) =>
    alert(service, {
      ...{ status: 'resolved', startsAt: iso(startsAt), endsAt: iso(clock.now), ...of(service) },
    });
  const pass = async (ms: number) => {
    clock.now += ms;
    await kit.kit.fireDue();
  };
  const desk = kit.as(grace);
  const told = async (person: string) => {
    const them = { role: 'agent', sub: person, name: person } as const;
    const { notifications } = await kit.as(them).notifications.list.query({ limit: 100 });
    return notifications.map(({ entry }) => `${entry.incident} ${entry.kind}`).reverse();
  };
  const statusOf = async (incident: string) =>
    (await desk.incidents.get.query({ incident })).incident.status.category;
  const explain = async (incident: string) =>
    (await desk.notifications.explain.query({ incident })).decisions;
  return { ...kit, desk, fires, over, send, pass, told, statusOf, explain };
}

describe('dependencies', () => {
  test('SIG-35 SIG-19: while a service that it depends on has an open incident, only the notification waits; what still fires at its end is told', async () => {
    const { fires, over, send, pass, told, statusOf, explain, clock } = alerted();
    const start = clock.now;
    await send(fires(database));
    await pass(minutes);
    const since = clock.now;
    await send(fires(shop));
    // It is recorded all the same.
    expect(await statusOf('INC-2')).toBe('new');
    expect(await told('network-ada')).toEqual(['INC-1 routed']);
    expect(await told('desk-ada')).toEqual([]);
    const waitsFor = { incident: 'INC-1', since };
    expect(await explain('INC-2')).toMatchObject([
      { event: 'incident.routed', at: since, told: null, why: 'dependency', waitsFor },
    ]);
    await pass(30 * minutes);
    expect(await told('desk-ada')).toEqual([]);
    await send(over(database, start));
    await pass(2 * minutes);
    expect(await statusOf('INC-1')).toBe('resolved');
    expect(await told('desk-ada')).toEqual(['INC-2 wait-ended']);
    expect((await explain('INC-2')).at(-1)).toMatchObject({
      ...{ event: 'incident.wait-ended', rule: 'wait-ended', at: clock.now, waitsFor, why: null },
    });
  });

  test('SIG-35: resolving does not wait: what ends before the other is never told', async () => {
    const { fires, over, send, pass, told, statusOf, clock } = alerted();
    const start = clock.now;
    await send(fires(database));
    await pass(minutes);
    await send(fires(shop));
    const began = clock.now;
    await pass(minutes);
    await send(over(shop, began));
    await pass(2 * minutes);
    expect(await statusOf('INC-2')).toBe('resolved');
    await send(over(database, start));
    await pass(10 * minutes);
    expect(await told('desk-ada')).toEqual([]);
  });

  test('SIG-35: what both end for is not told in the moment between', async () => {
    const { fires, over, send, pass, told, clock } = alerted();
    const start = clock.now;
    await send(fires(database));
    await pass(minutes);
    const began = clock.now;
    await send(fires(shop));
    await pass(minutes);
    await send(over(database, start));
    await pass(minutes);
    await send(over(shop, began));
    await pass(minutes);
    await pass(minutes);
    expect(await told('desk-ada')).toEqual([]);
  });

  test('SIG-35: it also waits for what it depends on by way of others, one after the other', async () => {
    const { fires, over, send, pass, told, explain, clock } = alerted();
    const start = clock.now;
    await send(fires(disk));
    await send(fires(shop));
    expect(await explain('INC-2')).toMatchObject([
      { why: 'dependency', waitsFor: { incident: 'INC-1' } },
    ]);
    await send(fires(database));
    await send(over(disk, start));
    await pass(2 * minutes);
    expect(await told('network-ada')).toEqual(['INC-3 wait-ended']);
    expect(await told('desk-ada')).toEqual([]);
    await send(over(database, start));
    await pass(2 * minutes);
    expect(await told('desk-ada')).toEqual(['INC-2 wait-ended']);
  });

  test('SIG-35: when the other begins later, what is told no more waits from then on; what was acknowledged does not', async () => {
    const { fires, send, desk, told, explain } = alerted();
    await send(fires(shop));
    await send(fires(database));
    expect(await told('desk-ada')).toEqual(['INC-1 routed']);
    const { entries } = await desk.incidents.timeline.query({ incident: 'INC-1' });
    expect(entries.at(-1)).toMatchObject({
      kind: 'wait-begun',
      why: 'dependency',
      target: 'INC-2',
    });
    // What a person does is told at once.
    await desk.incidents.assign.mutate({ incident: 'INC-1', team: 'desk', assignee: 'desk-ben' });
    expect((await explain('INC-1')).at(-1)).toMatchObject({ rule: 'assigned', why: null });
  });

  test('SIG-35: what was acknowledged before goes on', async () => {
    const { fires, send, desk } = alerted();
    await send(fires(shop));
    await desk.incidents.acknowledge.mutate({ incident: 'INC-1' });
    await send(fires(database));
    const { entries } = await desk.incidents.timeline.query({ incident: 'INC-1' });
    expect(entries.map(({ kind }) => kind)).not.toContain('wait-begun');
  });

  test('SIG-35: an incident that a person reported keeps nothing back, nor does one of a service that does not matter to it', async () => {
    const { fires, send, told, as } = alerted();
    await as(grace).incidents.report.mutate({
      ...{ key: 'report-database-1', title: 'The database is slow', service: database },
      ...{ impact: 'high', urgency: 'high' },
    });
    await send(fires('service-9'));
    await send(fires(shop));
    expect((await told('desk-ada')).filter((each) => each.startsWith('INC-3'))).toEqual([
      'INC-3 routed',
    ]);
  });

  test('SIG-35: a ring that another catalogue makes of them leaves one that is told', async () => {
    const { fires, over, send, pass, told, as, clock } = alerted();
    const start = clock.now;
    await send(fires(database));
    await send(fires(shop));
    const turned: Record<string, string[]> = { [database]: [shop] };
    await as(amir).configuration.publish.mutate({
      ...{ kind: 'catalogue', basedOn: 1, reason: 'It is the other way round.' },
      document: {
        ...catalogue,
        services: catalogue.services.map((each) => ({ ...each, dependsOn: turned[each.id] ?? [] })),
      },
    });
    await send(over(database, start));
    // It is resolved and fires anew before anybody has looked what waits for it.
    clock.now += 3 * minutes;
    await send(fires(database));
    await pass(0);
    // Somebody may have looked just before: then it is the other that is told.
    const all = [...(await told('network-ada')), ...(await told('desk-ada'))];
    const after = all.filter((each) => each !== 'INC-1 routed');
    expect(['INC-1 reopened', 'INC-2 wait-ended']).toEqual(expect.arrayContaining(after));
    expect(after).not.toEqual([]);
  });
});
