import { describe, expect, test } from 'vitest';
import { UnknownIds } from '../../packages/server/src/operations/import/import-records.ts';
import { testStore } from './support/database.ts';
import { day, file, only, row } from './support/exports.ts';
import { importedIn, importText, installedDatabase, installedStore } from './support/imports.ts';
import { amir, grace, testKit } from './support/kit.ts';

describe('a mapping that is corrected', () => {
  const columns = 'id,created_at,updated_at,solved_at,subject,status,priority,type,group,brand';
  const text = [
    columns,
    '1,2024-01-10 10:00,2024-01-12 10:00,2024-01-11 10:00,Drucker,erledigt,hoch,Ausfall,Netz,Post',
    '2,2024-01-10 10:00,2024-01-12 10:00,,Mail,offen,dringend,Zugang,Netz,Post',
    '',
  ].join('\n');
  const wrong = { statuses: { offen: 'active' as const } };
  const right = {
    statuses: { offen: 'active' as const, erledigt: 'resolved' as const },
    values: {
      priority: { hoch: 'P2', dringend: 'P1' },
      category: { Ausfall: 'outage', Zugang: 'access' },
      service: { Post: 'email' },
    },
  };
  const options = { preset: 'zendesk' as const };

  test('is applied to what was imported by the one before, once', async () => {
    const store = await installedStore();
    await importText(store, text, { ...options, change: wrong });
    const dry = await importText(store, text, { ...options, change: right, isDryRun: true });
    const done = await importText(store, text, { ...options, change: right });
    expect(done).toEqual(dry);
    expect(done).toMatchObject({ events: 2, unexplainedWords: [{ field: 'team', word: 'Netz' }] });
    const found = await importedIn(store);
    expect(found.get('1')).toMatchObject({
      status: { category: 'resolved' },
      resolved: { at: day(11, 10) },
      course: [{ at: day(10, 10) }, { at: day(11, 10), status: { category: 'resolved' } }],
      priority: 'P2',
      category: 'outage',
      service: 'email',
    });
    expect(found.get('2')).toMatchObject({ status: { category: 'active' }, priority: 'P1' });
    expect((await importText(store, text, { ...options, change: right })).events).toBe(0);
  });

  test('does not undo what the desk has changed here since', async () => {
    const url = await installedDatabase();
    const store = await testStore(url);
    await importText(store, text, { ...options, change: wrong });
    const incident = `INC-${(await only(store, '2')).number}`;
    const { as, clock } = testKit({ database: url });
    clock.now = store.now() + 1_000;
    await as(grace).incidents.categorize.mutate({
      incident,
      service: 'laptop',
      category: 'outage',
    });
    await importText(store, text, { ...options, change: right });
    expect(await only(store, '2')).toMatchObject({
      service: 'laptop',
      category: 'outage',
      priority: 'P1',
    });
    expect((await importText(store, text, { ...options, change: right })).events).toBe(0);
    expect((await as(amir).incidents.get.query({ incident })).incident.service).toBe('laptop');
  });

  test('words that are nothing here are listed with their line, also by a dry run', async () => {
    const store = await installedStore();
    const change = { ...wrong, values: { priority: right.values.priority } };
    const dry = await importText(store, text, { ...options, change, isDryRun: true });
    expect(dry.unexplainedWords).toEqual([
      { field: 'service', word: 'Post', takenFor: null, rows: 2, line: 2 },
      { field: 'category', word: 'Ausfall', takenFor: null, rows: 1, line: 2 },
      { field: 'category', word: 'Zugang', takenFor: null, rows: 1, line: 3 },
      { field: 'team', word: 'Netz', takenFor: null, rows: 2, line: 2 },
    ]);
    expect(await importText(store, text, { ...options, change })).toEqual(dry);
  });

  test('that has one column more takes no row for one of before what is known', async () => {
    const store = await installedStore();
    // Two of a minute, and not that of the report.
    const log = file(
      row({ sys_updated_at: '2024-01-10 10:30', state: 'New' }),
      row({ sys_updated_at: '2024-01-10 10:30', state: 'Active' }),
      row({
        sys_updated_at: '2024-01-11 10:00',
        resolved_at: '2024-01-11 09:00',
        state: 'Resolved',
      }),
      row({ sys_updated_at: '2024-01-14 10:00', resolved_at: '2024-01-11 09:00', state: 'Closed' }),
    );
    const columns = { id: 'number', reported: 'opened_at', updated: 'sys_updated_at' };
    const fewer = {
      ...columns,
      resolved: 'resolved_at',
      status: 'state',
      title: 'short_description',
    };
    await importText(store, log, { change: { columns: fewer } });
    const before = await only(store);
    expect(await importText(store, log)).toMatchObject({ refused: 0, events: 1 });
    const { course, reopened, resolved, closed, priority } = await only(store);
    expect({ course, reopened, resolved, closed }).toEqual({
      course: before.course,
      reopened: 0,
      resolved: before.resolved,
      closed: before.closed,
    });
    expect(priority).toBe('P3');
    expect((await importText(store, log)).events).toBe(0);
  });

  test('that says ids that do not exist is refused before anything is written', async () => {
    const store = await installedStore();
    const values = { team: { Netz: 'netwrok' }, priority: { hoch: 'P9', dringend: 'P1' } };
    for (const isDryRun of [true, false]) {
      const done = importText(store, text, { ...options, change: { values }, isDryRun });
      await expect(done).rejects.toThrow(UnknownIds);
      await expect(done).rejects.toThrow('There is no priority “P9”, no team “netwrok” here.');
    }
    expect((await importedIn(store)).size).toBe(0);
  });
});
