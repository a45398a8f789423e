import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from './support/cli.ts';
import { temporaryFolder } from './support/database.ts';
import {
  csv,
  dayFirst,
  fileOf,
  importedIn,
  importText,
  installedDatabase,
  installedStore,
  row,
} from './support/imports.ts';

const lines = (...objects: string[]) => objects.join('\n');
const object = (id: string, more = '') =>
  `{"number":${id},"incident_state":"New","opened_at":"2016-02-13 09:00"${more}}`;
const asLines = { name: 'incidents.jsonl' };

describe('rows that are unlike others', () => {
  test('IMP-2: ids of more digits than a number keeps apart are ids of their own', async () => {
    const store = await installedStore();
    const [one, other] = ['4611686018427387901', '4611686018427387902'];
    const text = lines(object(one), object(other));
    expect(await importText(store, text, asLines)).toMatchObject({ incidents: 2, imported: 2 });
    expect([...(await importedIn(store)).keys()]).toEqual([one, other]);
  });

  test('IMP-3 IMP-7: an id that no database takes is refused with its line, in a dry run as well', async () => {
    const long = 'x'.repeat(3_000);
    const text = csv(dayFirst, row('INC\u00001'), row(long), row('INC2'));
    const dry = await importText(await installedStore(), text, { isDryRun: true });
    const store = await installedStore();
    const report = await importText(store, text);
    expect(report).toEqual(dry);
    expect(report).toMatchObject({ rows: 4, imported: 3, refused: 1 });
    expect(report.refusals).toEqual([{ line: 4, problem: { tooLong: long } }]);
    expect([...(await importedIn(store)).keys()]).toEqual(['INC-EARLY', 'INC1', 'INC2']);
  });

  test('IMP-7: words that every object has are words like others', async () => {
    const store = await installedStore();
    const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const text = csv(
      dayFirst,
      ...words.map((word, index) =>
        row(`INC${index}`, {
          ...{ incident_state: word, priority: word, impact: word, urgency: word },
          ...{ assignment_group: word, assigned_to: word },
        }),
      ),
    );
    const report = await importText(store, text);
    expect(report.unknownStatuses.map(({ status }) => status)).toEqual(words);
    expect((await importedIn(store)).get('INC0')).toMatchObject({
      status: { category: 'new' },
      team: null,
      assignee: null,
    });
  });

  test('IMP-2: a kept column that is called as a field hides none of its changes', async () => {
    const store = await installedStore();
    const change = { columns: { id: 'n', reported: 'at', updated: 'u', category: 'sub' } };
    const mapping = { ...change, keep: ['category'] };
    const head = 'n,at,u,sub,category';
    const said = (day: number, sub: string) => `1,2016-02-13,2016-02-${day},${sub},same`;
    const options = { change: mapping };
    await importText(store, [head, said(14, 'outage')].join('\n'), options);
    const then = await importText(store, [head, said(15, 'question')].join('\n'), options);
    expect(then.events).toBe(1);
    expect((await importedIn(store)).get('1')?.imported?.asImported).toEqual({
      category: 'question',
      'category (kept)': 'same',
    });
  });

  test('IMP-4: days and times without anything between their parts are no numbers of milliseconds', async () => {
    const store = await installedStore();
    const opened = ['20160213', '201602130915', '20160213091530', '1455354900', '1455354900000'];
    await importText(
      store,
      lines(...opened.map((at, id) => `{"number":"${id}","opened_at":${JSON.stringify(at)}}`)),
      asLines,
    );
    const times = [...(await importedIn(store)).values()].map(({ reportedAt }) => reportedAt);
    const at = (hour: number, minute = 0, second = 0) =>
      Date.UTC(2016, 1, 13, hour, minute, second);
    expect(times).toEqual([at(0), at(9, 15), at(9, 15, 30), at(9, 15), at(9, 15)]);
  });
});

describe('incident-kit import', () => {
  const head = 'Issue key,Created,Summary,Status';
  const jira = (count: number) =>
    [head, ...Array.from({ length: count }, (_, id) => `IT-${id},2024-03-14 10:00,Slow,Open`)].join(
      '\n',
    );

  test('IMP-2: with a mapping that a preset made, the ids are ids of the same source', async () => {
    const url = await installedDatabase();
    const [file, mapping] = [fileOf(jira(3)), join(temporaryFolder(), 'map.json')];
    const options = ['--zone', 'UTC', '--database', url, '--mapping', mapping];
    const first = await run('import', file, '--preset', 'jira', ...options);
    expect(first.out).toMatch(/source +jira/);
    const again = await run('import', file, ...options);
    expect(again.out).toMatch(/source +jira/);
    expect(again.out).toMatch(/events +0 +written/);
  });

  test('IMP-7: names every row that was refused, and says why none can be read', async () => {
    const url = await installedDatabase();
    const refused = join(temporaryFolder(), 'refused.csv');
    const options = ['--preset', 'jira', '--zone', 'UTC', '--database', url];
    const wrong = Array.from({ length: 30 }, (_, id) => `IT-9${id},"no ""time""",Slow,Open`);
    const file = fileOf([jira(2), ...wrong].join('\n'));
    const { out } = await run('import', file, ...options, '--refused', refused);
    expect(out).toContain('… and 10 more: --refused FILE names all of them.');
    const named = readFileSync(refused, 'utf8').trim().split('\n');
    expect(named).toHaveLength(31);
    expect(named[1]).toBe('4,"“no ""time""” in Created is no time."');
    const ragged = fileOf([head, 'IT-1,2024-03-14 10:00,Slow,Open,,'].join('\n'));
    const none = await run('import', ragged, ...options);
    expect(none.err).toContain('No row of the file can be read. Line 2: it has 6 columns');
  });
});
