/**
 * How many reports a second one server makes durable (answered after the commit is on disk), on SQLite
 * with `synchronous=FULL` and on PostgreSQL with its defaults. Beside it, in the same run: the same edge
 * and commands on a store in memory, and rows that are written without the kit as durably.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { reportOn } from '../server/support/log.ts';
import { administer, startPostgres } from '../support/postgres.ts';
import { answersPerSecond, printBeside, rowsPerSecond, sideBySide } from './support/load.ts';
import { newReport } from './support/report.ts';
import { serveFloor, serveInMemory, serveKit, siteKey } from './support/servers.ts';

const connections = 16;
const rawConnections = 8;
const seconds = 4;
const rounds = 3;

const body = () => JSON.stringify(newReport());

const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
const postgres = await startPostgres();
await administer(
  postgres.url,
  'create database kit',
  'create database raw',
  'create database store',
);

const inMemory = await serveInMemory();
const onSqlite = await serveKit();
const onPostgres = await serveKit({ database: `${postgres.url}/kit` });
const floor = await serveFloor(
  `import { createServer } from 'node:http';
   const kept = [];
   const server = createServer(async (request, response) => {
     let text = '';
     for await (const part of request) text += part;
     kept.push(JSON.parse(text));
     const answer = JSON.stringify({ result: { data: { incident: 'INC-' + kept.length } } });
     response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
     response.end(answer);
   }).listen(0, '127.0.0.1', () =>
     console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })));`,
);

const file = new Database(join(folder, 'raw.db'));
file.pragma('journal_mode = WAL');
file.pragma('synchronous = FULL');
file.exec('create table reports (id integer primary key, body text not null)');
const insert = file.prepare('insert into reports (body) values (?)');

const pool = new pg.Pool({ connectionString: `${postgres.url}/raw`, max: rawConnections });
await pool.query('create table reports (id bigserial primary key, body text not null)');

const stores = {
  sqlite: await openStore(`sqlite:${join(folder, 'store.db')}`),
  postgres: await openStore(`${postgres.url}/store`),
};

/** What the store does for a report, without the report's own rules: its key, the event, the answer. */
function keep(store: Store): () => Promise<unknown> {
  return () => {
    const report = newReport();
    const text = JSON.stringify(report);
    const reply = { scope: 'report|bench', key: report.key };
    return store.write(
      async (transaction) => {
        if (await transaction.replies.get(reply.scope, reply.key)) return;
        await reportOn(transaction, text, Date.now());
        await transaction.replies.keep(reply.scope, reply.key, text, Date.now());
      },
      { replies: [reply] },
    );
  };
}

const reports = (url: string) => () =>
  answersPerSecond({
    url: `${url}/trpc/incidents.report?key=${siteKey}`,
    connections,
    seconds,
    body,
  });

console.log(`${connections} connections, every report new:\n`);
printBeside(
  await sideBySide(rounds, [
    { name: 'incidents.report, kept in memory only', measure: reports(inMemory.url) },
    { name: 'incidents.report, durable on SQLite', measure: reports(onSqlite.url) },
    { name: 'incidents.report, durable on PostgreSQL', measure: reports(onPostgres.url) },
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
            text: 'insert into reports (body) values ($1)',
            values: [body()],
          }),
        ),
    },
    {
      name: `the store alone on SQLite, ${connections} writers, no HTTP`,
      measure: () => rowsPerSecond(connections, seconds, keep(stores.sqlite)),
    },
    {
      name: `the store alone on PostgreSQL, ${connections} writers, no HTTP`,
      measure: () => rowsPerSecond(connections, seconds, keep(stores.postgres)),
    },
    {
      name: 'bare node:http, parsed and kept in memory',
      measure: () => answersPerSecond({ url: floor.url, connections, seconds, body }),
    },
  ]),
);

file.close();
for (const store of Object.values(stores)) await store.close();
await pool.end();
for (const served of [floor, inMemory, onSqlite, onPostgres]) await served.stop();
await postgres.remove();
await rm(folder, { recursive: true, force: true });
