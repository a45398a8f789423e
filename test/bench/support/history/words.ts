import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { searchTermsOf } from '../../../../packages/server/src/domain/search/search-terms.ts';
import { openStore } from '../../../../packages/server/src/store/open-store.ts';
import { administer, startPostgres } from '../../../support/postgres.ts';
import { Chance } from '../../../support/simulate-incidents/chance.ts';
import { descriptionOf, rareWord, titleOf } from '../../../support/simulate-incidents/words.ts';

/** A database with what is searched of incidents. */
export interface WordsDatabase {
  url: string;
  fill(incidents: number): Promise<void>;
  /** The newest that have a word, found without the kit. */
  find(word: string): unknown;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}

/** Rows that are written in one go. */
const atOnce = 5_000;

interface Row {
  number: number;
  category: string;
  priority: string;
  service: string;
  team: string;
  words: string;
}

/** The newest are open, as at a desk. */
function* rowsOf(incidents: number): Iterable<Row[]> {
  const chance = new Chance(1);
  let rows: Row[] = [];
  for (let number = 1; number <= incidents; number += 1) {
    const text = `${titleOf(chance)} ${descriptionOf(chance, rareWord(number, incidents))}`;
    rows.push({
      number,
      category: number > incidents - 1_000 ? 'active' : 'closed',
      priority: `P${1 + chance.below(4)}`,
      service: `service-${chance.below(40)}`,
      team: `team-${chance.below(8)}`,
      words: ['-', ...searchTermsOf(text)].join(' '),
    });
    if (rows.length < atOnce && number < incidents) continue;
    yield rows;
    rows = [];
  }
}

const columns =
  'number, status_id, status_category, priority, service, team, reporter_id, reporter_site, seq, public_seq, public_count, due_order, state';

export async function sqliteWords(): Promise<WordsDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-words-'));
  const file = join(folder, 'words.db');
  const url = `sqlite:${file}`;
  await (await openStore(url)).close();
  const database = new Database(file);
  const select = database.prepare(
    'select rowid from incident_words where incident_words match ? order by rowid desc limit 50',
  );
  return {
    url,
    async fill(incidents) {
      const incident = database.prepare(
        `insert into incidents (${columns}) values (?, ?, ?, ?, ?, ?, 'rosa', 'pk', ?, 0, 0, 0, '{}')`,
      );
      const text = database.prepare(
        'insert into incident_texts (number, words, indexed_later) values (?, ?, 1)',
      );
      const write = database.transaction((rows: Row[]) => {
        for (const { number, category, priority, service, team, words } of rows) {
          incident.run(number, category, category, priority, service, team, number);
          text.run(number, words);
        }
      });
      for (const rows of rowsOf(incidents)) write(rows);
      database.exec(`insert into incident_words (rowid, words) select number, words from incident_texts;
        update words_indexed set number = (select max(number) from incident_texts)`);
    },
    find: (word) => select.all(word),
    async close() {
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function postgresWords(): Promise<WordsDatabase> {
  const server = await startPostgres();
  await administer(server.url, 'create database words');
  const url = `${server.url}/words`;
  await (await openStore(url)).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const fromRows =
    'from json_to_recordset($1::json) as row (number bigint, category text, priority text, service text, team text, words text)';
  return {
    url,
    async fill(incidents) {
      for (const rows of rowsOf(incidents)) {
        const given = [JSON.stringify(rows)];
        const incident = `select number, category, category, priority, service, team, 'rosa', 'pk', number, 0, 0, 0, '{}'`;
        await client.query(`insert into incidents (${columns}) ${incident} ${fromRows}`, given);
        await client.query(
          `insert into incident_texts (number, words, indexed_later) select number, words, 1 ${fromRows}`,
          given,
        );
      }
      await client.query('vacuum analyze incidents');
      await client.query('vacuum analyze incident_texts');
    },
    find: (word) =>
      client.query({
        name: 'find',
        text: 'select number from incident_texts where lexemes @@ $1::tsquery order by number desc limit 50',
        values: [word],
      }),
    async close() {
      await client.end();
      await server.remove();
    },
  };
}
