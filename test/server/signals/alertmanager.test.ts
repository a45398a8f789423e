import { expect, test } from 'vitest';
import { foldEpisodes } from '../../../packages/server/src/domain/signal/episodes.ts';
import { readAlertmanager } from '../../../packages/server/src/intake/alertmanager/to-signals.ts';
import { DeliveryUnreadable } from '../../../packages/server/src/operations/signals/source-kind.ts';
import { alert, message, resolved, started } from './alertmanager-message.ts';

const read = (body: string, headers: Record<string, string> = {}) =>
  readAlertmanager({ headers: new Headers(headers), body });

test('Alertmanager: an alert with all that it says', () => {
  expect(read(message([alert('aa')]))).toEqual({
    signals: [
      {
        key: 'aa',
        state: 'firing',
        startsAt: Date.parse(started),
        severity: 'warning',
        title: 'Mail waits',
        labels: { alertname: 'QueueTooLong', service: 'mail', severity: 'warning' },
        links: [
          { label: 'Runbook', url: 'https://runbooks.example/mail' },
          { label: 'Graph', url: 'http://prometheus.example/graph?g0.expr=queue' },
        ],
      },
    ],
  });
});

test('SIG-2: a group that fires may hold an alert that is over, and the other way round', () => {
  const ended = resolved('bb', '2026-11-25T20:05:00Z');
  for (const status of ['firing', 'resolved']) {
    const { signals } = read(message([alert('aa'), ended], { status }));
    expect(signals.map(({ key, state, at }) => ({ key, state, at }))).toEqual([
      { key: 'aa', state: 'firing', at: undefined },
      { key: 'bb', state: 'resolved', at: Date.parse('2026-11-25T20:05:00Z') },
    ]);
  }
});

test('SIG-6: a repeat, byte for byte the same, tells by its arrival that it fires again', () => {
  const fires = message([alert('aa')]);
  const ends = message([resolved('aa', '2026-11-25T20:05:00Z')]);
  const arrive = (body: string, at: string) =>
    read(body).signals.map((signal) => ({
      signal,
      firstReceivedAt: Date.parse(at),
      lastReceivedAt: Date.parse(at),
    }));
  const before = [
    ...arrive(fires, '2026-11-25T20:01:30Z'),
    ...arrive(ends, '2026-11-25T20:05:30Z'),
  ];
  const stateAfter = (at: string) =>
    foldEpisodes([...before, ...arrive(fires, at)]).map(({ state }) => state);
  expect(stateAfter('2026-11-25T20:05:45Z')).toEqual(['resolved']);
  expect(stateAfter('2026-11-25T20:09:00Z')).toEqual(['firing']);
});

test('SIG-12: what a message leaves out is counted', () => {
  expect(read(message([alert('aa')], { truncatedAlerts: 7 })).unnamed).toBe(7);
});

test('SIG-3: the content type is but a hint', () => {
  const { signals } = read(message([alert('aa')]), { 'content-type': 'text/plain' });
  expect(signals).toHaveLength(1);
});

test('SIG-5: without a fingerprint its labels are the key, but for the severity', () => {
  const old = (labels: Record<string, string>) => ({
    ...alert('', { labels }),
    fingerprint: undefined,
  });
  const keyOf = (labels: Record<string, string>) => read(message([old(labels)])).signals[0]?.key;
  const key = keyOf({ alertname: 'Dead', job: 'mail', severity: 'warning' });
  expect(key).toMatch(/^\w+$/);
  expect(keyOf({ severity: 'critical', job: 'mail', alertname: 'Dead' })).toBe(key);
  expect(keyOf({ alertname: 'Dead', job: 'web' })).not.toBe(key);
});

test.each([
  ['', 'The body is not JSON.'],
  ['alert!', 'The body is not JSON.'],
  ['[]', /expected object/],
  [message([alert('aa')], { version: '1' }), /^version: /],
  [message([alert('aa', { startsAt: 'yesterday' })]), /^alerts\.0\.startsAt: /],
])('SIG-3: what cannot be read says why: %s', (body, why) => {
  expect(() => read(body)).toThrow(DeliveryUnreadable);
  expect(() => read(body)).toThrow(why);
});

test('an annotation makes no link to anything but a page', () => {
  const annotations = { runbook_url: 'javascript:alert(1)', dashboard_url: '/d/1' };
  const { signals } = read(message([alert('aa', { annotations, generatorURL: '' })]));
  expect(signals[0]?.links).toEqual([]);
});
