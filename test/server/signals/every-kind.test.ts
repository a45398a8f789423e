import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { Sources } from '../../../packages/server/src/operations/signals/sources.ts';
import { amir, base, grace, testKit } from '../support/kit.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const signing = 'what-they-sign-with';

type Kit = ReturnType<typeof testKit>;

function kitWith(kind: string, rest: { signingSecrets?: string[] } = {}): Kit {
  return testKit({ sources: [{ key: 'monitoring', kind, secret, ...unsigned(kind), ...rest }] });
}

/** Its samples are nobody's, so Amazon has not signed them. */
const unsigned = (kind: string) => (kind === 'sns' ? { options: { signed: false } } : {});

function send({ kit }: Kit, init: RequestInit, path = `/intake/monitoring/${secret}`) {
  return kit.fetch(new Request(`${base}${path}`, { method: 'POST', ...init }));
}

const samplesOf = (kind: string) => sourceKinds.get(kind)?.samples ?? [];

const firing = async ({ as }: Kit) => (await as(grace).signals.alerts.query({})).alerts;
const deliveriesOf = async ({ as }: Kit) =>
  (await as(amir).signals.deliveries.query({ source: 'monitoring' })).deliveries;

describe.each([...sourceKinds.keys()])('%s', (name) => {
  test('what it sends is taken in, and what fires is listed', async () => {
    const kit = kitWith(name);
    const first = samplesOf(name)[0] ?? { body: '' };
    const answer = await send(kit, first);
    if (name === 'measurements') {
      // It can be read, and is of an objective that there is not.
      expect(await answer.text()).toContain('no objective “checkout”');
      return;
    }
    expect([200, 202]).toContain(answer.status);
    expect(await firing(kit)).toHaveLength(name === 'numbers' ? 0 : 1);
    expect(await deliveriesOf(kit)).toMatchObject([{ body: first.body, problem: null }]);
  });

  test('what cannot be read is refused, kept and lists nothing', async () => {
    const kit = kitWith(name);
    const answer = await send(kit, { body: '<alert/>' });
    expect([400, 422]).toContain(answer.status);
    expect(await firing(kit)).toEqual([]);
    expect(await deliveriesOf(kit)).toMatchObject([
      { body: '<alert/>', problem: expect.any(String) },
    ]);
  });
});

test('what is not signed, or wrongly, is kept and refused', async () => {
  const kit = kitWith('github', { signingSecrets: ['the-one-before', signing] });
  const [sample] = samplesOf('github');
  const body = sample?.body ?? '';
  const sent = (signature: Record<string, string>) =>
    send(kit, { body, headers: { ...sample?.headers, ...signature } });
  expect((await sent({})).status).toBe(401);
  expect((await sent({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` })).status).toBe(401);
  expect(await firing(kit)).toEqual([]);
  expect((await deliveriesOf(kit)).map(({ problem }) => problem).sort()).toEqual([
    'It is not signed.',
    'It is signed with another secret.',
  ]);
  const right = createHmac('sha256', signing).update(body).digest('hex');
  expect((await sent({ 'x-hub-signature-256': `sha256=${right}` })).status).toBe(202);
  expect(await firing(kit)).toHaveLength(1);
});

test('a kind that signs nothing is given no secret to sign with', () => {
  const source = { key: 'azure', kind: 'azure', secret, signingSecrets: [signing] };
  expect(() => new Sources([source], sourceKinds)).toThrow('signs nothing');
});

test('what alerts PagerDuty alerts the source whose secret is its key, and is answered alike', async () => {
  const kit = kitWith('pagerduty');
  const event = (rest: object) => ({
    body: JSON.stringify({ routing_key: secret, event_action: 'trigger', ...rest }),
  });
  const payload = { summary: 'Mail waits', source: 'mail-1', severity: 'warning' };
  const named = await send(kit, event({ dedup_key: 'mail', payload }), '/v2/enqueue');
  expect(named.status).toBe(202);
  expect(await named.json()).toEqual({
    status: 'success',
    message: 'Event processed',
    dedup_key: 'mail',
  });
  const unnamed = await send(kit, event({ payload }), '/v2/enqueue');
  const { dedup_key: made } = (await unnamed.json()) as { dedup_key: string };
  expect((await firing(kit)).map(({ key }) => key).sort()).toEqual(['mail', made].sort());
  await send(kit, event({ event_action: 'resolve', dedup_key: made }), '/v2/enqueue');
  expect((await firing(kit)).map(({ key }) => key)).toEqual(['mail']);

  const wrong = await send(kit, event({ event_action: 'shout' }), '/v2/enqueue');
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { status: 'invalid event' }]);
  for (const key of [undefined, 7, '', `${secret}0`]) {
    const stranger = await send(kit, event({ routing_key: key, payload }), '/v2/enqueue');
    expect(stranger.status).toBe(404);
  }
});

test('the key of another kind of source alerts nobody as PagerDuty', async () => {
  const kit = kitWith('grafana');
  const body = JSON.stringify({ routing_key: secret, event_action: 'trigger' });
  expect((await send(kit, { body }, '/v2/enqueue')).status).toBe(404);
});

test('CloudEvents may ask whether to send, with the right secret', async () => {
  const kit = kitWith('cloudevents');
  const headers = { 'webhook-request-origin': 'events.example' };
  const asked = await send(kit, { method: 'OPTIONS', headers });
  expect(asked.status).toBe(200);
  expect(asked.headers.get('webhook-allowed-origin')).toBe('events.example');
  const stranger = await send(kit, { method: 'OPTIONS', headers }, '/intake/monitoring/x');
  expect(stranger.status).toBe(404);
});

test('SNS: a subscription waits for a person to confirm it', async () => {
  const kit = kitWith('sns');
  const [, sample] = samplesOf('sns');
  expect((await send(kit, sample ?? {})).status).toBe(200);
  expect(await firing(kit)).toEqual([]);
  expect((await deliveriesOf(kit))[0]?.body).toContain('SubscribeURL');
});
