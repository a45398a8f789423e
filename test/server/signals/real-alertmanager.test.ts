import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Alertmanager, obtainAlertmanager } from '../../../scripts/lib/alertmanager.ts';
import { answers, freePort } from '../../../scripts/lib/ports.ts';
import { noLimits } from '../../support/no-limits.ts';
import { emptyDatabase, temporaryFolder } from '../support/database.ts';
import { amir, clientOf, grace, intranet } from '../support/kit.ts';

const cli = fileURLToPath(new URL('../../../packages/server/src/cli.ts', import.meta.url));

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

function started(child: ChildProcess): { process: ChildProcess; kill(): Promise<void> } {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = () => {
    child.kill('SIGKILL');
    return exited;
  };
  onTestFinished(kill);
  return { process: child, kill };
}

/** The real command, as its own process; always on the same port, as Alertmanager knows it there. */
async function serve(database: string, port: number) {
  const config = join(temporaryFolder(), 'incident-kit.json');
  writeFileSync(config, JSON.stringify({ sites: [intranet], sources, limits: noLimits }));
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=incident-kit-source', cli, 'serve'],
      ...['--config', config, '--port', String(port)],
    ],
    { env: { ...process.env, DATABASE_URL: database }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const server = started(child);
  expect(await answers(`http://127.0.0.1:${port}/healthz`, child)).toBe(true);
  return server;
}

/** Alertmanager, as fast as it goes, with receivers of both kinds for one group. */
async function run({ program, folder }: Alertmanager, kit: string) {
  const data = temporaryFolder();
  const port = await freePort();
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
  // YAML takes JSON.
  writeFileSync(join(data, 'alertmanager.yml'), JSON.stringify(config));
  const child = spawn(
    program,
    [
      `--config.file=${join(data, 'alertmanager.yml')}`,
      `--storage.path=${join(data, 'storage')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  started(child);
  const url = `http://127.0.0.1:${port}`;
  expect(await answers(`${url}/-/healthy`, child)).toBe(true);
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
    const server = await serve(database, port);
    const desk = clientOf(fetch, grace, Date.now, kit);
    const admin = clientOf(fetch, amir, Date.now, kit);
    const post = await run(real, kit);
    const alertsOf = async (source: string) => {
      const { alerts } = await desk.signals.alerts.query({ limit: 100 });
      return alerts.filter((each) => each.source === source);
    };
    const namesOf = async (source: string) =>
      (await alertsOf(source)).map(({ labels }) => labels.alertname).sort();
    const until = async (what: string, holds: () => Promise<boolean>) => {
      for (let tries = 0; tries < 400; tries += 1) {
        if (await holds().catch(() => false)) return;
        await after(100);
      }
      throw new Error(`It never came to this: ${what}.`);
    };
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
    await serve(database, port);
    await fires('webhook');
    await until('PagerDuty’s is over', async () => (await alertsOf('pagerduty')).length === 0);

    await post({ labels: labelsOf('Queue'), startsAt: new Date().toISOString() });
    await fires('webhook', 'Queue');
    expect(await alertsOf('webhook')).toMatchObject([{ episodes: 2 }]);
    await until('PagerDuty’s group again', async () => (await alertsOf('pagerduty')).length === 1);
    const { deliveries } = await admin.signals.deliveries.query({ source: 'webhook' });
    expect(deliveries.filter(({ problem }) => problem !== null)).toEqual([]);
  },
);
