/** A server that monitoring tells of what burns, and that tells people outside: for the elements that show that. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogueSchema, channelsSchema } from '../../../packages/server/src/domain/index.ts';
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
      { key: 'old-nagios', kind: 'json', secret, enabled: false },
    ],
    configuration: {
      catalogue: catalogueSchema.parse({
        services: [{ id: service, name: 'Email and calendar' }],
        categories: [],
      }),
      channels,
    },
  };
}

type Call = <T>(who: 'rosa' | 'amir', procedure: string, input: object) => Promise<T>;

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
    await fetch(`${url}/intake/${key}/${secret}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    });
  }
}
