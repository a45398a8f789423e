/**
 * How many reports a second one server makes durable (answered after the commit is on disk, with
 * `synchronous=FULL`), beside what the same machine does without the kit in the same run.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { answersPerSecond, printBeside, sideBySide } from './support/load.ts';
import { serveFloor, serveKit, siteKey } from './support/servers.ts';

const connections = 16;
const seconds = 4;
const rounds = 3;

let sent = 0;
const body = () => {
  sent += 1;
  return JSON.stringify({
    key: `bench-report-${process.pid}-${sent}`,
    title: 'The Wi-Fi on the second floor is down',
    description: 'Since nine this morning. Nobody in the team can reach anything.',
    service: 'network',
    category: 'outage',
    impact: 'medium',
    urgency: 'high',
  });
};

const kit = await serveKit();
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

const database = new Database(join(kit.folder, 'raw.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table reports (id integer primary key, body text not null)');
const insert = database.prepare('insert into reports (body) values (?)');

/** Rows a second, each in a commit of its own. */
async function rawRows(): Promise<number> {
  const startedAt = performance.now();
  let rows = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    insert.run(body());
    rows += 1;
  }
  return rows / ((performance.now() - startedAt) / 1000);
}

console.log(`${connections} connections, every report new:\n`);
printBeside(
  await sideBySide(rounds, [
    {
      name: 'bare node:http, parsed and kept in memory',
      measure: () => answersPerSecond({ url: floor.url, connections, seconds, body }),
    },
    {
      name: 'incidents.report, durable',
      measure: () =>
        answersPerSecond({
          url: `${kit.url}/trpc/incidents.report?key=${siteKey}`,
          connections,
          seconds,
          body,
        }),
    },
    { name: 'raw SQLite rows, one commit each, no HTTP', measure: rawRows },
  ]),
);
database.close();
await floor.stop();
await kit.stop();
