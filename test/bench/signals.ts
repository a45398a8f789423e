/**
 * How many deliveries of alerts a second one server takes in durably (answered after the commit is on disk, with what
 * they do to incidents), beside a bare `node:http` server that keeps them in memory and beside rows that are written
 * without the kit as durably. Then a storm: 100,000 alerts within a minute, of 1,000 things, how many incidents and how
 * many messages to eight teams become of it, and how long a badge takes meanwhile beside how long it takes when nothing
 * else happens.
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppRouter } from '@incident-kit/server';
import { createTRPCClient, httpLink } from '@trpc/client';
import Database from 'better-sqlite3';
import pg from 'pg';
import { defaultAlertRules } from '../../packages/server/src/domain/signal/alert-rules.ts';
import { administer, startPostgres } from '../support/postgres.ts';
import { deskDocuments } from '../support/simulate-incidents/desk-documents.ts';
import { agentToken, secret } from './support/agent-token.ts';
import {
  answersPerSecond,
  printBeside,
  printTable,
  rowsPerSecond,
  sideBySide,
} from './support/load.ts';
import { serveFloor, serveKit, siteKey } from './support/servers.ts';

const connections = 16;
const rawConnections = 8;
const seconds = 4;
const rounds = 3;
const keys = 1_000;
const sourceSecret = '0f3b92c47de81a6655ab31d09c7e42f8';
const sources = [{ key: 'bench', kind: 'alertmanager', secret: sourceSecret }];
const iso = (at: number) => new Date(at).toISOString();

function alert(place: number, startsAt: string) {
  return {
    status: 'firing',
    labels: { alertname: 'Slow', service: `service-${(place % 20) + 1}`, severity: 'warning' },
    annotations: { summary: `Thing ${place} is slow` },
    startsAt,
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph',
    fingerprint: `key-${place}`,
  };
}
const message = (alerts: object[]) =>
  JSON.stringify({ version: '4', status: 'firing', truncatedAlerts: 0, alerts });

let sent = 0;
/** Of one thing after the other, in its turn for the first time or again. */
const body = () => {
  sent += 1;
  return message([alert(sent % keys, begun)]);
};
const begun = iso(Date.now() - 60_000);

const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
const postgres = await startPostgres();
await administer(
  postgres.url,
  'create database kit',
  'create database raw',
  'create database storm',
);
/** Alerts of a service are one incident, as somebody would have it who has so many. */
const configuration = {
  signals: {
    ...defaultAlertRules,
    rules: [{ id: 'service', name: 'Service', outcome: { groupBy: ['service'] } }],
  },
};
const onSqlite = await serveKit({ sources, configuration });
const onPostgres = await serveKit({ sources, configuration, database: `${postgres.url}/kit` });
const floor = await serveFloor(
  `import { createServer } from 'node:http';
   const kept = [];
   createServer(async (request, response) => {
     let text = '';
     for await (const part of request) text += part;
     kept.push(JSON.parse(text));
     response.writeHead(202, { 'content-length': 0 }).end();
   }).listen(0, '127.0.0.1', function () {
     console.log(JSON.stringify({ url: 'http://127.0.0.1:' + this.address().port }));
   });`,
);
const file = new Database(join(folder, 'raw.db'));
file.pragma('journal_mode = WAL');
file.pragma('synchronous = FULL');
file.exec('create table deliveries (id integer primary key, body text not null)');
const insert = file.prepare('insert into deliveries (body) values (?)');
const pool = new pg.Pool({ connectionString: `${postgres.url}/raw`, max: rawConnections });
await pool.query('create table deliveries (id bigserial primary key, body text not null)');

const deliveries = (url: string) => () =>
  answersPerSecond({ url: `${url}/intake/bench/${sourceSecret}`, connections, seconds, body });

console.log(`${connections} connections, an alert each, of ${keys.toLocaleString('en')} things:\n`);
printBeside(
  await sideBySide(rounds, [
    { name: 'bare node:http, parsed and kept in memory', measure: deliveries(floor.url) },
    { name: 'deliveries, durable on SQLite', measure: deliveries(onSqlite.url) },
    { name: 'deliveries, durable on PostgreSQL', measure: deliveries(onPostgres.url) },
    {
      name: 'raw SQLite rows, one commit each, no HTTP',
      measure: () => rowsPerSecond(1, seconds, () => insert.run(body())),
    },
    {
      name: `raw PostgreSQL rows, one commit each, ${rawConnections} connections, no HTTP`,
      measure: () =>
        rowsPerSecond(rawConnections, seconds, () =>
          pool.query({
            name: 'insert',
            text: 'insert into deliveries (body) values ($1)',
            values: [body()],
          }),
        ),
    },
  ]),
);
file.close();
await pool.end();
for (const served of [floor, onSqlite, onPostgres]) await served.stop();

const percentile = (all: number[], share: number) =>
  [...all].sort((one, other) => one - other)[Math.floor(all.length * share)] ?? 0;

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1_024;
}

/** What each team has its messages sent to. */
let messages = 0;
const receiver = createServer((request, response) => {
  messages += 1;
  request.resume().on('end', () => response.writeHead(204).end());
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const { port } = receiver.address() as AddressInfo;
const hook = {
  ...{ id: 'hook', kind: 'webhook', allowPrivateAddresses: true },
  secrets: ['whsec_Vh5m2nQ0cW9zXfJq8LrT4yKdPb7uEaGs'],
};
const { catalogue, teams } = deskDocuments;
const telling = {
  ...{ catalogue, teams },
  channels: {
    channels: [{ id: 'hook', name: 'Hook', kind: 'webhook' }],
    targets: teams.teams.map(({ id: team }) => ({
      ...{ id: team, channel: 'hook', owner: { whom: 'team', team } },
      address: `http://127.0.0.1:${port}/${team}`,
    })),
  },
};

/** A storm on a server of its own, and what it leaves. */
async function storm(name: string, signals: object, database?: string) {
  const kit = await serveKit({
    ...{ sources, secret, channels: [hook], configuration: { ...telling, signals } },
    ...(database && { database }),
  });
  messages = 0;
  const { token } = JSON.parse(await agentToken('admin'));
  const headers = { 'x-incident-kit-key': siteKey, authorization: `Bearer ${token}` };
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${kit.url}/trpc`, headers })],
  });
  await client.incidents.report.mutate({
    ...{ key: 'bench-storm-1', title: 'One before', impact: 'low', urgency: 'low' },
  });
  const badge = `${kit.url}/trpc/badges.get?input=${encodeURIComponent('{"incidents":["INC-1"]}')}&key=${siteKey}`;
  const read = async (until: () => boolean) => {
    const took: number[] = [];
    while (!until()) {
      const at = performance.now();
      await (await fetch(badge)).text();
      took.push(performance.now() - at);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return took;
  };
  const calmUntil = performance.now() + 5_000;
  const calm = await read(() => performance.now() > calmUntil);
  const before = await residentMb(kit.pid);
  const [parts, each] = [1_000, 100];
  const startedAt = performance.now();
  let isOver = false;
  const meanwhile = read(() => isOver);
  let most = before;
  const answers: Promise<number>[] = [];
  for (let part = 0; part < parts; part += 1) {
    const due = startedAt + (part * 60_000) / parts;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const alerts = Array.from({ length: each }, (_, place) =>
      alert((part * each + place * 7) % keys, begun),
    );
    answers.push(
      fetch(`${kit.url}/intake/bench/${sourceSecret}`, {
        method: 'POST',
        body: message(alerts),
      }).then(({ status }) => status),
    );
    if (part % 50 === 0) most = Math.max(most, await residentMb(kit.pid));
  }
  const statuses = await Promise.all(answers);
  const took = (performance.now() - startedAt) / 1_000;
  isOver = true;
  const during = await meanwhile;
  const refused = statuses.filter((status) => status !== 202).length;
  // A few seconds for what is still being sent, and for the words of the last incidents to be found by.
  for (let last = -1; last !== messages; ) {
    last = messages;
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  const incidents = (await client.incidents.list.query({ limit: 1 })).total;
  const text = 'storm of alerts';
  const storms = (await client.incidents.list.query({ limit: 1, text })).total;
  await kit.stop();
  return {
    ' ': name,
    minutes: (took / 60).toFixed(2),
    refused: `${refused}`,
    incidents: `${incidents.toLocaleString('en')}${incidents === 1_000 ? '+' : ''}`,
    storms: `${storms}`,
    messages: messages.toLocaleString('en'),
    'MB before': before.toFixed(0),
    'at most': Math.max(most, 0).toFixed(0),
    'badge p99, ms, calm': percentile(calm, 0.99).toFixed(1),
    meanwhile: percentile(during, 0.99).toFixed(1),
    ratio: (percentile(during, 0.99) / percentile(calm, 0.99)).toFixed(1),
  };
}

console.log('\n100,000 alerts of 1,000 things within a minute, 100 a delivery:\n');
const rows = [
  await storm('SQLite, each an incident', defaultAlertRules),
  await storm('the same, each told', {
    ...defaultAlertRules,
    storm: { perMinute: 100_000, calmMs: 60_000 },
  }),
  await storm('SQLite, by service', configuration.signals),
  await storm('PostgreSQL, each an incident', defaultAlertRules, `${postgres.url}/storm`),
];
printTable(Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[], rows);

receiver.close();
await postgres.remove();
await rm(folder, { recursive: true, force: true });
