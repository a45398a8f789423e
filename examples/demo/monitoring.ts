/**
 * What Veldmoor's monitoring sends to the kit, who is on call for it, and where people are told outside: a chat, which
 * this demo's host stands in for, and a pager whose provider nobody answers at any more.
 */
import { parcelsWaiting, signals } from './alert-rules.ts';
import { objectives, ordersUntil } from './objectives.ts';
import { amir, grace, type Person, tomas } from './people.ts';

const member = ({ id, name }: Person) => ({ id, name });

const layer = (
  id: string,
  name: string,
  start: string,
  unit: 'days' | 'weeks',
  people: Person[],
) => ({
  ...{ id, name, start, zone: 'Europe/Amsterdam' },
  length: { unit, count: 1 },
  people: people.map(member),
});

const schedules = {
  schedules: [
    {
      id: 'platform',
      name: 'Shop and platform',
      layers: [layer('weeks', 'Weeks', '2026-01-05T09:00', 'weeks', [grace, tomas, amir])],
      fallback: 'platform',
    },
    {
      id: 'network',
      name: 'Network, by days',
      layers: [layer('days', 'Days', '2026-01-05T18:00', 'days', [tomas, grace])],
      fallback: 'workplace',
    },
  ],
};

const channels = (hostUrl: string) => ({
  channels: [
    { id: 'chat', name: 'Team chat', kind: 'webhook' },
    { id: 'pager', name: 'Old pagers', kind: 'sms' },
  ],
  targets: [
    {
      id: 'platform-chat',
      owner: { whom: 'team', team: 'platform' },
      channel: 'chat',
      address: `${hostUrl}/chat`,
    },
    {
      id: 'shop-pager',
      owner: { whom: 'service', service: 'web-shop' },
      channel: 'pager',
      address: '+31205550100',
    },
  ],
  link: `${hostUrl}/desk#{incident}`,
});

/** Which sources there are, by their keys. */
const kinds = {
  prometheus: 'alertmanager',
  grafana: 'grafana',
  backups: 'json',
  warehouse: 'numbers',
  shop: 'measurements',
};

/** What the kit's settings have besides, for whoever shows it at this address, with this secret. */
export function monitoring(hostUrl: string, secret: string) {
  return {
    documents: { schedules, channels: channels(hostUrl), signals, objectives },
    sources: Object.entries(kinds).map(([key, kind]) => ({ key, kind, secret })),
    channels: [
      {
        ...{ id: 'chat', kind: 'webhook', allowPrivateAddresses: true },
        secrets: [`whsec_${Buffer.from(secret).toString('base64')}`],
      },
      {
        ...{ id: 'pager', kind: 'sms', account: 'veldmoor', token: secret, from: 'Veldmoor' },
        url: 'https://pager.veldmoor.example/messages',
      },
    ],
  };
}

const alert = (fingerprint: string, summary: string, labels: Record<string, string>) => ({
  status: 'firing',
  labels: { alertname: summary, severity: 'warning', ...labels },
  annotations: { summary },
  startsAt: new Date().toISOString(),
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint,
});

/**
 * What the sources send on the first day: two alerts, a report of a backup that nobody has told how to read, and how
 * many parcels wait; and the shop how many orders went through.
 */
export async function sendFirstAlerts(kitUrl: string, secret: string): Promise<void> {
  const alerts = [
    alert('5d1c', 'Checkout takes longer than 3 s', { service: 'web-shop', severity: 'error' }),
    alert('8b7e', 'Queue of parcels grows', { service: 'order-tracking' }),
  ];
  const bodies = {
    prometheus: { version: '4', status: 'firing', truncatedAlerts: 0, alerts },
    backups: { host: 'files-1', ok: false, what: 'The backup of last night is missing' },
    warehouse: { numbers: parcelsWaiting(Date.now()) },
    shop: { measurements: ordersUntil(Date.now()) },
  };
  for (const [key, body] of Object.entries(bodies)) {
    await fetch(`${kitUrl}/intake/${key}/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
