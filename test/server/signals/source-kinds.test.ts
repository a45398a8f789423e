import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isUsableKey } from '../../../packages/server/src/domain/signal/usable-key.ts';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import {
  DeliveryUnreadable,
  type RawDelivery,
  type SourceKind,
} from '../../../packages/server/src/operations/signals/source-kind.ts';

const guide = readFileSync('docs/guides/monitoring-sources.md', 'utf8');

function kind(name: string): SourceKind {
  const found = sourceKinds.get(name);
  if (found === undefined) throw new Error(`There is no kind ${name}.`);
  return found;
}

function delivery(body: unknown, headers: Record<string, string> = {}): RawDelivery {
  return {
    headers: new Headers(headers),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAs: 'received-1',
  };
}

/** As a source of whose kind nothing is set. */
const readBy = async (source: SourceKind, sent: RawDelivery) =>
  source.read(sent, source.options?.parse({}));

const read = (name: string, body: unknown, headers?: Record<string, string>) =>
  readBy(kind(name), delivery(body, headers));

const sampleOf = (name: string, place = 0) => {
  const sample = kind(name).samples[place];
  if (sample === undefined) throw new Error(`${name} has no sample ${place}.`);
  return sample;
};

const readSample = (name: string, place = 0) => {
  const { body, headers } = sampleOf(name, place);
  return read(name, body, headers);
};

describe.each<SourceKind>([...sourceKinds.values()])('$name', (source) => {
  test('SIG-3: reads each of its samples, the first as something that fires', async () => {
    const all = await Promise.all(
      source.samples.map(({ body, headers }) => readBy(source, delivery(body, headers))),
    );
    // Two kinds have no alerts: such may be made later of what they say.
    if (source.name === 'numbers') expect(all[0]?.numbers).not.toEqual([]);
    else if (source.name === 'measurements') expect(all[0]?.measurements).toHaveLength(1);
    else expect(all[0]?.signals[0]?.state).toBe('firing');
    for (const { key, title } of all.flatMap(({ signals }) => signals)) {
      expect(isUsableKey(key), key).toBe(true);
      expect(title).not.toBe('');
    }
  });

  test('SIG-3: reads its samples whatever the content type', async () => {
    for (const { body, headers } of source.samples) {
      const asText = { ...headers, 'content-type': 'text/plain' };
      const asSaid = await readBy(source, delivery(body, headers));
      expect(await readBy(source, delivery(body, asText))).toEqual(asSaid);
    }
  });

  test('its set-up text names the address, and the guide has it', () => {
    const address = `https://incidents.example.com/intake/${source.name}/SECRET`;
    expect(source.setup(address)).toContain(address);
    expect(guide).toContain(source.setup(address));
  });

  test('bad input is refused in words, or says nothing: never anything else', async () => {
    for (const body of badBodies(source)) {
      for (const headers of [{}, { 'ce-specversion': '1.0', 'ce-id': '%E0%A4%A' }]) {
        try {
          for (const { key } of (await readBy(source, delivery(body, headers))).signals) {
            expect(typeof key).toBe('string');
          }
        } catch (error) {
          expect(error, body.slice(0, 200)).toBeInstanceOf(DeliveryUnreadable);
        }
        expect(() => source.handshake?.('POST', delivery(body, headers))).not.toThrow();
        expect(source.verify?.(delivery(body, headers), ['a'], 0)).not.toBe(null);
      }
    }
  });
});

/** What no source sends, and what its samples become when a field is lost or becomes something else. */
function badBodies({ samples }: SourceKind): string[] {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const strange = ['', ' ', '{', 'null', '0', '""', '[]', '{}', '[null]', '\u0000', 'a=b', deep];
  const values = [null, -1, 1e308, '', 'x'.repeat(100_000), [], [[]], {}, { a: { b: 1 } }, true];
  const changed = samples.flatMap(({ body }) => {
    if (!body.startsWith('{')) return [body.slice(0, 20), `${body}&`];
    return pathsOf(JSON.parse(body)).flatMap((path) =>
      [undefined, ...values].map((value) =>
        JSON.stringify(withValue(JSON.parse(body), path, value)),
      ),
    );
  });
  return [...strange, ...changed];
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...pathsOf(inner).map((rest) => [name, ...rest]),
  ]);
}

function withValue(root: Record<string, unknown>, path: readonly string[], value: unknown) {
  let place = root;
  for (const name of path.slice(0, -1)) place = place[name] as Record<string, unknown>;
  place[path.at(-1) as string] = value;
  return root;
}

test('SIG-4: what a template left unfilled makes no key that several share', async () => {
  const unfilled: [string, unknown][] = [
    ['datadog', { alert_cycle_key: '$ALERT_CYCLE_KEY', aggreg_key: '$AGGREG_KEY' }],
    ['datadog', { id: '1', title: '[Triggered] Mail waits' }],
    ['uptimerobot', { monitorID: '*monitorID*', alertType: '1' }],
    ['zabbix', { alert_uid: '{EVENT.ID}', title: 'Mail waits' }],
    ['zabbix', { alert_uid: '*UNKNOWN*', title: 'Mail waits' }],
    ['zabbix', { trigger: 'Mail waits' }],
    ['icinga', { type: 'PROBLEM', host: '$host.name$', service: 'queue' }],
    ['icinga', { type: 'PROBLEM', host: 'mail-1', service: '$SERVICEDESC$' }],
    ['cloudevents', { specversion: '1.0', id: '1', source: '/a', type: 'alert' }],
  ];
  for (const [name, body] of unfilled) {
    const [signal] = (await read(name, body)).signals;
    expect(isUsableKey(signal?.key ?? ''), JSON.stringify(body)).toBe(false);
  }
});

test('SIG-5: a change of severity, text and value keeps the key', async () => {
  const keys = async (name: string, change: (body: string) => string) => {
    const { body, headers } = sampleOf(name);
    return (await read(name, change(body), headers)).signals.map(({ key }) => key);
  };
  for (const [name, from, to] of [
    ['azure', 'Sev1', 'Sev3'],
    ['gcp', 'CPU above 90 %', 'CPU above 95 %'],
    ['newrelic', 'CRITICAL', 'HIGH'],
    ['pagerduty', 'warning', 'critical'],
    ['icinga', 'CRITICAL', 'WARNING'],
    ['datadog', 'P2', 'P1'],
  ] as const) {
    expect(sampleOf(name).body).toContain(from);
    expect(await keys(name, (body) => body.replace(from, to))).toEqual(
      await keys(name, (body) => body),
    );
  }
});

test('SIG-12: Grafana says how many alerts it left out', async () => {
  const { body } = sampleOf('grafana');
  const { unnamed } = await read('grafana', { ...JSON.parse(body), truncatedAlerts: 7 });
  expect(unnamed).toBe(7);
});

test('PagerDuty is answered as PagerDuty answers', async () => {
  const pagerduty = kind('pagerduty');
  const named = delivery(sampleOf('pagerduty').body);
  expect(pagerduty.answer?.(named)).toEqual({
    status: 202,
    body: { status: 'success', message: 'Event processed', dedup_key: 'mail-queue' },
  });
  const unnamed = delivery({ event_action: 'trigger', payload: { summary: 'Mail waits' } });
  expect(pagerduty.answer?.(unnamed).body?.dedup_key).toBe('received-1');
  expect((await readBy(pagerduty, unnamed)).signals[0]?.key).toBe('received-1');
  expect(pagerduty.answer?.(named, new DeliveryUnreadable('No.'))).toEqual({
    status: 400,
    body: { status: 'invalid event', message: 'No.', errors: ['No.'] },
  });
});

test('an acknowledgement is no alert', async () => {
  expect((await readSample('pagerduty', 1)).signals[0]?.kind).toBe('acknowledged');
});

test('CloudEvents: who asks first whether it may send is told so', () => {
  const asks = delivery('', { 'webhook-request-origin': 'events.example' });
  const handshake = kind('cloudevents').handshake?.('OPTIONS', asks);
  expect(handshake?.answer.headers?.['webhook-allowed-origin']).toBe('events.example');
  expect(kind('cloudevents').handshake?.('POST', asks)).toBeUndefined();
});

test('CloudEvents: a binary event is read with its names as they were written', async () => {
  expect((await readSample('cloudevents', 2)).signals[0]).toMatchObject({
    key: '/monitoring!küche',
  });
});

test('SNS: only an address of Amazon is shown to confirm a subscription', () => {
  const sns = kind('sns');
  const { body } = sampleOf('sns', 1);
  expect(sns.handshake?.('POST', delivery(body))?.confirm).toContain('ConfirmSubscription');
  for (const address of [
    'http://sns.eu-central-1.amazonaws.com/',
    'https://sns.eu-central-1.amazonaws.com.example/',
    'https://bucket.s3.amazonaws.com/',
    'https://sns.eu-central-1.amazonaws.com@evil.example/',
    'https://sns.eu-central-1.amazonaws.com:444/',
  ]) {
    const forged = delivery({ ...JSON.parse(body), SubscribeURL: address });
    expect(sns.handshake?.('POST', forged)).toEqual({ answer: { status: 200 } });
  }
});

test('SNS: too little data says neither that it burns nor that it is over', async () => {
  const { body } = sampleOf('sns');
  const unknown = body.replaceAll('\\"ALARM\\"', '\\"INSUFFICIENT_DATA\\"');
  expect(unknown).not.toBe(body);
  expect((await read('sns', unknown)).signals).toEqual([]);
});

test('Uptime Kuma: its maintenance ends what was down, its test is no alert', async () => {
  const body = JSON.parse(sampleOf('uptime-kuma').body);
  const inMaintenance = { ...body, heartbeat: { ...body.heartbeat, status: 3 } };
  expect((await read('uptime-kuma', inMaintenance)).signals[0]?.state).toBe('resolved');
  expect((await readSample('uptime-kuma', 1)).signals[0]?.kind).toBe('test');
});

test('Uptime Kuma and UptimeRobot: what comes as a form or in the address is read as well', async () => {
  const { body } = sampleOf('uptime-kuma');
  const form = `--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n${body}\r\n--b--\r\n`;
  expect(await read('uptime-kuma', form)).toEqual(await read('uptime-kuma', body));
  const query = new URLSearchParams({
    monitorID: '88',
    alertType: '2',
    alertDateTime: '1767603600',
  });
  const sent = { ...delivery(''), query };
  const [signal] = (await readBy(kind('uptimerobot'), sent)).signals;
  expect(signal).toMatchObject({ key: '88', state: 'resolved', at: 1_767_603_600_000 });
});

test('GitHub: what fails on another branch, or was cancelled, alerts nobody', async () => {
  const { body } = sampleOf('github');
  expect((await readSample('github')).signals[0]?.key).toBe('7!3!main');
  const elsewhere = body.replace('"head_branch":"main"', '"head_branch":"try"');
  expect((await read('github', elsewhere)).signals).toEqual([]);
  expect((await read('github', body.replace('failure', 'cancelled'))).signals).toEqual([]);
});

test('Zabbix: without its number an event is known by the address of its page', async () => {
  const link = 'https://zabbix.example/tr_events.php?triggerid=3&eventid=10528';
  const said = { status: 'PROBLEM', trigger: 'Mail waits', link };
  const [signal] = (await read('zabbix', said)).signals;
  expect(signal?.key).toBe('10528');
});

const now = Date.parse('2026-01-05T09:00:00Z');
const sign = (secret: string, content: string) =>
  createHmac('sha256', secret).update(content).digest('hex');

describe.each([
  ['github', 'x-hub-signature-256', 'sha256='],
  ['sentry', 'sentry-hook-signature', ''],
  ['pagerduty-webhook', 'x-pagerduty-signature', 'v1='],
  ['grafana', 'x-grafana-alerting-signature', ''],
])('%s is signed', (name, header, prefix) => {
  const { body } = sampleOf(name);
  const distrust = (signature: string | undefined, text = body) =>
    kind(name).verify?.(
      delivery(text, signature === undefined ? {} : { [header]: prefix + signature }),
      ['new', 'old'],
      now,
    );

  test('by either secret while it is being changed', () => {
    expect(distrust(sign('new', body))).toBeUndefined();
    expect(distrust(sign('old', body))).toBeUndefined();
  });

  test('wrongly, or not at all', () => {
    expect(distrust(undefined)).toBe('unsigned');
    for (const signature of [sign('other', body), '', 'zz', sign('new', body).slice(2)]) {
      expect(distrust(signature)).toBe('wrong-signature');
    }
    expect(distrust(sign('new', body), `${body} `)).toBe('wrong-signature');
  });
});

test('Grafana: what was signed more than five minutes ago or ahead is not taken', () => {
  const distrust = (seconds: string) =>
    kind('grafana').verify?.(
      delivery('{}', {
        'x-grafana-alerting-signature': sign('new', `${seconds}:{}`),
        'x-grafana-alerting-timestamp': seconds,
      }),
      ['new'],
      now,
    );
  expect(distrust(String(now / 1000 - 299))).toBeUndefined();
  for (const seconds of [now / 1000 - 301, now / 1000 + 301, Number.NaN]) {
    expect(distrust(String(seconds))).toBe('not-now');
  }
});
