import { describe, expect, test } from 'vitest';
import { guessMapping } from '../../packages/server/src/domain/import/guess-mapping.ts';
import type { PresetName } from '../../packages/server/src/domain/import/presets.ts';
import { readRecords } from '../../packages/server/src/records/read-records.ts';
import type { SourceRecord } from '../../packages/server/src/records/source-record.ts';
import { fileOf, importedIn, importText, installedStore } from './support/imports.ts';

/** One incident as each system exports it, and what becomes of it. */
const exports: Record<
  Exclude<PresetName, 'servicenow'>,
  { text: string; name?: string; id: string; priority?: string }
> = {
  jira: {
    id: 'HELP-7',
    text:
      'Issue key;Summary;Status;Priority;Reporter;Created;Updated;Resolved;Comment;Comment\n' +
      'HELP-7;Mail is down;Resolved;Highest;rosa;12/Jun/24 3:04 PM;13/Jun/24 9:00 AM;13/Jun/24 9:00 AM;a;b\n',
  },
  zendesk: {
    id: '12',
    text:
      '{"id":12,"subject":"Mail is down","status":"open","created_at":"2024-06-12T15:04:00Z"}\n' +
      '{"id":12,"subject":"Mail is down","status":"solved","priority":"urgent","created_at":"2024-06-12T15:04:00Z","updated_at":"2024-06-13T09:00:00Z","via":{"channel":"web"}}\n',
    name: 'tickets.jsonl',
  },
  glpi: {
    id: '12',
    text:
      '"ID";"Title";"Status";"Priority";"Opening date";"Last update";"Resolution date"\n' +
      '"12";"Mail is down";"Solved";"Critical";"2024-06-12 15:04";"2024-06-13 09:00";"2024-06-13 09:00"\n',
  },
  zammad: {
    id: '31012',
    // The most pressing that there is without being made.
    priority: 'P2',
    text:
      'number,title,state,priority,created_at,updated_at,close_at\n' +
      '31012,Mail is down,pending close,3 high,2024-06-12T15:04:00Z,2024-06-13T09:00:00Z,\n',
  },
  pagerduty: {
    id: '12',
    text:
      'incident_number,description,service_name,status,priority,created_on,resolved_on\n' +
      '12,Mail is down,Email and calendar,resolved,P1,2024-06-12T17:04:00+02:00,2024-06-13T11:00:00+0200\n',
  },
  xes: {
    id: 'SR 1 & 2',
    name: 'log.xes',
    text: `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0"><!-- <trace> -->
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="event"><string key="concept:name" value="nothing"/></global>
  <trace>
    <string key="concept:name" value="SR 1 &amp; 2"/>
    <string key="title" value='Mail is down'><string key="lang" value="en"/></string>
    <string key="priority" value="critical"/>
    <event>
      <date key="time:timestamp" value="2024-06-12T17:04:00.000+02:00"/>
      <string key="concept:name" value="Accepted"/>
    </event>
    <event>
      <string key="concept:name" value="Completed"/>
      <date key="time:timestamp" value="2024-06-13T09:00:00Z"/>
    </event>
  </trace>
</log>
`,
  },
};

async function read(text: string | Uint8Array, name?: string): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const each of readRecords(fileOf(text, name))) records.push(each);
  return records;
}

describe('files of other systems', () => {
  test.each(Object.entries(exports))(
    'IMP-1: an export of %s is read by its preset',
    async (preset, { text, name, id, priority = 'P1' }) => {
      const store = await installedStore();
      const options = { preset: preset as PresetName, ...(name && { name }) };
      const report = await importText(store, text, options);
      expect(report).toMatchObject({ imported: 1, refused: 0, unknownStatuses: [] });
      expect((await importedIn(store)).get(id)).toMatchObject({
        title: 'Mail is down',
        reportedAt: Date.UTC(2024, 5, 12, 15, 4),
        status: { category: 'resolved' },
        resolved: { at: Date.UTC(2024, 5, 13, 9) },
        priority,
      });
      expect((await importText(store, text, options)).events).toBe(0);
    },
  );

  test.each(Object.entries(exports))(
    'the columns of %s are known without being told',
    async (preset, { text, name }) => {
      const records = await read(text, name);
      const columns = records.flatMap((each) => ('values' in each ? Object.keys(each.values) : []));
      expect(guessMapping([...new Set(columns)]).preset).toBe(preset);
    },
  );

  test('IMP-7: lines are those of the file, also behind cells with line breaks and in objects', async () => {
    const lines = async (text: string, name?: string) =>
      (await read(text, name)).map(({ line }) => line);
    expect(await lines('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n')).toEqual([2, 5]);
    expect(await lines('{"a":1}\n\nnonsense\n[1]\n{"a":2}', 'a.jsonl')).toEqual([1, 3, 4, 5]);
    expect(await lines(exports.xes.text, 'log.xes')).toEqual([9, 13]);
  });

  test('IMP-7: rows that a quote has swallowed are named, and the next ones are read', async () => {
    const rows = await read(
      'a,b\r\n1,"5 in\r\n2,x\r\n3,"bar"\r\n4,y "z" y\r\n5,"o ""p""\r\nq"\r\n',
    );
    expect(rows).toEqual([
      { line: 2, problem: { openUpTo: 4 } },
      { line: 5, values: { a: '4', b: 'y "z" y' } },
      { line: 6, values: { a: '5', b: 'o "p"\r\nq' } },
    ]);
    await expect(read('a,"b\n1,"x"\n')).rejects.toThrow('line 1 is not closed');
  });

  test('what is no text, no XES or cut off is refused in a sentence', async () => {
    await expect(read(new Uint8Array([0x61, 0x0a, 0xe9, 0x0a]))).rejects.toThrow(
      '--encoding windows-1252',
    );
    await expect(read('a,b\n1,"x')).rejects.toThrow('is no CSV');
    await expect(read(exports.xes.text.slice(0, 700), 'log.xes')).rejects.toThrow('is no XES');
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('a\tb\n1\té\n', 'utf16le'),
    ]);
    expect(await read(utf16)).toEqual([{ line: 2, values: { a: '1', b: 'é' } }]);
  });
});
