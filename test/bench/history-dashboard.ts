/**
 * What a dashboard costs over 100,000 incidents and, with `--million`, 1,000,000, beside the least that the database
 * itself takes for reading as much. The goal: under 100 ms at p99 over a million. On SQLite, with `--postgres`
 * on PostgreSQL. Incidents are only their facts here, which is all that figures are made of: filled in seconds.
 */
import { Dashboard } from '../../packages/server/src/domain/metrics/dashboard.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import { incidentCommands } from '../../packages/server/src/operations/incidents/commands/index.ts';
import {
  listBehind,
  listBehindInput,
} from '../../packages/server/src/operations/metrics/list-behind.ts';
import { dashboardInput, queryOf } from '../../packages/server/src/operations/metrics/query.ts';
import { readDashboard } from '../../packages/server/src/operations/metrics/read-dashboard.ts';
import { readFacts } from '../../packages/server/src/operations/metrics/read-facts.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import { type FactsDatabase, postgresFacts, sqliteFacts } from './support/history/facts.ts';
import { contextFor } from './support/million/questions.ts';
import { Timing, timed } from './support/million/timing.ts';

const day = 86_400_000;
const until = Date.UTC(2026, 10, 23, 9);
const calls = 100;
const sizes = process.argv.includes('--million') ? [100_000, 1_000_000] : [100_000];
const isOnPostgres = process.argv.includes('--postgres');

const ask = (days: number, rest: object = {}) =>
  dashboardInput.parse({ from: until - days * day, to: until, zone: 'Europe/Berlin', ...rest });

async function measure(database: FactsDatabase, size: number): Promise<void> {
  const beganAt = performance.now();
  await database.fill(size, until);
  const filled = (performance.now() - beganAt) / 1_000;
  const store = await openStore(database.url);
  await installDefaults(store, {}, until);
  const manager = contextFor(store, () => until, 'manager', 'ada');

  const count = await timed(10, () => database.count());
  const firstAt = performance.now();
  const table = await readFacts(store);
  const first = performance.now() - firstAt;
  const row = (name: string, timing: Timing) => {
    const [p50, p99] = [timing.percentile(50), timing.percentile(99)];
    const ratio = p50 / count.percentile(50);
    console.log(
      `${name.padEnd(46)}${p50.toFixed(2).padStart(9)}${p99.toFixed(2).padStart(9)}${ratio.toFixed(2).padStart(9)}`,
    );
  };
  console.log(
    `\n${size.toLocaleString('en')} incidents over a year, filled in ${filled.toFixed(0)} s; ` +
      `ms at p50 and p99, and p50 in counts of the rows\n`,
  );
  row('floor: select count(*), bare', count);
  row(
    'floor: one row by its key, bare',
    await timed(calls, (index) => database.row(1 + ((index * 7_919) % size))),
  );
  row('first in the life of a server', new Timing([first]));
  for (const [name, input] of [
    ['30 days beside the 30 before', ask(30, { compare: 'previous' })],
    ['90 days beside the 90 before', ask(90, { compare: 'previous' })],
    ['90 days of one team', ask(90, { compare: 'previous', team: 'team-3' })],
    ['the year', ask(365)],
  ] as const) {
    row(name, await timed(calls, () => readDashboard(manager, input)));
  }
  row(
    'one figure of 30 days, without what it is read by',
    await timed(calls, () => {
      const query = queryOf(ask(30, { figures: ['time-to-resolve'] }), until);
      return new Dashboard(table, query).figures();
    }),
  );
  const behind = listBehindInput.parse({
    figure: 'time-to-resolve',
    from: until - 30 * day,
    to: until,
  });
  row('the incidents behind one', await timed(calls, () => listBehind(manager, behind)));
  const reporter = contextFor(store, () => until, 'reporter', 'person-1');
  const beside = ask(30, { compare: 'previous' });
  const after: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const title = 'The network on the second floor is down';
    const description = '';
    const levels = { impact: 'high', urgency: 'high' };
    await incidentCommands.report.execute(reporter, {
      key: `bench-${call}`,
      title,
      description,
      ...levels,
    });
    const from = performance.now();
    await readDashboard(manager, beside);
    after.push(performance.now() - from);
  }
  row('30 days beside, after each report', new Timing(after));
  await store.close();
}

for (const size of sizes) {
  const database = await (isOnPostgres ? postgresFacts() : sqliteFacts());
  try {
    await measure(database, size);
  } finally {
    await database.close();
  }
}
