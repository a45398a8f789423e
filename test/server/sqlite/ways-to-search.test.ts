import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { askedTermsOf } from '../../../packages/server/src/domain/search/search-terms.ts';
import type { Search } from '../../../packages/server/src/store/connection.ts';
import { SqliteConnection } from '../../../packages/server/src/store/sqlite/connection.ts';
import { emptyDatabase, execute } from '../support/database.ts';
import { numbersOf, reportSome, searches } from '../support/some-to-search.ts';

async function filled() {
  const url = await emptyDatabase();
  await reportSome(url);
  // As it is before the words of the newer half have come into the index.
  await execute(
    url,
    `insert into incident_words (incident_words, rowid, words)
      select 'delete', number, words from incident_texts where number > 30;
    update words_indexed set number = 30`,
  );
  return new SqliteConnection(new Database(url.slice('sqlite:'.length), { readonly: true }));
}

const parts: Pick<Search, 'where' | 'categories'>[] = [
  { where: sql`assignee = ${'desk-ada'}`, categories: null },
  { where: sql`assignee = ${'desk-ada'}`, categories: ['resolved', 'closed'] },
  { where: sql`priority = ${'P1'}`, categories: ['closed'] },
  { where: sql`assignee = ${'nobody'}`, categories: null },
];

describe('the ways in which SQLite searches', () => {
  test('LOG-33: find the same, whichever is taken as the fastest', async () => {
    const connection = await filled();
    expect(await connection.countUnindexed()).toBe(30);
    let found = 0;
    for (const search of searches(parts)) {
      const [few, some, most] = await Promise.all(
        (['few', 'some', 'most'] as const).map((leaves) =>
          numbersOf(connection, { ...search, leaves, isRare: false }),
        ),
      );
      expect(few).toEqual([...(few ?? [])].sort((a, b) => b - a));
      expect([some, most]).toEqual([few, few]);
      found += few?.length ?? 0;
    }
    expect(found).toBeGreaterThan(100);
    connection.database.close();
  });

  test('LOG-33: how frequent words are is told by the newest that have them', async () => {
    const connection = await filled();
    const frequencyOf = (text: string) => connection.frequencyOf(askedTermsOf(text));
    expect(await frequencyOf('printer')).toMatchObject({ isRare: true, last: 30 });
    const [common, rare] = [await frequencyOf('the'), await frequencyOf('sprinters')];
    expect(common.share).toBeGreaterThan(rare.share);
    expect(rare.share).toBeGreaterThan(0.15);
    expect((await frequencyOf('xylophone')).share).toBe(0);
    connection.database.close();
  });
});
