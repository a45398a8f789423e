import { expect, test } from 'vitest';
import { noLimits } from '../../support/no-limits.ts';
import { base, grace, testKit } from '../support/kit.ts';
import { alert, message, resolved } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';

/** Of each source, one delivery an hour is too many. */
function kitWith(kind: string) {
  const kit = testKit({
    sources: [{ key: 'monitoring', kind, secret }],
    limits: { ...noLimits, deliveries: { max: 1, seconds: 3_600 } },
  });
  kit.clock.now = Date.UTC(2026, 10, 26);
  const send = (body: string, path = `/intake/monitoring/${secret}`) =>
    kit.kit.fetch(new Request(`${base}${path}`, { method: 'POST', body }));
  const firing = async () => (await kit.as(grace).signals.alerts.query({})).alerts;
  return { ...kit, send, firing };
}

test('SIG-1: of what is too much, repeats are refused with source, limit and seconds', async () => {
  const { send, firing } = kitWith('alertmanager');
  expect((await send(message([alert('aa')]))).status).toBe(202);
  const answer = await send(message([alert('aa')]));
  expect(answer.status).toBe(503);
  const { problem, ...said } = await answer.json();
  const retryAfter = Number(answer.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(3_500);
  expect(said).toEqual({ source: 'monitoring', limit: '1 deliveries in 3600 s', retryAfter });
  expect(problem).toContain(String(retryAfter));
  expect(await firing()).toMatchObject([{ key: 'aa', times: 1 }]);
});

test('SIG-1: a first firing, a resolve, a graver one and one that fires anew are never refused', async () => {
  const { send, firing, clock } = kitWith('alertmanager');
  const graver = alert('aa', { labels: { severity: 'critical' } });
  const anew = alert('aa', { startsAt: '2026-11-25T21:00:00Z' });
  const over = resolved('aa', '2026-11-25T20:05:00Z');
  const news = [alert('aa'), alert('bb'), graver, over, anew];
  for (const each of news) {
    expect((await send(message([each]))).status, JSON.stringify(each)).toBe(202);
  }
  expect((await firing()).map(({ key }) => key).sort()).toEqual(['aa', 'bb']);
  const overNow = { ...over, startsAt: anew.startsAt, endsAt: '2026-11-25T21:05:00Z' };
  expect((await send(message([overNow]))).status).toBe(202);
  clock.now += 120_000;
  // The same start fires again: rather a false alarm than a missed one.
  expect((await send(message([anew]))).status).toBe(202);
  expect((await firing()).map(({ key }) => key).sort()).toEqual(['aa', 'bb']);
});

test('SIG-1: what cannot be read is refused first of all', async () => {
  const { send } = kitWith('alertmanager');
  expect((await send('alert!')).status).toBe(422);
  expect((await send('alert!')).status).toBe(503);
});

const event = { routing_key: secret, event_action: 'trigger', dedup_key: 'mail' };
const pagerduty = JSON.stringify({
  ...event,
  payload: { summary: 'Mail waits', severity: 'info' },
});

test.each([
  ['pagerduty', pagerduty, '/v2/enqueue'],
  [
    'cloudevents',
    JSON.stringify({ specversion: '1.0', type: 't', source: '/m', id: '1', subject: 'mail' }),
    undefined,
  ],
])('SIG-1: %s sends again what is answered 429', async (kind, body, path) => {
  const { send } = kitWith(kind);
  expect((await send(body, path)).status).toBe(202);
  const again = await send(body, path);
  expect([again.status, Number(again.headers.get('retry-after')) > 0]).toEqual([429, true]);
});

test('SIG-1: what one source sends too much of is not counted against another', async () => {
  const other = 'b81c07e5f2d94a3608cc71be5590fa2d';
  const { kit, clock } = testKit({
    sources: [
      { key: 'monitoring', kind: 'alertmanager', secret },
      { key: 'other', kind: 'alertmanager', secret: other },
    ],
    limits: { ...noLimits, deliveries: { max: 2, seconds: 3_600 } },
  });
  clock.now = Date.UTC(2026, 10, 26);
  const send = async (path: string) => {
    const init = { method: 'POST', body: message([alert('aa')]) };
    return (await kit.fetch(new Request(`${base}/intake/${path}`, init))).status;
  };
  const first = `monitoring/${secret}`;
  const said = [
    await send(first),
    await send(first),
    await send(first),
    await send(`other/${other}`),
  ];
  expect(said).toEqual([202, 202, 503, 202]);
});
