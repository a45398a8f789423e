import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { askedTermsOf } from '../../../packages/server/src/domain/search/search-terms.ts';
import { run, type Search } from '../../../packages/server/src/store/connection.ts';
import { SqliteConnection } from '../../../packages/server/src/store/sqlite/connection.ts';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, grace, report, testKit } from '../support/kit.ts';

const titles = [
  'The printer prints nothing',
  'The network printer is slow',
  'The network is down',
  'Sprinters cannot print',
];

/** Some incidents of each kind, and half of their words in the index. */
async function filled() {
  const url = await emptyDatabase();
  const { kit, as } = testKit({ database: url, configuration: { teams: deskDocuments.teams } });
  for (let index = 0; index < 60; index += 1) {
    const impact = index % 3 === 0 ? 'high' : 'low';
    const { incident } = await as(grace).incidents.report.mutate(
      report({ title: titles[index % titles.length], impact }),
    );
    if (index % 2 === 0)
      await as(grace).incidents.assign.mutate({ incident, assignee: 'desk-ada' });
    if (index % 5 === 0) {
      await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'Done' });
    }
    if (index % 10 === 0) await as(amir).incidents.close.mutate({ incident, reason: 'It is done' });
    if (index === 30) await kit.fireDue();
  }
  await kit.close();
  return new SqliteConnection(new Database(url.slice('sqlite:'.length), { readonly: true }));
}

describe('the ways in which SQLite searches', () => {
  test('LOG-33: find the same, whichever is taken as the fastest', async () => {
    const connection = await filled();
    const unindexed = await connection.countUnindexed();
    expect(unindexed).toBeGreaterThan(0);
    const numbers = async (search: Search) => {
      const found = connection.search(search).as<'numbers'>('numbers');
      const query = connection.builder.selectFrom(found).selectAll();
      return (await run(connection, query)).map(({ number }) => number);
    };
    const parts: Pick<Search, 'where' | 'categories'>[] = [
      { where: sql`assignee = ${'desk-ada'}`, categories: null },
      { where: sql`assignee = ${'desk-ada'}`, categories: ['resolved', 'closed'] },
      { where: sql`priority = ${'P1'}`, categories: ['closed'] },
      { where: sql`assignee = ${'nobody'}`, categories: null },
    ];
    let found = 0;
    for (const text of ['printer', 'prin', 'network', 'network print', 'nothing of this']) {
      for (const part of parts) {
        for (const below of [Number.MAX_SAFE_INTEGER, 35]) {
          for (const limit of [3, 100]) {
            const search = { ...part, terms: askedTermsOf(text), below, limit };
            const [few, some, most] = await Promise.all(
              (['few', 'some', 'most'] as const).map((leaves) => numbers({ ...search, leaves })),
            );
            expect(few).toEqual([...(few ?? [])].sort((a, b) => b - a));
            expect([some, most], `${text} ${limit}`).toEqual([few, few]);
            found += few?.length ?? 0;
          }
        }
      }
    }
    expect(found).toBeGreaterThan(100);
    connection.database.close();
  });

  test('LOG-33: how frequent words are is told by the newest that have them', async () => {
    const connection = await filled();
    const frequencyOf = (text: string) => connection.frequencyOf(askedTermsOf(text));
    const last = (await frequencyOf('printer')).last;
    expect(last).toBeGreaterThan(0);
    expect(await frequencyOf('printer')).toMatchObject({ isRare: true });
    const [common, rare] = [await frequencyOf('the'), await frequencyOf('sprinters')];
    expect(common.share).toBeGreaterThan(rare.share);
    expect(rare.share).toBeGreaterThan(0.15);
    expect((await frequencyOf('xylophone')).share).toBe(0);
    connection.database.close();
  });
});
