import { createIncidentKit } from '@incident-kit/server';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { bareDatabase, emptyDatabase, engine, testStore } from '../support/database.ts';
import { base, clientOf, grace, intranet, report } from '../support/kit.ts';
import { later, upgrade } from '../support/later-version.ts';
import { all, brokenLink, noteOn, reportTo, wholeLog } from '../support/log.ts';
import { readTables } from '../support/tables.ts';

const tables = [
  'events',
  'head',
  'incidents',
  'incident_texts',
  'documents',
  'affected',
  'notifications',
  'rotations',
  'answers',
  'secrets',
];

/** What a version may do while the one before it runs. */
const harmless = later([
  ...tables.map((table) => `alter table ${table} add column added text`),
  'create index events_by_added on events (added)',
  'create table added (number bigint primary key)',
]);

const kitOn = (database: string) => {
  const kit = createIncidentKit({ database, sites: [intranet] });
  onTestFinished(() => kit.close());
  return kit;
};

const health = async (kit: ReturnType<typeof kitOn>) => {
  const response = await kit.fetch(new Request(`${base}/healthz`));
  return { status: response.status, body: await response.json() };
};

test('LOG-18: a version that runs reads and writes beside one that adds columns, indexes and tables', async () => {
  const url = await emptyDatabase();
  const kit = kitOn(url);
  const desk = clientOf(kit.fetch, grace, Date.now);
  // Everything has been asked before, so statements are kept prepared.
  const use = async () => {
    const { incident } = await desk.incidents.report.mutate(report());
    await desk.incidents.addNote.mutate({ incident, text: 'Seen', visibility: 'public' });
    const { entries } = await desk.incidents.timeline.query({ incident });
    const { incidents } = await desk.incidents.list.query({ text: 'wi-fi' });
    await desk.configuration.get.query({ kind: 'workflow' });
    await desk.notifications.list.query({});
    return [entries.length, incidents.length];
  };
  const store = await testStore(url);
  const before = await use();
  await wholeLog(store);
  await upgrade(url, { '9001-harmless': harmless });
  expect(await use()).toEqual([before[0], (before[1] ?? 0) + 1]);
  const log = await wholeLog(store);
  expect(brokenLink(log)).toBeNull();
  expect(Object.keys(log[0] ?? {})).not.toContain('added');
  expect(await health(kit)).toMatchObject({ status: 200, body: { status: 'ok' } });
  // It may also be started again, as when its container is moved.
  expect(await reportTo(await testStore(url), undefined, Date.now())).toBe(3);
});

test('LOG-18: a version that can no longer write is refused by name, running or started, and health says so', async () => {
  const url = await emptyDatabase();
  const kit = kitOn(url);
  const desk = clientOf(kit.fetch, grace, Date.now);
  const { incident } = await desk.incidents.report.mutate(report());
  await upgrade(url, {
    '9001-harmless': harmless,
    '9002-other-inbox': later(['alter table notifications rename to inbox'], {
      endsOlderVersions: true,
    }),
  });
  const tried = [
    desk.incidents.report.mutate(report()),
    desk.incidents.addNote.mutate({ incident, text: 'Seen', visibility: 'public' }),
    desk.notifications.list.query({}),
  ];
  expect(await Promise.allSettled(tried)).toMatchObject(
    tried.map(() => ({ status: 'rejected', reason: { data: { code: 'database-newer' } } })),
  );
  expect(await health(kit)).toMatchObject({
    status: 503,
    body: { error: { code: 'database-newer' } },
  });
  await expect(openStore(url)).rejects.toThrow(/newer version of Incident Kit .*9002-other-inbox/);
  // What it still finds, it still reads.
  expect((await desk.incidents.get.query({ incident })).incident.incident).toBe(incident);
  expect((await readTables(url, ['head'])).head?.[0]).toContain('"oldest_version",9002');
});

test('LOG-18: a version that failed in the middle of its migrations has changed nothing', async () => {
  const url = await bareDatabase();
  const store = await testStore(url);
  await reportTo(store);
  const broken = later(['alter table events add column half text', 'select nonsense from nowhere']);
  await expect(
    upgrade(url, { '9001-broken': { ...broken, endsOlderVersions: true } }),
  ).rejects.toThrow(/nowhere/);
  expect(await reportTo(store)).toBe(2);
  const [row = ''] = (await readTables(url, ['events'])).events ?? [];
  expect(row).not.toContain('half');
  const found = await store.read((snapshot) => snapshot.incidents.findNumbers(all, null, 9));
  expect(found).toEqual([2, 1]);
  await store.write((transaction) => noteOn(transaction, 1, engine));
});
