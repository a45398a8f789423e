import { type AlertRules, defaultAlertRules } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { amir, base, grace, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const minutes = 60_000;
const labels = { alertname: 'Slow', service: 'service-1', severity: 'warning' };

/** Each is what users of other tools have complained of: its test says in its name how it is here. */
function alerted(kind: string, rest: object = {}) {
  const kit = testKit({
    sources: [{ key: 'monitoring', kind, secret, ...rest }],
    configuration: deskDocuments,
  });
  kit.clock.now = Date.UTC(2026, 10, 26, 9);
  const iso = (at: number) => new Date(at).toISOString();
  const fires = (key: string, startsAt = kit.clock.now) =>
    alert(key, { startsAt: iso(startsAt), labels });
  const over = (key: string, startsAt: number) =>
    alert(key, {
      ...{ status: 'resolved', startsAt: iso(startsAt), endsAt: iso(kit.clock.now), labels },
    });
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const url = `${base}/intake/monitoring/${secret}`;
    const answer = await kit.kit.fetch(new Request(url, { method: 'POST', body, headers }));
    expect(answer.status).toBeLessThan(300);
  };
  const pass = async (ms: number) => {
    kit.clock.now += ms;
    await kit.kit.fireDue();
  };
  const desk = kit.as(grace);
  const queue = async () =>
    (await desk.incidents.list.query({ status: 'all' })).incidents.sort((one, other) =>
      one.incident.localeCompare(other.incident, 'en', { numeric: true }),
    );
  const statuses = async () => (await queue()).map(({ status }) => status.category);
  const publish = async (change: Partial<AlertRules>) => {
    const { current } = await kit.as(amir).configuration.get.query({ kind: 'signals' });
    const document = { ...defaultAlertRules, ...change };
    await kit.as(amir).configuration.publish.mutate({
      ...{ kind: 'signals', document, basedOn: current.version, reason: 'The desk wants it so.' },
    });
  };
  const explain = async (incident: string, person?: string) =>
    (await desk.notifications.explain.query({ incident, ...(person && { person }) })).decisions;
  return { ...kit, desk, iso, fires, over, send, pass, queue, statuses, publish, explain };
}

const rule = (id: string, when: object, outcome: object = {}): AlertRules['rules'][number] => ({
  ...{ id, name: id, when },
  outcome: { raise: true, threshold: 1, pauseMs: 0, ...outcome },
});

test('SIG-2: “duplicates by group key never resolve”: each alert of a group is over by itself', async () => {
  const { send, fires, over, pass, clock, statuses } = alerted('alertmanager');
  const start = clock.now;
  const group = { groupKey: '{}:{service="service-1"}' };
  const both = message([fires('aa'), fires('bb')], group);
  await send(both);
  await pass(5 * minutes);
  await send(both);
  expect(await statuses()).toEqual(['new', 'new']);
  await send(message([over('aa', start), fires('bb', start)], group));
  await pass(5 * minutes);
  expect((await statuses()).sort()).toEqual(['new', 'resolved']);
  await send(message([over('aa', start), over('bb', start)], { ...group, status: 'resolved' }));
  await pass(5 * minutes);
  expect(await statuses()).toEqual(['resolved', 'resolved']);
});

test('SIG-2: “a group resolved while a member burns”: it stays open until none of it does', async () => {
  const { send, fires, over, pass, clock, statuses, publish } = alerted('alertmanager');
  await publish({ rules: [rule('by-service', {}, { groupBy: ['service'] })] });
  const start = clock.now;
  await send(message([fires('aa'), fires('bb')]));
  await pass(minutes);
  await send(message([over('aa', start), fires('bb', start)], { status: 'resolved' }));
  await pass(60 * minutes);
  expect(await statuses()).toEqual(['new']);
  await send(message([over('bb', start)], { status: 'resolved' }));
  await pass(5 * minutes);
  expect(await statuses()).toEqual(['resolved']);
});

test('SIG-3: “SNS as text/plain gave blank alerts”: it is read whatever it is said to be', async () => {
  const { send, queue, as } = alerted('sns', { options: { signed: false } });
  const [sample] = sourceKinds.get('sns')?.samples ?? [];
  expect(sample?.headers?.['content-type']).toMatch(/^text\/plain/);
  await send(sample?.body ?? '', sample?.headers);
  const { alerts } = await as(grace).signals.alerts.query({});
  expect(alerts).toMatchObject([
    { title: expect.stringMatching(/\S/), labels: expect.any(Object) },
  ]);
  expect(Object.keys(alerts[0]?.labels ?? {})).not.toEqual([]);
  expect((await queue())[0]?.title).toBe(alerts[0]?.title);
});

test('SIG-4: “a rule was silently ignored”: before it is published it says which alerts it is for, and each incident which rule it had', async () => {
  const { send, fires, as, desk, publish } = alerted('alertmanager');
  await send(message([fires('aa'), fires('bb')]));
  const misspelt = rule('slow', { labels: { alert: ['Slow'] } }, { groupBy: ['service'] });
  const drafted = async (rules: AlertRules['rules']) =>
    (
      await as(amir).signals.tryRules.mutate({ document: { ...defaultAlertRules, rules } })
    ).draft.incidents.map((incident) => incident.rule);
  expect(await drafted([misspelt])).toEqual([null, null]);
  const right = rule('slow', { labels: { alertname: ['Slow'] } }, { groupBy: ['service'] });
  expect(await drafted([right])).toEqual(['slow']);
  await publish({ rules: [right] });
  await send(message([fires('cc')]));
  const { entries } = await desk.incidents.timeline.query({ incident: 'INC-3' });
  expect(entries).toContainEqual(expect.objectContaining({ kind: 'alert-attached', rule: 'slow' }));
});

test('SIG-5: “a change of severity closed and opened for ever”: it is one incident, open all the time', async () => {
  const { send, pass, iso, clock, statuses, desk } = alerted('alertmanager');
  const startsAt = iso(clock.now);
  for (const severity of ['warning', 'critical', 'warning', 'critical', 'info']) {
    // Alertmanager takes the severity for a part of what an alert is.
    const said = { ...labels, severity };
    await send(message([{ ...alert('', { startsAt, labels: said }), fingerprint: undefined }]));
    await pass(5 * minutes);
  }
  expect(await statuses()).toEqual(['new']);
  const { entries } = await desk.incidents.timeline.query({ incident: 'INC-1' });
  expect(entries.map(({ kind }) => kind)).not.toContain('resolved');
});

test('SIG-11: “PagerDuty always makes a new one”: what is triggered again within the window opens the same incident', async () => {
  const { send, pass, statuses } = alerted('pagerduty');
  const event = (action: string) =>
    JSON.stringify({
      ...{ routing_key: secret, event_action: action, dedup_key: 'mail' },
      payload: { summary: 'Mail waits', source: 'mail-1', severity: 'warning' },
    });
  await send(event('trigger'));
  await pass(minutes);
  await send(event('resolve'));
  await pass(5 * minutes);
  expect(await statuses()).toEqual(['resolved']);
  await send(event('trigger'));
  await pass(minutes);
  expect(await statuses()).toHaveLength(1);
  expect(await statuses()).not.toContain('resolved');
});

test('SIG-18: “a resolve lost in it”: what is over in maintenance is resolved in it, and told to nobody after it', async () => {
  const { send, fires, over, pass, clock, statuses, publish, explain } = alerted('alertmanager');
  const start = clock.now;
  const window = { from: start, to: start + 60 * minutes, when: {} };
  await publish({ maintenance: [{ id: 'disks', name: 'New disks', ...window }] });
  await send(message([fires('aa')]));
  await pass(10 * minutes);
  await send(message([over('aa', start)]));
  await pass(5 * minutes);
  expect(await statuses()).toEqual(['resolved']);
  await pass(60 * minutes);
  expect(await statuses()).toEqual(['resolved']);
  expect((await explain('INC-1')).filter(({ why }) => why === null)).toEqual([]);
});

test('SIG-21: “why was nobody told”: it says the rule, the reason and the time, for all and for one person', async () => {
  const { send, fires, pass, clock, publish, explain } = alerted('alertmanager');
  await publish({ rules: [rule('patient', {}, { pauseMs: 5 * minutes })] });
  const start = clock.now;
  await send(message([fires('aa')]));
  await pass(minutes);
  expect(await explain('INC-1')).toMatchObject([
    { rule: 'assigned', why: 'paused', at: start, people: [] },
  ]);
  await pass(4 * minutes);
  const member = deskDocuments.teams.teams[0]?.members[0]?.id ?? '';
  for (const person of [undefined, member]) {
    expect(await explain('INC-1', person)).toMatchObject([
      { rule: 'assigned', why: 'paused', at: start },
      { rule: 'pause-ended', why: null, at: start + 5 * minutes },
    ]);
  }
});
