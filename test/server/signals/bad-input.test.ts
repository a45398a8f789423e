import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { noLimits } from '../../support/no-limits.ts';
import { amir, base, grace, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const signing = 'what-they-sign-with';
const now = Date.UTC(2026, 10, 26);
const forever = '($f := function($n) { $f($n + 1) }; $f(0))';

const sources = [
  { key: 'alerts', kind: 'alertmanager', secret },
  { key: 'off', kind: 'alertmanager', secret, enabled: false },
  { key: 'grafana', kind: 'grafana', secret, signingSecrets: [signing] },
  { key: 'events', kind: 'cloudevents', secret },
  { key: 'own', kind: 'json', secret, options: { mapping: forever } },
];

interface Sent {
  to: string;
  body: string;
  headers?: Record<string, string>;
}

const alerts = (...all: unknown[]): Sent => ({ to: 'alerts', body: message(all) });

/** Signed by Grafana some seconds ago. */
function signedBy(withSecret: string, secondsAgo = 0): Sent {
  const body = sourceKinds.get('grafana')?.samples[0]?.body ?? '';
  const seconds = String(now / 1_000 - secondsAgo);
  const hash = createHmac('sha256', withSecret).update(`${seconds}:${body}`).digest('hex');
  const headers = {
    'x-grafana-alerting-signature': hash,
    'x-grafana-alerting-timestamp': seconds,
  };
  return { to: 'grafana', body, headers };
}

const event: Sent = {
  to: 'events',
  body: JSON.stringify({
    ...{ specversion: '1.0', type: 'alert', source: 'mail', id: 'once', subject: 'queue' },
    data: { state: 'firing' },
  }),
};

interface Expected {
  /** What was sent well before. */
  first?: Sent;
  status: number;
  /** Its line in the deliveries; null where there is no source that it could be one of. */
  line: Record<string, unknown> | null;
  /** How many incidents there are then: those of what was sent well. */
  incidents?: number;
}

const says = (problem: string) => ({ problem: expect.stringContaining(problem) });

const bad: [what: string, sent: Sent, expected: Expected][] = [
  ['unreadable', { to: 'alerts', body: 'alert!' }, { status: 422, line: says('not JSON') }],
  [
    'unsigned',
    { ...signedBy(signing), headers: {} },
    { status: 401, line: says('It is not signed.') },
  ],
  [
    'wrongly signed',
    signedBy('of another'),
    { status: 401, line: says('signed with another secret') },
  ],
  ['replayed, by what was signed', signedBy(signing, 301), { status: 401, line: says('minutes') }],
  [
    'replayed, by its name',
    event,
    { first: event, status: 202, line: { problem: null }, incidents: 1 },
  ],
  [
    'replayed, byte for byte',
    alerts(alert('aa')),
    { first: alerts(alert('aa')), status: 202, line: { problem: null }, incidents: 1 },
  ],
  [
    'too large',
    alerts(alert('aa', { annotations: { a: 'x'.repeat(300_000) } })),
    { status: 413, line: says('larger than 256 KiB') },
  ],
  [
    'from the future',
    alerts(alert('aa', { startsAt: '2031-01-01T00:00:00Z' })),
    { first: alerts(alert('aa')), status: 202, line: { problem: null }, incidents: 1 },
  ],
  [
    'without a key',
    alerts(alert('')),
    { status: 202, line: { signals: 0, quarantined: 1, unusable: [{ key: '' }] } },
  ],
  ...['$KEY', '*monitorID*', '{EVENT.ID}', '{{ .Fingerprint }}'].map(
    (key): (typeof bad)[number] => [
      `with a placeholder for a key: ${key}`,
      alerts(alert(key)),
      { status: 202, line: { signals: 0, quarantined: 1, unusable: [{ key }] } },
    ],
  ),
  ['of an unknown source', { ...alerts(alert('aa')), to: 'nobody' }, { status: 404, line: null }],
  [
    'of a disabled source',
    { ...alerts(alert('aa')), to: 'off' },
    { status: 403, line: says('switched off') },
  ],
  [
    'a mapping that never ends',
    { to: 'own', body: '{"id": 1}' },
    { status: 422, line: says('more than 1 s') },
  ],
];

/** What it sends, and what there is of it. */
function badly(limits = noLimits) {
  const { kit, clock, as } = testKit({ sources, limits });
  clock.now = now;
  const send = ({ to, body, headers }: Sent) =>
    kit.fetch(
      new Request(`${base}/intake/${to}/${secret}`, {
        method: 'POST',
        body,
        headers: headers ?? {},
      }),
    );
  const linesOf = async (source: string) =>
    (await as(amir).signals.deliveries.query({ source })).deliveries;
  const incidents = async () => {
    await kit.fireDue();
    return (await as(grace).incidents.list.query({ status: 'all' })).incidents.length;
  };
  return { send, linesOf, incidents };
}

describe('bad input has its answer, its line in the deliveries, and no incident by mistake', () => {
  test.each(bad)('%s', async (_, sent, { first, status, line, incidents = 0 }) => {
    const kit = badly();
    if (first) expect((await kit.send(first)).status).toBe(202);
    expect((await kit.send(sent)).status).toBe(status);
    if (line) {
      const [last] = await kit.linesOf(sent.to);
      expect(last).toMatchObject(line);
    }
    expect(await kit.incidents()).toBe(incidents);
  });

  test('too many', async () => {
    const kit = badly({ ...noLimits, deliveries: { max: 1, seconds: 3_600 } });
    expect((await kit.send(alerts(alert('aa')))).status).toBe(202);
    const answer = await kit.send(alerts(alert('aa')));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ source: 'alerts', limit: expect.any(String) });
    // However many are refused, one of them is kept.
    expect((await kit.send(alerts(alert('aa')))).status).toBe(503);
    expect(await kit.linesOf('alerts')).toMatchObject([
      { signals: 0, ...says('sends more than 1 deliveries in 3600 s') },
      { signals: 1, problem: null },
    ]);
    expect(await kit.incidents()).toBe(1);
  });
});
