import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { marks } from '../../../../packages/server/src/domain/metrics/facts.ts';
import { openStore } from '../../../../packages/server/src/store/open-store.ts';
import { administer, startPostgres } from '../../../support/postgres.ts';
import { Chance } from '../../../support/simulate-incidents/chance.ts';

/** A database with the facts of a year's incidents. */
export interface FactsDatabase {
  url: string;
  fill(incidents: number, until: number): Promise<void>;
  /** Counts the rows without the kit. */
  count(): unknown;
  /** Reads one of them. */
  row(number: number): unknown;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

const columns = [
  ...['number', 'reported_at', 'acknowledged_at', 'responded_at', 'resolved_at', 'due_at'],
  ...['response_judged_at', 'resolution_judged_at', 'update_judged_at'],
  ...['service', 'team', 'assignee', 'priority', 'category', 'marks'],
];
/** The last of them, so that those that are reported come after it. */
const lastIncident = (
  number: number,
) => `insert into incidents (number, status_id, status_category, priority,
  seq, public_seq, public_count, due_order, state) values (${number}, 'closed', 'closed', 'P1', 0, 0, 0, 0, '{}')`;
const counted = 'select count(*) from incident_facts';
const minute = 60_000;

/** Some that are short and a few that are very long, as things that people repair take. */
function* factsUntil(incidents: number, until: number): Iterable<(string | number | null)[]> {
  const chance = new Chance(1);
  const year = 365 * 86_400_000;
  const take = (middle: number) =>
    Math.round(middle * minute * Math.exp(2.5 * (chance.next() - 0.5)));
  for (let number = 1; number <= incidents; number += 1) {
    const reported = until - year + Math.floor((year * number) / (incidents + 1));
    const responded = reported + take(25);
    const resolved = responded + take(chance.next() < 0.1 ? 9_000 : 300);
    const known = (at: number) => (at <= until ? at : null);
    const isMet = chance.next() < 0.9;
    const bits = isMet ? marks.met.response | marks.met.resolution : 0;
    yield [
      ...[number, reported, known(responded), known(responded), known(resolved)],
      resolved <= until ? null : until + take(200),
      ...[known(responded), known(resolved), null],
      ...[`service-${chance.below(40)}`, `team-${chance.below(8)}`, `person-${chance.below(60)}`],
      ...[`P${1 + chance.below(4)}`, `category-${chance.below(12)}`],
      bits | (chance.next() < 0.05 ? marks.reopened : 0),
    ];
  }
}

export async function sqliteFacts(): Promise<FactsDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-facts-'));
  const file = join(folder, 'facts.db');
  const url = `sqlite:${file}`;
  await (await openStore(url)).close();
  const database = new Database(file);
  const select = database.prepare(counted);
  const one = database.prepare('select * from incident_facts where number = ?');
  return {
    url,
    async fill(incidents, until) {
      const values = columns.map(() => '?').join(',');
      const insert = database.prepare(
        `insert into incident_facts (${columns.join(',')}) values (${values})`,
      );
      database.exec('begin');
      for (const row of factsUntil(incidents, until)) insert.run(row);
      database.exec(lastIncident(incidents));
      database.exec('commit');
    },
    count: () => select.get(),
    row: (number) => one.get(number),
    async close() {
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Rows that are sent in one go. */
const atOnce = 5_000;

export async function postgresFacts(): Promise<FactsDatabase> {
  const server = await startPostgres();
  await administer(server.url, 'create database facts');
  const url = `${server.url}/facts`;
  await (await openStore(url)).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    async fill(incidents, until) {
      const isText = (index: number) => index >= 9 && index <= 13;
      const lists = columns.map(
        (_, index) => `$${index + 1}::${isText(index) ? 'text' : 'bigint'}[]`,
      );
      const text = `insert into incident_facts (${columns.join(',')}) select * from unnest(${lists.join(',')})`;
      let rows: (string | number | null)[][] = [];
      const flush = async () => {
        await client.query(
          text,
          columns.map((_, index) => rows.map((row) => row[index])),
        );
        rows = [];
      };
      for (const row of factsUntil(incidents, until)) {
        rows.push(row);
        if (rows.length === atOnce) await flush();
      }
      await flush();
      await client.query(lastIncident(incidents));
      await client.query('vacuum analyze incident_facts');
    },
    count: () => client.query(counted),
    row: (number) =>
      client.query({
        name: 'row',
        text: 'select * from incident_facts where number = $1',
        values: [number],
      }),
    async close() {
      await client.end();
      await server.remove();
    },
  };
}
