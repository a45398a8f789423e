import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Alertmanager, obtainAlertmanager } from '../../../scripts/lib/alertmanager.ts';
import { freePort } from '../../../scripts/lib/ports.ts';
import { emptyDatabase, temporaryFolder } from '../support/database.ts';
import { amir, clientOf, grace } from '../support/kit.ts';
import { alertmanagerWith, patience, serve, until } from './real-programs.ts';

const secrets = {
  webhook: '0f3b92c47de81a6655ab31d09c7e42f8',
  few: 'b81c07e5f2d94a3608cc71be5590fa2d',
  pagerduty: '7c40d9e1a85b36f2190ce4d7b3f86a52',
};
const sources = [
  { key: 'webhook', kind: 'alertmanager', secret: secrets.webhook },
  { key: 'few', kind: 'alertmanager', secret: secrets.few },
  { key: 'pagerduty', kind: 'pagerduty', secret: secrets.pagerduty },
];

/** Alertmanager, as fast as it goes, with receivers of both kinds for one group. */
async function run(alertmanager: Alertmanager, kit: string) {
  const receivers = [
    {
      name: 'all',
      webhook_configs: [
        { url: `${kit}/intake/webhook/${secrets.webhook}` },
        { url: `${kit}/intake/few/${secrets.few}`, max_alerts: 1 },
      ],
      pagerduty_configs: [{ url: `${kit}/v2/enqueue`, routing_key: secrets.pagerduty }],
    },
  ];
  const times = { group_wait: '1s', group_interval: '1s', repeat_interval: '2s' };
  const config = { route: { receiver: 'all', group_by: ['service'], ...times }, receivers };
  const url = await alertmanagerWith(alertmanager, config);
  return async (...alerts: object[]) => {
    const response = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    });
    expect(response.status).toBe(200);
  };
}

const labelsOf = (name: string) => ({ alertname: name, service: 'mail', severity: 'warning' });

const { alertmanager, missing } = await obtainAlertmanager();
if (alertmanager === null) console.info(missing);

test('where there is no Alertmanager to try it with, that is said', async () => {
  const into = join(temporaryFolder(), 'none');
  const none = await obtainAlertmanager({ aptGet: 'no-such-program', into });
  expect(none).toMatchObject({ alertmanager: null, missing: expect.stringMatching(/apt-get/) });
});

test.each(alertmanager === null ? [] : [alertmanager])(
  'SIG-2 SIG-6 SIG-8 SIG-12: a real Alertmanager’s alerts fire, are over, repeat and fire anew, though the server is killed',
  async (real) => {
    const port = await freePort();
    const kit = `http://127.0.0.1:${port}`;
    const database = await emptyDatabase();
    const server = await serve(database, port, { sources });
    const desk = clientOf(fetch, grace, Date.now, kit);
    const admin = clientOf(fetch, amir, Date.now, kit);
    const post = await run(real, kit);
    const alertsOf = async (source: string) => {
      const { alerts } = await desk.signals.alerts.query({ limit: 100 });
      return alerts.filter((each) => each.source === source);
    };
    const namesOf = async (source: string) =>
      (await alertsOf(source)).map(({ labels }) => labels.alertname).sort();
    const fires = (source: string, ...names: string[]) =>
      until(
        `${source}: ${names}`,
        async () => JSON.stringify(await namesOf(source)) === JSON.stringify(names),
      );

    const begun = new Date().toISOString();
    await post(...['Queue', 'Disk'].map((name) => ({ labels: labelsOf(name), startsAt: begun })));
    await fires('webhook', 'Disk', 'Queue');
    await until('one group at PagerDuty', async () => (await alertsOf('pagerduty')).length === 1);
    await until('one is left out', async () => {
      const { deliveries } = await admin.signals.deliveries.query({ source: 'few' });
      return deliveries.some(({ signals, unnamed }) => signals === 1 && unnamed === 1);
    });
    expect(await alertsOf('few')).toHaveLength(1);

    const over = { startsAt: begun, endsAt: new Date().toISOString() };
    await post({ labels: labelsOf('Queue'), ...over });
    await fires('webhook', 'Disk');
    expect(await alertsOf('pagerduty')).toHaveLength(1);

    const [before] = await alertsOf('webhook');
    await until('it is repeated', async () => {
      const [now] = await alertsOf('webhook');
      return (now?.times ?? 0) >= (before?.times ?? 0) + 2;
    });
    expect(await alertsOf('webhook')).toMatchObject([
      { episodes: 1, startsAt: before?.startsAt, key: before?.key },
    ]);

    await server.kill();
    await post({ labels: labelsOf('Disk'), startsAt: begun, endsAt: new Date().toISOString() });
    await after(1_500);
    await serve(database, port, { sources });
    await fires('webhook');
    await until('PagerDuty’s is over', async () => (await alertsOf('pagerduty')).length === 0);

    await post({ labels: labelsOf('Queue'), startsAt: new Date().toISOString() });
    await fires('webhook', 'Queue');
    expect(await alertsOf('webhook')).toMatchObject([{ episodes: 2 }]);
    await until('PagerDuty’s group again', async () => (await alertsOf('pagerduty')).length === 1);
    const { deliveries } = await admin.signals.deliveries.query({ source: 'webhook' });
    expect(deliveries.filter(({ problem }) => problem !== null)).toEqual([]);
  },
  patience,
);
