/** A server that monitoring tells of what burns, and that tells people outside: for the elements that show that. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogueSchema, channelsSchema } from '../../../packages/server/src/domain/index.ts';
import type { IncidentKitOptions } from '../../../packages/server/src/index.ts';

type Options = Pick<IncidentKitOptions, 'channels' | 'configuration' | 'sources'>;

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
    channels: [
      sms('sms', 'messages'),
      sms('pager', 'busy'),
      { id: 'hook', kind: 'webhook', secrets: ['whsec_Vh5m2nQ0cW9zXfJq8LrT4yKdPb7uEaGs'] },
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
