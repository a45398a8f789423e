/** A server that monitoring tells of what burns, and that tells people outside: for the elements that show that. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogueSchema, channelsSchema } from '../../../packages/server/src/domain/index.ts';
import { defaultAlertRules } from '../../../packages/server/src/domain/signal/alert-rules.ts';
import type { IncidentKitOptions } from '../../../packages/server/src/index.ts';

import { secretOfSources as secret } from './monitored-facts.ts';

type Options = Pick<IncidentKitOptions, 'channels' | 'configuration' | 'publicUrl' | 'sources'>;

interface Receiver {
  url: string;
  server: Server;
}

/** Takes what it is sent, and has no time for what is sent to `/busy`. */
export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(request.url?.startsWith('/busy') ? 503 : 201).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const service = 'mail';

const target = (id: string, channel: string, address: string) => ({
  ...{ id, channel, address },
  owner: { whom: 'service', service },
});

/** Addresses that are the same in each picture. */
const channels = channelsSchema.parse({
  channels: [
    { id: 'sms', name: 'Text messages', kind: 'sms' },
    { id: 'pager', name: 'Pagers', kind: 'sms' },
    { id: 'hook', name: 'Our bot', kind: 'webhook' },
  ],
  targets: [
    target('mail-team', 'sms', '+4930123456'),
    target('mail-pager', 'pager', '+4930654321'),
    target('mail-bot', 'hook', 'http://10.1.2.3/incidents'),
  ],
});

/** Numbers that are watched, from the source `metrics`. */
const watched = (name: string, rest: { service?: string } = {}) => ({
  ...{ source: 'metrics', name, outcome: 'propose' as const },
  ...rest,
});

const minute = 60_000;

const signals = {
  ...defaultAlertRules,
  rules: [
    {
      ...{ id: 'tests', name: 'Test systems are only listed' },
      when: { labels: { environment: ['test', 'staging'] } },
      outcome: { raise: false, threshold: 1, pauseMs: 0 },
    },
    {
      ...{ id: 'queues', name: 'Queues, as one' },
      when: { source: ['prometheus'], labels: { alertname: ['QueueTooLong'] } },
      outcome: { raise: true, groupBy: ['alertname'], threshold: 1, pauseMs: 5 * minute },
    },
  ],
  anomalies: {
    services: [{ service, reports: 'propose' as const }],
    numbers: [watched('mails-waiting', { service }), watched('disk-used'), watched('login-ms')],
  },
};

/** What such a server is set up with. */
export function monitored(receiver: string): Options {
  const sms = (id: string, path: string) => ({
    ...{ id, kind: 'sms' as const, account: 'AC1', token: 'a token of some length' },
    ...{ url: `${receiver}/${path}`, from: '+15005550006', allowPrivateAddresses: true },
  });
  return {
    // What is shown of it is the same in each picture.
    publicUrl: 'https://incidents.example.com',
    channels: [
      sms('sms', 'messages'),
      sms('pager', 'busy'),
      { id: 'hook', kind: 'webhook', secrets: ['whsec_Vh5m2nQ0cW9zXfJq8LrT4yKdPb7uEaGs'] },
    ],
    sources: [
      { key: 'prometheus', kind: 'alertmanager', secret },
      { key: 'checks', kind: 'json', secret, expireSeconds: 3_600 },
      { key: 'grafana', kind: 'grafana', secret },
      { key: 'metrics', kind: 'numbers', secret },
      { key: 'old-nagios', kind: 'json', secret, enabled: false },
    ],
    configuration: {
      catalogue: catalogueSchema.parse({
        services: [{ id: service, name: 'Email and calendar' }],
        categories: [],
      }),
      channels,
      signals,
    },
  };
}

type Call = <T>(
  who: 'rosa' | 'amir' | 'grace',
  procedure: string,
  input: object,
  method?: 'GET' | 'POST',
) => Promise<T>;

/** Lets something happen that is told outside: by one message that arrives, one that waits and one that fails. */
export async function tellOutside(call: Call, kit: { fireDue(): Promise<unknown> }): Promise<void> {
  await call('rosa', 'incidents.report', {
    key: `monitored-${crypto.randomUUID()}`,
    title: 'Nobody gets mail',
    impact: 'high',
    urgency: 'high',
    service,
  });
  await kit.fireDue();
}

async function deliver(url: string, key: string, body: object, headers = {}): Promise<void> {
  await fetch(`${url}/intake/${key}/${secret}`, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  });
}

const alert = (fingerprint: string, summary: string) => ({
  status: 'firing',
  labels: { alertname: 'QueueTooLong', severity: 'warning' },
  annotations: { summary },
  startsAt: '2026-11-25T20:01:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint,
});

/** Lets sources send: alerts, one of them without a usable key, and what cannot be read. */
export async function sendAlerts(url: string): Promise<void> {
  const alerts = [alert('aa', 'Mail waits'), alert('bb', 'Mail is slow'), alert('{{ .X }}', 'Odd')];
  const bodies = {
    prometheus: { version: '4', status: 'firing', truncatedAlerts: 0, alerts },
    checks: { host: 'web-1', ok: false, what: 'The shop answers slowly' },
  };
  for (const [key, body] of Object.entries(bodies)) {
    const headers = { 'content-type': 'application/json', 'user-agent': `${key}/1.0` };
    await deliver(url, key, body, headers);
  }
}

const everyMs = 5 * minute;

/** What is usual: it goes up and down by the day, and never twice alike. */
const usual = (index: number) => 40 + 9 * Math.sin(index / 46) + ((index * 37) % 11) / 2;

/**
 * Numbers that were usual for a day and a half, and then were not: of one nobody has decided yet, one was raised, and
 * one was dismissed and is usual again.
 */
export async function pushNumbers(call: Call, url: string, now: number): Promise<void> {
  const from = now - 340 * everyMs;
  const valuesOf = (name: string, first: number, end: number, unusual = Infinity) =>
    Array.from({ length: end - first }, (_, index) => first + index).map((index) => ({
      ...{ name, value: index >= unusual ? usual(index) * 2.4 : usual(index) },
      at: new Date(from + index * everyMs).toISOString(),
    }));
  const push = (...args: Parameters<typeof valuesOf>) =>
    deliver(url, 'metrics', { numbers: valuesOf(...args) });
  const decide = async (of: string, decision: 'raise' | 'dismiss', reason: string) => {
    const { open } = await call<{ open: { id: string; name: string }[] }>(
      ...(['grace', 'signals.anomalies', {}, 'GET'] as const),
    );
    const { id } = open.find(({ name }) => name === of) ?? {};
    await call('grace', 'signals.decideAnomaly', { id, decision, reason });
  };
  await push('login-ms', 0, 311, 310);
  await decide('login-ms', 'dismiss', 'The tests of load, as announced. They end at noon.');
  await push('login-ms', 311, 340);
  await push('disk-used', 0, 331, 330);
  await decide('disk-used', 'raise', 'Nobody knows what fills it.');
  await push('mails-waiting', 0, 340, 338);
}
