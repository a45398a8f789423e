import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { amir, base, grace, testKit } from '../support/kit.ts';
import { alert, message, resolved } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const day = 24 * 60 * 60_000;
const minute = 60_000;

type Kit = ReturnType<typeof testKit>;

function kitWith(kind: string, rest: Parameters<typeof testKit>[0] = {}): Kit {
  const kit = testKit({ sources: [{ key: 'monitoring', kind, secret }], ...rest });
  kit.clock.now = Date.UTC(2026, 10, 26);
  return kit;
}

function send({ kit }: Kit, body: string, headers: Record<string, string> = {}) {
  const url = `${base}/intake/monitoring/${secret}`;
  return kit.fetch(new Request(url, { method: 'POST', body, headers }));
}

const firing = async ({ as }: Kit) => (await as(grace).signals.alerts.query({})).alerts;
const deliveriesOf = async ({ as }: Kit) =>
  (await as(amir).signals.deliveries.query({ source: 'monitoring' })).deliveries;

const event = (change: Record<string, unknown> = {}) =>
  JSON.stringify({
    specversion: '1.0',
    type: 'com.example.alert',
    source: '/monitoring',
    id: '1',
    subject: 'mail-1',
    data: { status: 'firing', summary: 'Mail waits' },
    ...change,
  });

describe('a delivery that comes again', () => {
  test('SIG-6: a name seen within seven days gets the first answer, and nothing is added', async () => {
    const kit = kitWith('cloudevents');
    const first = await send(kit, event());
    const words = await first.text();
    kit.clock.now += 7 * day;
    const again = await send(kit, event({ data: { status: 'resolved' } }));
    expect([again.status, await again.text()]).toEqual([first.status, words]);
    expect(await firing(kit)).toMatchObject([{ key: '/monitoring!mail-1', times: 1 }]);
    expect(await deliveriesOf(kit)).toHaveLength(1);
    kit.clock.now += 1;
    await send(kit, event({ data: { status: 'resolved' } }));
    expect(await firing(kit)).toEqual([]);
  });

  test('SIG-6: sent twice at once, it counts once', async () => {
    const kit = kitWith('cloudevents');
    const answers = await Promise.all([1, 2, 3].map(() => send(kit, event())));
    expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1);
    expect(await deliveriesOf(kit)).toHaveLength(1);
    expect(await firing(kit)).toMatchObject([{ times: 1 }]);
  });

  test('SIG-6: another name, or the same of another source, is another delivery', async () => {
    const other = 'b81c07e5f2d94a3608cc71be5590fa2d';
    const kit = kitWith('cloudevents', {
      sources: [
        { key: 'monitoring', kind: 'cloudevents', secret },
        { key: 'other', kind: 'cloudevents', secret: other },
      ],
    });
    await send(kit, event());
    await send(kit, event({ id: '2' }));
    const url = `${base}/intake/other/${other}`;
    await kit.kit.fetch(new Request(url, { method: 'POST', body: event() }));
    expect((await firing(kit)).map(({ source, times }) => [source, times]).sort()).toEqual([
      ['monitoring', 2],
      ['other', 1],
    ]);
  });

  test('SIG-6: without a name it is folded again, and only the number of times grows', async () => {
    const kit = kitWith('alertmanager');
    const body = message([alert('aa')]);
    await send(kit, body);
    const [before] = await firing(kit);
    await send(kit, body);
    await send(kit, body);
    expect(await firing(kit)).toEqual([{ ...before, times: 3 }]);
    expect(await deliveriesOf(kit)).toHaveLength(3);
  });

  test('SIG-6: a repeat, byte for byte, of what was resolved meanwhile fires again', async () => {
    const kit = kitWith('alertmanager');
    await send(kit, message([alert('aa')]));
    await send(kit, message([resolved('aa', '2026-11-25T20:05:00Z')]));
    kit.clock.now += 2 * minute;
    await send(kit, message([alert('aa')]));
    expect(await firing(kit)).toMatchObject([{ key: 'aa', times: 3 }]);
  });

  test('SIG-6: Datadog: an id that its user made of a monitor swallows no later alert', async () => {
    const kit = kitWith('datadog');
    const told = (transition: string, at: number) =>
      JSON.stringify({
        ...{ id: 'monitor-7', alert_cycle_key: 'c7', alert_title: 'Mail waits' },
        ...{ alert_transition: transition, last_updated: String(at) },
      });
    const { now } = kit.clock;
    await send(kit, told('Triggered', now));
    await send(kit, told('Recovered', now + 1));
    expect(await firing(kit)).toEqual([]);
    await send(kit, told('Triggered', now + 2));
    expect(await firing(kit)).toHaveLength(1);
  });
});

test('SIG-22: a message of a kit is refused, kept and lists nothing', async () => {
  const kit = kitWith('alertmanager');
  const body = message([alert('aa')]);
  const answer = await send(kit, body, { 'incident-kit-message': 'INC-1/7/desk' });
  expect(answer.status).toBe(422);
  expect(await firing(kit)).toEqual([]);
  expect(await deliveriesOf(kit)).toMatchObject([
    { problem: expect.stringContaining('Incident Kit'), sent: { headers: expect.any(Object) } },
  ]);
});

test('SIG-3: what goes wrong each time is warned of once', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const kit = kitWith('alertmanager', { logger });
  for (const body of [
    'alert!',
    'alarm!',
    message([alert('{{ .X }}')]),
    message([alert('{{ .X }}')]),
  ]) {
    await send(kit, body);
  }
  const said = lines.map((line) => JSON.parse(line)).filter(({ delivery }) => delivery);
  expect(said.map(({ msg }) => msg)).toEqual([
    'The body is not JSON.',
    'An alert has the key “{{ .X }}”, which names none; it is not listed.',
  ]);
  expect(await deliveriesOf(kit)).toHaveLength(4);
});

test('SIG-4: the alerts whose key names none are shown with their delivery', async () => {
  const kit = kitWith('alertmanager');
  await send(kit, message([alert(''), alert('a\u0000b'), alert('aa')]));
  const [delivery] = await deliveriesOf(kit);
  expect(delivery?.unusable).toEqual([
    { key: '', title: 'Mail waits' },
    { key: 'a b', title: 'Mail waits' },
  ]);
});

test('what lets somebody in is kept with no delivery', async () => {
  const kit = kitWith('github');
  const [sample] = sourceKinds.get('github')?.samples ?? [];
  await send(kit, sample?.body ?? '', {
    ...sample?.headers,
    authorization: 'Bearer of-somebody',
    cookie: 'session=1',
  });
  const [delivery] = await deliveriesOf(kit);
  expect(Object.keys(delivery?.sent.headers ?? {})).toContain('x-github-event');
  expect(JSON.stringify(delivery)).not.toMatch(/of-somebody|session=1/u);
});
