/**
 * npm run bench history-import -- <file> [--preset=servicenow]: how fast the history of another system is imported, beside bare
 * rows that are written in as many transactions by the database's own client; how fast the same file is found to say
 * nothing new; and how long the read models take to be made again. The file is no part of this project; without one,
 * an audit log is made up.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { mappingBy } from '../../packages/server/src/domain/import/guess-mapping.ts';
import { type PresetName, presets } from '../../packages/server/src/domain/import/presets.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import {
  CollectedRows,
  importRecords,
} from '../../packages/server/src/operations/import/import-records.ts';
import { readRecords } from '../../packages/server/src/records/read-records.ts';
import { openStore, rebuildDatabase } from '../../packages/server/src/store/open-store.ts';
import { administer, startPostgres } from '../support/postgres.ts';
import { printTable } from './support/load.ts';

const options = process.argv.slice(2);
const preset = (options.find((each) => each.startsWith('--preset='))?.slice(9) ??
  'servicenow') as PresetName;
const folder = await mkdtemp(join(tmpdir(), 'incident-kit-bench-'));
const file = options.find((each) => !each.startsWith('--')) ?? (await madeUp());
const postgres = await startPostgres();
await administer(postgres.url, 'create database kit', 'create database raw');

try {
  const columns = [
    ...['', 'rows', 'incidents', 'events', 'rows/s', 'events/s', 'bare rows/s', 'ratio'],
    ...['again, rows/s', 'rebuild, s'],
  ];
  const table: Record<string, string>[] = [];
  for (const engine of ['SQLite', 'PostgreSQL'] as const) {
    const kit = engine === 'SQLite' ? `sqlite:${join(folder, 'kit.db')}` : `${postgres.url}/kit`;
    const first = await importInto(kit);
    const again = await importInto(kit);
    if (again.events > 0) throw new Error(`A second import wrote ${again.events} events.`);
    const raw = await rawSeconds(engine, first.events);
    const rebuilt = await seconds(() => rebuildDatabase(kit));
    const count = (value: number) => Math.round(value).toLocaleString('en');
    const cells = [
      engine,
      count(first.rows),
      count(first.incidents),
      count(first.events),
      count(first.rows / first.took),
      count(first.events / first.took),
      count(first.events / raw),
      (raw / first.took).toFixed(2),
      count(again.rows / again.took),
      rebuilt.toFixed(1),
    ];
    table.push(Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
  }
  printTable(columns, table);
} finally {
  await postgres.remove();
  await rm(folder, { recursive: true, force: true });
}

async function importInto(database: string) {
  const store = await openStore(database);
  try {
    await installDefaults(store, {}, store.now());
    const startedAt = performance.now();
    let collected: CollectedRows | undefined;
    let mapping: ReturnType<typeof mappingBy> | undefined;
    for await (const record of readRecords(file)) {
      if (!('values' in record)) continue;
      mapping ??= mappingBy(presets[preset], Object.keys(record.values));
      collected ??= new CollectedRows(mapping);
      collected.add(record.line, record.values);
    }
    if (!collected || !mapping) throw new Error('There are no rows.');
    const zone = 'UTC';
    const settings = { source: preset, mapping, zone, dateOrder: null, isDryRun: false };
    const report = await importRecords(store, collected, settings);
    return { ...report, took: (performance.now() - startedAt) / 1000 };
  } finally {
    await store.close();
  }
}

/** As many rows as there were events, of about their size, a thousand in a transaction. */
async function rawSeconds(engine: 'SQLite' | 'PostgreSQL', count: number): Promise<number> {
  const text = 'x'.repeat(600);
  const numbers = Array.from({ length: Math.ceil(count / 1000) }, (_, batch) =>
    Array.from(
      { length: Math.min(1000, count - batch * 1000) },
      (_, index) => batch * 1000 + index,
    ),
  );
  if (engine === 'SQLite') {
    const database = new Database(join(folder, 'raw.db'));
    database.pragma('journal_mode = wal');
    database.pragma('synchronous = full');
    database.exec('create table raw (id integer primary key, text text)');
    const insert = database.prepare('insert into raw values (?, ?)');
    const write = database.transaction((ids: number[]) => {
      for (const id of ids) insert.run(id, text);
    });
    const took = await seconds(async () => {
      for (const ids of numbers) write(ids);
    });
    database.close();
    return took;
  }
  const client = new pg.Client({ connectionString: `${postgres.url}/raw` });
  await client.connect();
  await client.query('create table raw (id bigint primary key, text text)');
  const took = await seconds(async () => {
    for (const ids of numbers) {
      await client.query('insert into raw select id, $2 from unnest($1::bigint[]) as id', [
        ids,
        text,
      ]);
    }
  });
  await client.end();
  return took;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function madeUp(): Promise<string> {
  const states = ['New', 'Active', 'Awaiting User Info', 'Active', 'Resolved', 'Closed'];
  const lines = [
    'number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,assignment_group',
  ];
  for (let number = 0; number < 5_000; number += 1) {
    for (const [step, state] of states.entries()) {
      const day = `${1 + (number % 28)}/1/2016`;
      lines.push(
        `INC${number},${state},${step},${day} 08:00,${day} ${10 + step}:00,3 - Moderate,Group ${number % 9}`,
      );
    }
  }
  const path = join(folder, 'made-up.csv');
  await writeFile(path, lines.join('\n'));
  return path;
}
