import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { marks } from '../../packages/server/src/domain/metrics/facts.ts';
import { termsBeforePolicies } from '../../packages/server/src/domain/sla/terms.ts';
import { makeFacts } from '../../packages/server/src/operations/metrics/make-facts.ts';
import { readFacts } from '../../packages/server/src/operations/metrics/read-facts.ts';
import { awaitedTargets } from '../../packages/server/src/store/migrations/0038-awaited-targets.ts';
import { openStore, rebuildDatabase } from '../../packages/server/src/store/open-store.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { emptyDatabase, engine, execute, testStore } from './support/database.ts';
import { noteOn, reported, reportOn, reportTo, stampAt } from './support/log.ts';
import { readTables } from './support/tables.ts';

const rowsIn = async (url: string) => (await readTables(url, ['incident_facts'])).incident_facts;
const madeUntil = (store: Store) => store.read(({ facts }) => facts.madeUntil());

/** As it is for a server that was just started. */
async function readAnew(url: string) {
  const store = await openStore(url);
  const table = await readFacts(store);
  await store.close();
  return table;
}

test('LOG-31: a commit makes no facts, and figures have what it wrote all the same', async () => {
  const url = await emptyDatabase();
  const store = await testStore(url);
  await store.write(async (on) => {
    for (let each = 0; each < 250; each += 1) await reportOn(on, `Printer ${each}`);
  });
  expect(await rowsIn(url)).toEqual([]);
  expect((await readFacts(store)).size).toBe(251);
  await makeFacts(store, { leave: 100 });
  expect(await rowsIn(url)).toHaveLength(200);
  await makeFacts(store);
  expect(await madeUntil(store)).toBe(250);
  const escalated = { kind: 'hierarchical', level: 1 } as const;
  const event = { type: 'incident.escalated', data: escalated, personal: { reason: '' } } as const;
  await store.write((on) => on.log.append('incident/7', 1, event, stampAt(1)));
  expect(await madeUntil(store)).toBe(250);
  for (const table of [await readFacts(store), await readAnew(url)]) {
    expect((table.marks[7] ?? 0) & marks.escalated).toBe(marks.escalated);
    expect(table.size).toBe(251);
  }
});

test('LOG-31, LOG-15: facts that are made again from the log are those that were made later', async () => {
  const url = await emptyDatabase();
  const store = await testStore(url);
  for (const each of [1, 2, 3]) await reportTo(store, `Printer ${each}`);
  await makeFacts(store);
  await store.write((on) => noteOn(on, 2, 'We look', 60_000));
  await makeFacts(store);
  const made = await rowsIn(url);
  await rebuildDatabase(url);
  expect(await rowsIn(url)).toEqual(made);
});

test('LOG-18, KPI-2: what a version before made says of what is open which targets are still to be judged', async () => {
  const url = await emptyDatabase();
  const store = await testStore(url);
  const targets = { response: 60_000, resolution: 120_000, update: 60_000 };
  const terms = { ...termsBeforePolicies(targets), targets };
  await store.write(async ({ log }) => {
    for (const number of [1, 2, 3]) {
      const { data, ...rest } = reported(number);
      const event = { ...rest, data: { ...data, ...(number > 1 && { targets, terms }) } };
      await log.append(`incident/${number}`, 0, event, stampAt(1));
    }
  });
  const to = {
    to: { id: 'active', name: 'Active', category: 'active' },
    workflowVersion: 1,
  } as const;
  const acknowledged = { type: 'incident.acknowledged', data: to, personal: {} } as const;
  await store.write(({ log }) => log.append('incident/3', 1, acknowledged, stampAt(2)));
  await makeFacts(store);
  const made = await rowsIn(url);
  const { response, resolution, update } = marks.awaited;
  const table = await readFacts(store);
  expect([...table.marks.slice(1, 4)]).toEqual([
    0,
    response | resolution | update,
    marks.met.response | resolution | update,
  ]);
  await execute(url, 'update incident_facts set marks = marks & 63');
  const db = new Kysely<unknown>({
    dialect:
      engine === 'sqlite'
        ? new SqliteDialect({ database: new Database(url.replace('sqlite:', '')) })
        : new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }),
  });
  await awaitedTargets(engine).up(db);
  await db.destroy();
  expect(await rowsIn(url)).toEqual(made);
});

test('LOG-18, LOG-31: what an instance of the version before writes keeps no facts from being made', async () => {
  const url = await emptyDatabase();
  const store = await testStore(url);
  await reportTo(store, 'Printer');
  await reportTo(store, 'Network');
  // It says nothing of the position, and knows only what it has written itself.
  await execute(
    url,
    "insert into incident_facts (number, reported_at, priority, marks) values (2, 1, 'P4', 0)",
  );
  expect([...(await readAnew(url)).rowsBy('reportedAt')]).toContain(1);
  await makeFacts(store);
  expect(await rowsIn(url)).toHaveLength(2);
  expect(await madeUntil(store)).toBe(2);
});
