/**
 * What lists, searches, single incidents, commands and the sweep cost at a desk with 10,000, 100,000
 * and, with `--million`, 1,000,000 incidents and ten times as many events. The goal: pages take under
 * 20 ms at p99, and nothing grows with what exists. With `--postgres` on PostgreSQL instead of SQLite. As on a server
 * that has been up for a while, the database is in the memory of the machine: it takes 16 GB for a million.
 */
import { incidentCommands } from '../../packages/server/src/operations/incidents/commands/index.ts';
import { fireDue } from '../../packages/server/src/operations/incidents/fire-due.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { postgresDatabase, sqliteDatabase } from './support/million/databases.ts';
import { contextFor, questionsTo } from './support/million/questions.ts';
import { requestsTo } from './support/million/requests.ts';
import { type Figures, printFigures, Timing, timed } from './support/million/timing.ts';

const until = Date.UTC(2026, 10, 23, 9);
const calls = 500;
const minute = 60_000;
const sizes = [10_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const isOnPostgres = process.argv.includes('--postgres');
const figures = new Map<string, Figures>();

function put(size: number, name: string, timing: Timing, isGoal: boolean): void {
  const known = figures.get(name) ?? { name, isGoal, bySize: new Map() };
  figures.set(name, known);
  known.bySize.set(size, timing);
}

async function measurePages(store: Store, size: number): Promise<void> {
  for (const { name, ask } of await questionsTo(store, size, () => until)) {
    put(size, name, await timed(calls, ask), true);
  }
}

/** The same through the whole server, but for the sockets. */
async function measureRequests(url: string, size: number): Promise<void> {
  const { questions, close } = await requestsTo(url, size, () => until);
  for (const { name, ask } of questions) put(size, name, await timed(calls, ask), true);
  await close();
}

async function measureCommands(store: Store, size: number): Promise<void> {
  const now = () => until + minute;
  const reporter = contextFor(store, now, 'reporter', 'person-1');
  const agent = contextFor(store, now, 'agent', 'network-ada');
  const reported: string[] = [];
  const report = async (index: number) => {
    const { incident } = await incidentCommands.report.execute(
      reporter,
      aReport(`command-${index}`),
    );
    reported.push(incident);
  };
  put(size, 'report, durable', await timed(calls, report), true);
  const acknowledge = () =>
    incidentCommands.acknowledge.execute(agent, { incident: reported.pop() ?? '' });
  put(size, 'acknowledge, durable', await timed(calls, acknowledge), true);
}

async function measureSweeps(store: Store, size: number): Promise<void> {
  let now = until + minute;
  await fireDue(store, () => now);
  put(size, 'sweep, nothing due', await timed(calls, () => fireDue(store, () => now)), true);

  const reporter = contextFor(store, () => now, 'reporter', 'person-1');
  for (const [due, rounds] of [
    [10, 100],
    [1_000, 5],
  ] as const) {
    const each: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const key = `sweep-${due}-${round}`;
      await Promise.all(
        Array.from({ length: due }, (_, index) =>
          incidentCommands.report.execute(reporter, aReport(`${key}-${index}`)),
        ),
      );
      // By then they warn, and a few of the others do, too.
      now += 12 * minute;
      const beganAt = performance.now();
      const fired = await fireDue(store, () => now);
      each.push((performance.now() - beganAt) / fired);
    }
    put(size, `sweep, ${due.toLocaleString('en')} due, each of them`, new Timing(each), true);
  }
}

function aReport(key: string) {
  return {
    key: `bench-${key}`,
    title: 'The network on the second floor is down',
    description: 'Since nine this morning. Nobody in the team can reach anything.',
    service: 'service-2',
    category: 'security',
    impact: 'high',
    urgency: 'high',
  };
}

const database = isOnPostgres ? await postgresDatabase(until) : await sqliteDatabase(until, sizes);
try {
  for (const size of sizes) {
    const beganAt = performance.now();
    const { url, bytes, readRow, remove } = await database.fill(size);
    const seconds = (performance.now() - beganAt) / 1_000;
    console.log(
      `${size.toLocaleString('en')} incidents, ${(10 * size).toLocaleString('en')} events: ` +
        `${(bytes / 1e9).toFixed(2)} GB, filled in ${seconds.toFixed(0)} s`,
    );
    const row = (index: number) => readRow(1 + ((index * 7_919) % size));
    put(size, 'floor: one row by its key, bare', await timed(calls, row), false);
    const store = await openStore(url);
    await measurePages(store, size);
    await measureCommands(store, size);
    await measureSweeps(store, size);
    await store.close();
    await measureRequests(url, size);
    await remove();
  }
  const engine = isOnPostgres ? 'PostgreSQL' : 'SQLite';
  console.log(`\n${calls} calls of each, one after the other, on ${engine}:\n`);
  printFigures([...figures.values()], sizes);
} finally {
  await database.close();
}
