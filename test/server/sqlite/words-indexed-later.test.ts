import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { indexTexts } from '../../../packages/server/src/operations/index-texts.ts';
import { rebuildDatabase } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { startIndexer } from '../support/children.ts';
import { emptyDatabase, execute, testStore } from '../support/database.ts';
import { all, reportOn, reportTo, retitleTo } from '../support/log.ts';

const found = (store: Store, text: string) =>
  store.read(({ incidents }) => incidents.findNumbers({ ...all, text }, null, 1_001));

const unindexed = (store: Store) => store.read(({ texts }) => texts.countUnindexed());

/** What the index itself finds, without what is looked through beside it. */
function indexed(url: string, word: string): number[] {
  const database = new Database(url.slice('sqlite:'.length), { readonly: true });
  const statement = database.prepare(
    'select rowid from incident_words where incident_words match ? order by rowid',
  );
  const numbers = statement.pluck().all(word) as number[];
  database.close();
  return numbers;
}

/** Whether the index has what the words are, and nothing besides. */
function isWhole(url: string): boolean {
  const database = new Database(url.slice('sqlite:'.length));
  try {
    database.exec(
      "insert into incident_words (incident_words, rank) values ('integrity-check', 1)",
    );
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('words that are indexed after the commit', () => {
  test('LOG-30: instances that are killed while they index, and others beside them, leave no hole and nothing twice', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    let reported = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        const number = await reportTo(store, `Printer ${reported}`);
        if (number % 3 === 0) await retitleTo(store, number - 1, `Network ${reported}`);
        reported = number;
      }
    })();
    let next = startIndexer(url);
    const staying = startIndexer(url);
    staying.begin();
    for (let kill = 0; kill < 4; kill += 1) {
      const child = next;
      child.begin();
      next = startIndexer(url);
      await child.says(1 + kill);
      await child.kill();
    }
    await staying.says(5);
    isOver = true;
    await writing;
    await staying.kill();
    await indexTexts(store);
    expect(await unindexed(store)).toBe(0);
    const both = [...indexed(url, 'printer'), ...indexed(url, 'network')];
    expect(both.sort((a, b) => a - b)).toEqual(upTo(reported));
    expect(isWhole(url)).toBe(true);
  });

  test('LOG-30: a report’s commit leaves the index as it is, and a search looks through what came since', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await store.write(async (on) => {
      for (let each = 0; each < 250; each += 1) await reportOn(on, `Printer ${each}`);
    });
    expect(indexed(url, 'printer')).toEqual([]);
    expect(await found(store, 'printer')).toHaveLength(250);
    await indexTexts(store, { leave: 100 });
    expect(indexed(url, 'printer')).toEqual(upTo(200));
    expect(await found(store, 'printer')).toEqual(upTo(250).reverse());
    await indexTexts(store);
    expect(indexed(url, 'printer')).toEqual(upTo(250));
    // What is indexed is changed there at once.
    await retitleTo(store, 7, 'Network');
    expect(indexed(url, 'network')).toEqual([7]);
    expect(await unindexed(store)).toBe(0);
  });

  test('LOG-18: what an instance of the version before writes is in the index at once, with all before it', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await reportTo(store, 'Printer');
    await execute(url, "insert into incident_texts (number, words) values (2, '- printer')");
    expect(indexed(url, 'printer')).toEqual([1, 2]);
    await execute(
      url,
      `insert into incident_texts (number, words) values (2, '- network')
        on conflict (number) do update set number = excluded.number, words = excluded.words`,
    );
    expect(indexed(url, 'printer')).toEqual([1]);
    expect(await unindexed(store)).toBe(0);
    expect(isWhole(url)).toBe(true);
  });

  test('LOG-15: made again from the log, the index is whole, whatever was in it', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    for (const each of upTo(5)) await reportTo(store, `Printer ${each}`);
    await store.write(({ texts }) => texts.catchUp(3));
    await rebuildDatabase(url);
    expect(await found(store, 'printer')).toEqual([5, 4, 3, 2, 1]);
    await indexTexts(store);
    expect(await found(store, 'printer')).toEqual([5, 4, 3, 2, 1]);
    expect(isWhole(url)).toBe(true);
  });
});
