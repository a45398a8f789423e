/**
 * How many reports a second several instances on one PostgreSQL make durable together, beside one: the same
 * number of connections, shared out evenly. All of them run on this machine, and so do PostgreSQL and whoever
 * asks: what is measured is what sharing costs, not what more machines would bring.
 *
 * `--connections=16,64` for other numbers of connections.
 */
import { administer, startPostgres } from '../support/postgres.ts';
import { answersPerSecond, printBeside, sideBySide } from './support/load.ts';
import { newReport } from './support/report.ts';
import { type Served, serveKit, siteKey } from './support/servers.ts';

const option = process.argv.find((each) => each.startsWith('--connections='));
const connectionCounts = (option?.split('=')[1] ?? '16,64').split(',').map(Number);
const most = 3;
const seconds = 4;
const rounds = 3;

const postgres = await startPostgres();
await administer(postgres.url, 'create database kit');
const instances: Served[] = [];
for (let each = 0; each < most; each += 1) {
  instances.push(await serveKit({ database: `${postgres.url}/kit` }));
}

/** By all of them together. */
async function reportsPerSecond(count: number, connections: number): Promise<number> {
  const shares = instances.slice(0, count).map(({ url }, index) =>
    answersPerSecond({
      url: `${url}/trpc/incidents.report?key=${siteKey}`,
      connections: Math.floor((connections + index) / count),
      seconds,
      body: () => JSON.stringify(newReport()),
    }),
  );
  return (await Promise.all(shares)).reduce((sum, each) => sum + each, 0);
}

for (const connections of connectionCounts) {
  console.log(`${connections} connections in all, every report new:\n`);
  printBeside(
    await sideBySide(
      rounds,
      Array.from({ length: most }, (_, index) => ({
        name: index === 0 ? 'one instance' : `${index + 1} instances`,
        measure: () => reportsPerSecond(index + 1, connections),
      })),
    ),
  );
  console.log();
}

for (const instance of instances) await instance.stop();
await postgres.remove();
