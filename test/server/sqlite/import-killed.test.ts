import { expect, test } from 'vitest';
import { start } from '../support/cli.ts';
import { testStore } from '../support/database.ts';
import {
  auditLog,
  contentOf,
  fileOf,
  importedIn,
  importText,
  installedDatabase,
  installedStore,
} from '../support/imports.ts';

const categories: Record<string, string> = {
  New: 'new',
  Active: 'active',
  'Awaiting User Info': 'waiting',
  Resolved: 'resolved',
  Closed: 'closed',
};

/** What the rows say, read once more by a few lines that share nothing with the importer. */
function countedApart(text: string) {
  const [head = '', ...lines] = text.trim().split('\n');
  const columns = head.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return (name: string) => cells[columns.indexOf(name)] ?? '';
  });
  const last = new Map<string, (name: string) => string>();
  for (const cell of rows) {
    const before = last.get(cell('number'));
    if (!before || Number(cell('sys_mod_count')) > Number(before('sys_mod_count'))) {
      last.set(cell('number'), cell);
    }
  }
  const incidents = [...last].map(([id, cell]) => {
    const [, day, month, year, hour, minute] =
      /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(cell('opened_at'))?.map(Number) ?? [];
    const reportedAt = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute);
    const category = categories[cell('incident_state')];
    return [id, { reportedAt, category, team: cell('assignment_group') }] as const;
  });
  return { rows: rows.length, incidents: new Map(incidents) };
}

test('IMP-5: killed ten times and resumed, the content is that of a run that was not, and what another program counts', async () => {
  const text = auditLog(3_600);
  const whole = await installedStore();
  const report = await importText(whole, text);
  const counted = countedApart(text);
  expect(report).toMatchObject({
    rows: counted.rows,
    imported: counted.incidents.size,
    refused: 0,
  });

  const url = await installedDatabase();
  const file = fileOf(text);
  const args = ['import', file, '--preset', 'servicenow', '--zone', 'UTC', '--database', url];
  const store = await testStore(url);
  const written = () => store.read((snapshot) => snapshot.log.lastSeq());
  const all = await whole.read((snapshot) => snapshot.log.lastSeq());
  let kills = 0;
  for (let isDone = false; !isDone; ) {
    const before = await written();
    const child = start(args);
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('close', (_, signal) => resolve(signal)),
    );
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    // In the middle of whatever it does once it has written something more.
    while (kills < 10 && !isOver && (await written()) === before) {
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    if (kills < 10 && child.kill('SIGKILL')) kills += 1;
    isDone = (await ended) === null;
  }
  expect(kills).toBe(10);
  expect(await written()).toBe(all);
  expect(await contentOf(store)).toEqual(await contentOf(whole));
  const found = [...(await importedIn(store))].map(([id, { reportedAt, status, imported }]) => [
    id,
    { reportedAt, category: status.category, team: imported?.asImported.team },
  ]);
  expect(new Map(found as [])).toEqual(counted.incidents);
  // A dozen processes are started, one after the other.
}, 300_000);
