import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { AmbiguousDates } from '../../packages/server/src/operations/import/import-records.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { run } from './support/cli.ts';
import { testStore } from './support/database.ts';
import {
  contentOf,
  csv,
  dayFirst,
  fileOf,
  importedIn,
  importText,
  installedDatabase,
  installedStore,
  row,
} from './support/imports.ts';
import { amir, grace, testKit } from './support/kit.ts';
import { wholeLog } from './support/log.ts';

const utc = (day: number, hour = 0, minute = 0) => Date.UTC(2016, 1, day, hour, minute);

/** From its report to its closing, as an audit log tells it. */
const life = [
  row('INC7'),
  row('INC7', { incident_state: 'Active', sys_mod_count: 1, sys_updated_at: '3/2/2016 10:00' }),
  row('INC7', {
    incident_state: 'Active',
    sys_mod_count: 2,
    sys_updated_at: '4/2/2016 11:00',
    assignment_group: 'Group 24',
  }),
  row('INC7', {
    incident_state: 'Resolved',
    sys_mod_count: 3,
    sys_updated_at: '5/2/2016 12:00',
    resolved_at: '5/2/2016 12:00',
    assignment_group: 'Group 24',
  }),
  row('INC7', {
    incident_state: 'Closed',
    sys_mod_count: 4,
    sys_updated_at: '10/2/2016 12:00',
    resolved_at: '5/2/2016 12:00',
    closed_at: '10/2/2016 12:00',
    assignment_group: 'Group 24',
  }),
];

describe('an import', () => {
  test('IMP-1: an import is events with their original times and an origin, and the log’s own time stays in order', async () => {
    const store = await installedStore();
    const before = store.now();
    await importText(store, csv(dayFirst, ...life));
    const incident = (await importedIn(store)).get('INC7');
    expect(incident).toMatchObject({
      imported: { source: 'servicenow', id: 'INC7' },
      reportedAt: utc(3, 9),
      reporterName: 'Caller 2403',
      status: { category: 'closed' },
      resolved: { at: utc(5, 12) },
      closed: { at: utc(10, 12), why: 'desk' },
    });
    expect(incident?.course.map(({ at, status }) => [at, status.category])).toEqual([
      [utc(3, 9), 'new'],
      [utc(3, 10), 'active'],
      [utc(5, 12), 'resolved'],
      [utc(10, 12), 'closed'],
    ]);
    const log = await wholeLog(store);
    const times = log.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThanOrEqual(before);
    const occurred = log
      .filter(({ stream }) => stream === `incident/${incident?.number}`)
      .map(({ data }) => (data as { occurredAt: number }).occurredAt);
    expect(occurred).toEqual([utc(3, 9), utc(3, 10), utc(4, 11), utc(5, 12), utc(10, 12)]);
  });

  test('IMP-2: the same rows again write nothing, in whichever order they come', async () => {
    const store = await installedStore();
    const text = csv(dayFirst, ...life);
    await importText(store, text);
    const content = await contentOf(store);
    for (const again of [text, csv(...life.toReversed(), dayFirst)]) {
      expect(await importText(store, again)).toMatchObject({
        rows: 6,
        imported: 0,
        merged: 6,
        known: 6,
        events: 0,
      });
    }
    expect(await contentOf(store)).toEqual(content);
    // Another source may use the same ids.
    expect(await importText(store, text, { source: 'branch' })).toMatchObject({ imported: 2 });
  });

  test('IMP-2: what a source has come to say since is added, and nothing else', async () => {
    const store = await installedStore();
    await importText(store, csv(dayFirst, ...life.slice(0, 2)));
    const later = await importText(store, csv(dayFirst, ...life, row('INC8')));
    expect(later).toMatchObject({ rows: 7, imported: 1, merged: 6, known: 3, events: 4 });
    const whole = await installedStore();
    await importText(whole, csv(dayFirst, ...life, row('INC8')));
    const facts = async (from: Store) =>
      [...(await importedIn(from)).values()].map(
        ({ seq, at, publicSeq, publicSeqs, lastSaid, ...rest }) => rest,
      );
    expect(await facts(store)).toEqual(await facts(whole));
  });

  test('IMP-2: one row of an incident that is exported again after it was closed is the difference', async () => {
    const store = await installedStore();
    const columns = 'id,created_at,updated_at,solved_at,status,subject,priority';
    const open = '41,2024-05-02 10:00,2024-05-02 11:00,,open,Mail is slow,high';
    const solved =
      '41,2024-05-02 10:00,2024-05-03 09:00,2024-05-03 08:00,solved,Mail is very slow,high';
    await importText(store, `${columns}\n${open}\n`, { preset: 'zendesk' });
    const second = await importText(store, `${columns}\n${solved}\n`, { preset: 'zendesk' });
    expect(second).toMatchObject({ imported: 0, merged: 1, known: 0, events: 1 });
    expect((await importedIn(store)).get('41')).toMatchObject({
      title: 'Mail is very slow',
      status: { category: 'resolved' },
      resolved: { at: Date.UTC(2024, 4, 3, 8) },
      priority: 'P2',
      course: [{ status: { category: 'active' } }, { at: Date.UTC(2024, 4, 3, 8) }],
    });
    const third = await importText(store, `${columns}\n${solved}\n`, { preset: 'zendesk' });
    expect(third).toMatchObject({ known: 1, events: 0 });
  });

  test('IMP-3: a dry run writes nothing, and its counts and refusals are those of the real run', async () => {
    const store = await installedStore();
    const text = csv(dayFirst, ...life, row(''), row('INC9', { opened_at: 'yesterday' }));
    const before = await wholeLog(store);
    const dry = await importText(store, text, { isDryRun: true });
    expect(await wholeLog(store)).toEqual(before);
    expect(await importText(store, text)).toEqual(dry);
    expect(dry).toMatchObject({ refused: 2, imported: 2 });
    const again = await importText(store, text, { isDryRun: true });
    expect(again).toMatchObject({ refused: 2, imported: 0, events: 0 });
  });

  test('IMP-4: an order of day and month that no row settles is refused until it is chosen', async () => {
    const store = await installedStore();
    const text = csv(row('INC1', { opened_at: '3/2/2016 09:00' }));
    await expect(importText(store, text)).rejects.toThrow(AmbiguousDates);
    expect((await importedIn(store)).size).toBe(0);
    await importText(store, text, { dateOrder: 'month-first' });
    expect((await importedIn(store)).get('INC1')?.reportedAt).toBe(Date.UTC(2016, 2, 2, 9));
    const both = csv(dayFirst, row('INC2', { opened_at: '1/13/2016 09:00' }));
    await expect(importText(store, both)).rejects.toThrow(
      'line 2 says “13/1/2016 08:00”, line 3 says “1/13/2016 09:00”',
    );
    const chosen = await importText(store, both, { dateOrder: 'day-first' });
    expect(chosen.refusals).toEqual([
      { line: 3, problem: { unreadableTime: '1/13/2016 09:00', column: 'opened_at' } },
    ]);
  });

  test('IMP-4: times are of the zone that was named, also where its clocks are changed', async () => {
    const store = await installedStore();
    const times = ['27/3/2016 00:30', '27/3/2016 01:30', '27/3/2016 02:30', '30/10/2016 01:30'];
    const rows = times.map((opened_at, index) =>
      row(`INC${index}`, { opened_at, sys_updated_at: '?' }),
    );
    await importText(store, csv(...rows), { zone: 'Europe/Lisbon' });
    const found = await importedIn(store);
    expect(times.map((_, index) => found.get(`INC${index}`)?.reportedAt)).toEqual([
      Date.UTC(2016, 2, 27, 0, 30),
      // There is no such time: the clocks go on at 1. Read by what was before.
      Date.UTC(2016, 2, 27, 1, 30),
      Date.UTC(2016, 2, 27, 1, 30),
      // It comes twice: the first.
      Date.UTC(2016, 9, 30, 0, 30),
    ]);
  });

  test('IMP-6: what is imported is never due, tells nobody, and is promised nothing, also when it is worked on here', async () => {
    const url = await installedDatabase();
    const store = await testStore(url);
    await importText(store, csv(dayFirst, life[0] ?? ''));
    const incident = `INC-${(await importedIn(store)).get('INC7')?.number}`;
    const { kit, as, clock } = testKit({ database: url });
    clock.now = store.now() + 1_000;
    expect(await kit.fireDue()).toBe(0);
    await as(grace).incidents.prioritize.mutate({ incident, impact: 'high', urgency: 'high' });
    await as(grace).incidents.categorize.mutate({ incident, service: 'email' });
    clock.now += 400 * 24 * 3_600_000;
    expect(await kit.fireDue()).toBe(0);
    const { incident: after } = await as(amir).incidents.get.query({ incident });
    expect(after.clocks).toMatchObject({
      response: { state: 'none' },
      resolution: { state: 'none' },
    });
    expect(await store.read(({ messages }) => messages.list(null, null, 10))).toEqual([]);
    const types = (await contentOf(store)).map((each) => JSON.parse(each)[2]);
    expect(types.filter((type) => /sla|escalat|routed/.test(type))).toEqual([]);
  });

  test('IMP-7: every row is imported, merged or named with its line and reason, and the numbers add up', async () => {
    const store = await installedStore();
    const text = csv(
      dayFirst,
      ...life,
      row('', {}),
      row('INC9', { opened_at: '?' }),
      row('INC9', { opened_at: '31/4/2016 09:00' }),
      row('INC9', { sys_updated_at: '1/1/2999 09:00' }),
      'INC9,New',
      row('INC10', { caller_id: '"Two\nlines, ""quoted"""' }),
      row('INC11', { opened_at: 'soon' }),
    );
    const report = await importText(store, text);
    expect(report.refusals).toEqual([
      { line: 8, problem: 'no-id' },
      { line: 9, problem: 'no-reported-time' },
      { line: 10, problem: { unreadableTime: '31/4/2016 09:00', column: 'opened_at' } },
      { line: 11, problem: { inTheFuture: '1/1/2999 09:00', column: 'sys_updated_at' } },
      { line: 12, problem: { found: 2, wanted: 14 } },
      { line: 15, problem: { unreadableTime: 'soon', column: 'opened_at' } },
    ]);
    expect(report).toMatchObject({ rows: 13, imported: 3, merged: 4, refused: 6, incidents: 3 });
    expect(report.rows).toBe(report.imported + report.merged + report.refused);
    expect((await importedIn(store)).get('INC10')?.reporterName).toBe('Two\nlines, "quoted"');
  });

  test('LOG-13: words that were erased do not come back with the next import', async () => {
    const url = await installedDatabase();
    const store = await testStore(url);
    const text = csv(dayFirst, ...life.slice(0, 2));
    await importText(store, text);
    const incident = `INC-${(await importedIn(store)).get('INC7')?.number}`;
    const { as, clock } = testKit({ database: url });
    clock.now = store.now() + 1_000;
    await as(amir).incidents.erase.mutate({ incident });
    expect(await importText(store, text)).toMatchObject({ events: 0 });
    expect(await importText(store, csv(dayFirst, ...life))).toMatchObject({ events: 3 });
    const said = (await contentOf(store)).filter((each) => each.startsWith('["incident/2"'));
    expect(said.length).toBeGreaterThan(4);
    expect(said.join()).not.toContain('Caller 2403');
    expect((await importedIn(store)).get('INC7')?.reporterName).toBeNull();
  });
});

describe('traps of an ITSM’s audit log', () => {
  test('half of the times can also be read as month and day: the whole file decides', async () => {
    const store = await installedStore();
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(`INC${index}`, { opened_at: '3/2/2016 09:00' }),
    );
    const report = await importText(store, csv(...rows, dayFirst));
    expect(report.dateOrder).toBe('day-first');
    expect((await importedIn(store)).get('INC0')?.reportedAt).toBe(utc(3, 9));
  });

  test('an incident that does not begin in New begins where it does', async () => {
    const store = await installedStore();
    const text = csv(dayFirst, row('INC1', { incident_state: 'Awaiting User Info' }));
    await importText(store, text);
    expect((await importedIn(store)).get('INC1')?.course).toMatchObject([
      { at: utc(3, 9), status: { category: 'waiting' } },
    ]);
  });

  test('an incident that never closes stays open', async () => {
    const store = await installedStore();
    await importText(store, csv(dayFirst, ...life.slice(0, 3)));
    expect((await importedIn(store)).get('INC7')).toMatchObject({
      status: { category: 'active' },
      resolved: null,
      closed: null,
    });
  });

  test('a state “-100” is told, and leaves the incident where it was', async () => {
    const store = await installedStore();
    const odd = row('INC7', {
      incident_state: '-100',
      sys_mod_count: 2,
      sys_updated_at: '3/2/2016 12:00',
    });
    const report = await importText(store, csv(dayFirst, ...life.slice(0, 2), odd));
    expect(report).toMatchObject({
      refused: 0,
      unknownStatuses: [{ status: '-100', rows: 1, line: 5 }],
    });
    expect((await importedIn(store)).get('INC7')).toMatchObject({
      status: { category: 'active' },
      imported: { asImported: { status: '-100' } },
    });
  });

  test('rows that share incident and minute are in the order in which they were made', async () => {
    const store = await installedStore();
    const states = ['New', 'Active', 'Resolved', 'Active', 'Closed'];
    const rows = states.map((incident_state, sys_mod_count) =>
      row('INC1', { incident_state, sys_mod_count }),
    );
    await importText(store, csv(dayFirst, ...rows.toReversed()));
    const incident = (await importedIn(store)).get('INC1');
    expect(incident?.course.map(({ status }) => status.category)).toEqual([
      'new',
      'active',
      'resolved',
      'active',
      'closed',
    ]);
    expect(incident?.reopened).toBe(1);
    expect(await importText(store, csv(dayFirst, ...rows))).toMatchObject({ events: 0 });
  });

  test('a priority that is none of impact and urgency stays as it was', async () => {
    const store = await installedStore();
    const levels = { impact: '3 - Low', urgency: '1 - High', priority: '3 - Moderate' };
    await importText(store, csv(dayFirst, row('INC1', levels)));
    expect((await importedIn(store)).get('INC1')).toMatchObject({
      impact: 'low',
      urgency: 'high',
      priority: 'P3',
      imported: { asImported: levels },
    });
  });

  test('IMP-6: the source’s own verdict on its promise is kept as text, and is none of our clocks’', async () => {
    const store = await installedStore();
    await importText(store, csv(dayFirst, row('INC1', { made_sla: 'false' })));
    expect((await importedIn(store)).get('INC1')).toMatchObject({
      imported: { asImported: { made_sla: 'false' } },
      terms: { policy: 'imported', targets: { response: null, resolution: null, update: null } },
      breached: [],
    });
  });

  test('a group that is handed on and one that is not are told apart', async () => {
    const store = await installedStore();
    await importText(store, csv(dayFirst, ...life));
    const said = (await contentOf(store)).filter((each) => each.includes('Group 24'));
    expect(said).toHaveLength(1);
    expect((await importedIn(store)).get('INC7')?.imported?.asImported.team).toBe('Group 24');
  });
});

describe('the command', () => {
  test('IMP-4: it asks for the zone, and says what it would do before it does it', async () => {
    const url = await installedDatabase();
    const file = fileOf(gzipSync(csv(dayFirst, ...life)), 'incidents.csv.gz');
    const asked = await run('import', file, '--preset', 'servicenow', '--database', url);
    expect(asked).toMatchObject({ code: 2, out: '' });
    expect(asked.err).toContain('--zone');
    const args = ['import', file, '--preset', 'servicenow', '--zone', 'UTC', '--database', url];
    const dry = await run(...args, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('imported   2');
    expect(dry.err).toMatch(/reported +opened_at/);
    const done = await run(...args);
    expect(done.out.replace('Imported.', '')).toContain('events     6  written');
    const again = await run(...args);
    expect(again.out).toContain('events     0  written');
  });

  test('a mapping that is guessed is shown and saved, and imports nothing until somebody has seen it', async () => {
    const url = await installedDatabase();
    const file = fileOf(csv(dayFirst, ...life));
    const mapping = fileOf('{', 'mapping.json').replace('mapping.json', 'new.json');
    const args = ['import', file, '--zone', 'UTC', '--database', url, '--mapping', mapping];
    const guess = await run(...args);
    expect(guess).toMatchObject({ code: 1, out: '' });
    expect(guess.err).toContain('That is a guess, and is saved');
    const store = await testStore(url);
    expect((await importedIn(store)).size).toBe(0);
    expect((await run(...args, '--source', 'old-desk')).out).toContain('imported   2');
    expect((await importedIn(store)).get('INC7')?.imported?.source).toBe('old-desk');
  });
});
