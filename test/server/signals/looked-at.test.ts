import { describe, expect, test } from 'vitest';
import { sourcesSchema } from '../../../packages/server/src/access/sources.ts';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { amir, base, grace, refusalOf, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';

function kitWith(kind: string, rest: Record<string, unknown> = {}) {
  const kit = testKit({ sources: [{ key: 'monitoring', kind, secret, ...rest }] });
  kit.clock.now = Date.UTC(2026, 10, 26);
  const send = (body: string, { headers = {}, query = '' } = {}) => {
    const url = `${base}/intake/monitoring/${secret}${query}`;
    return kit.kit.fetch(new Request(url, { method: 'POST', body, headers }));
  };
  const { signals } = kit.as(amir);
  const firing = async () => (await kit.as(grace).signals.alerts.query({})).alerts;
  return { ...kit, send, signals, firing };
}

const source = 'monitoring';

test('SIG-29: one delivery is shown as it came, with what would be made of it', async () => {
  const { send, signals } = kitWith('alertmanager');
  const body = message([alert('aa'), alert('{{ .X }}')]);
  const { delivery } = await (await send(body)).json();
  expect(await signals.delivery.query({ delivery })).toMatchObject({
    source,
    delivery: { id: delivery, body, quarantined: 1 },
    reading: {
      problem: null,
      total: 2,
      signals: [
        { key: 'aa', isUsable: true, state: 'firing', severity: 'warning' },
        { key: '{{ .X }}', isUsable: false },
      ],
    },
  });
  const { code } = await refusalOf(signals.delivery.query({ delivery: 'none' }));
  expect(code).toBe('not-found');
});

test('SIG-29: what came in headers and behind the address is read again as well', async () => {
  const events = kitWith('cloudevents');
  const headers = {
    ...{ 'ce-specversion': '1.0', 'ce-type': 't', 'ce-source': '/m', 'ce-id': '3' },
    ...{ 'ce-subject': 'k%C3%BCche', 'content-type': 'application/json' },
  };
  await events.send('{"status":"firing"}', { headers });
  const robot = kitWith('uptimerobot');
  await robot.send('', { query: '?monitorID=88&alertType=1&alertDateTime=1767603600' });
  for (const [{ signals }, key] of [
    [events, '/m!küche'],
    [robot, '88'],
  ] as const) {
    const { deliveries, alerts } = await signals.tryOptions.query({ source });
    expect([alerts, deliveries]).toMatchObject([1, [{ problem: null, signals: [{ key }] }]]);
  }
});

test('SIG-29: another mapping is tried on what came, and changes nothing', async () => {
  const { send, signals, firing } = kitWith('json');
  await send('{"id":7,"bad":true}');
  await send('{"id":8,"bad":true}');
  const mapping = '{ "key": id, "state": bad ? "firing" : "resolved" }';
  const tried = await signals.tryOptions.query({ source, options: { mapping } });
  expect(tried).toMatchObject({
    alerts: 2,
    deliveries: [{ signals: [{ key: '8' }] }, { signals: [{ key: '7' }] }],
  });
  const forever = { mapping: '($f := function($n) { $f($n + 1) }; $f(0))' };
  const { deliveries } = await signals.tryOptions.query({ source, options: forever });
  expect(deliveries[0]?.problem).toContain('more than 1 s');
  expect(await firing()).toEqual([]);
  expect((await signals.deliveries.query({ source })).deliveries).toHaveLength(2);
  for (const options of [{ mapping: '' }, { other: 1 }]) {
    const { code } = await refusalOf(signals.tryOptions.query({ source, options }));
    expect(code).toBe('invalid-input');
  }
});

describe('SIG-4 SIG-5: a key made of labels', () => {
  test('is shown for what came, before it is set', async () => {
    const { send, signals } = kitWith('alertmanager');
    const of = (host: string) => alert(host, { labels: { service: 'mail', host } });
    await send(message([of('m1'), of('m2'), alert('m3', { labels: { host: 'm3' } })]));
    const tried = await signals.tryOptions.query({ source, alertKey: '{service}/{host}' });
    expect(tried.alerts).toBe(2);
    const [{ signals: [first, , third] = [] } = {}] = tried.deliveries;
    expect([first?.key, third]).toMatchObject(['mail/m1', { key: '', isUsable: false }]);
    expect((await signals.tryOptions.query({ source, alertKey: '{service}' })).alerts).toBe(1);
    const { code } = await refusalOf(
      signals.tryOptions.query({ source, alertKey: '{host}/{severity}' }),
    );
    expect(code).toBe('invalid-input');
  });

  test('tells alerts apart once it is set', async () => {
    const { send, firing } = kitWith('alertmanager', { alertKey: '{service}!{key}' });
    await send(message([alert('aa'), alert('bb'), alert('cc', { labels: { a: '1' } })]));
    expect((await firing()).map(({ key }) => key).sort()).toEqual(['mail!aa', 'mail!bb']);
  });

  test.each(['all', '{severity}', '{service}/{status}'])('is never “%s”', (alertKey) => {
    const make = () => sourcesSchema.parse([{ key: 'a', kind: 'json', secret, alertKey }]);
    expect(make).toThrow();
  });
});

test.each([...sourceKinds.keys()])('SIG-29: %s can be tried with its own sample', async (kind) => {
  const { signals, firing } = kitWith(kind);
  for (const _ of [1, 2]) {
    const { delivery, reading } = await signals.test.mutate({ source });
    expect(reading).toMatchObject({
      problem: null,
      ...(kind === 'numbers'
        ? { signals: [], numbers: [{ name: expect.any(String), value: expect.any(Number) }] }
        : kind === 'measurements'
          ? { signals: [], measurements: [{ objective: 'checkout', good: 995, total: 1_000 }] }
          : { signals: [{ state: 'firing', isUsable: true }], numbers: [] }),
    });
    expect((await signals.delivery.query({ delivery })).reading).toEqual(reading);
  }
  expect(await firing()).toEqual([]);
  expect((await signals.deliveries.query({ source })).deliveries).toHaveLength(2);
});

test('SIG-29: trying a source that fires leaves what fires as it is', async () => {
  const { send, signals, firing } = kitWith('json');
  const [sample] = sourceKinds.get('json')?.samples ?? [];
  await send(sample?.body ?? '');
  const before = await firing();
  expect(before).toHaveLength(1);
  await signals.test.mutate({ source });
  expect(await firing()).toEqual(before);
});

test('sources are listed with how they are set up, and without their secrets', async () => {
  const { send, signals, clock } = kitWith('grafana', { signingSecrets: ['what-it-signs-with'] });
  expect((await signals.sources.query()).sources).toMatchObject([{ lastReceivedAt: null }]);
  await send('{}');
  const answer = await signals.sources.query();
  const address = 'http://kit.test/intake/monitoring/SECRET';
  expect(answer.sources).toMatchObject([
    {
      ...{ key: source, kind: 'grafana', address, resolves: true, isSigned: true },
      ...{ alertKey: null, lastReceivedAt: clock.now, setup: expect.stringContaining(address) },
    },
  ]);
  expect(JSON.stringify(answer)).not.toMatch(/what-it-signs-with|0f3b92c4/u);
  const { code } = await refusalOf(signals.test.mutate({ source: 'nobody' }));
  expect(code).toBe('not-found');
});

test('sources are listed with why the last delivery was refused, and whether one is silent', async () => {
  const { kit, send, signals, clock } = kitWith('json', { heartbeatSeconds: 60 });
  await send('{');
  const [refused] = (await signals.sources.query()).sources;
  expect(refused).toMatchObject({ heartbeatMs: 60_000, isSilent: false, options: {} });
  expect(refused?.lastProblem).not.toBeNull();
  clock.now += 1_000;
  await signals.test.mutate({ source });
  expect((await signals.sources.query()).sources).toMatchObject([{ lastProblem: null }]);
  clock.now += 120_000;
  await kit.fireDue();
  expect((await signals.sources.query()).sources).toMatchObject([{ isSilent: true }]);
});

test('deliveries are read page by page, each once', async () => {
  const { send, signals, clock } = kitWith('json');
  // Two of them come in the same millisecond, at the end of a page.
  for (const later of [0, 1, 1, 0, 1]) {
    clock.now += later;
    await send(`{"key":"k","state":"firing","at":${clock.now}}`);
  }
  const seen: string[] = [];
  let next: number | null | undefined;
  do {
    const page = await signals.deliveries.query({ source, limit: 2, before: next ?? undefined });
    seen.push(...page.deliveries.map(({ id }) => id));
    next = page.next;
  } while (next !== null);
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});
