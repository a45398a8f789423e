import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askedTermsOf } from '../../../packages/server/src/domain/search/search-terms.ts';
import type { Search } from '../../../packages/server/src/store/connection.ts';
import { PostgresConnection } from '../../../packages/server/src/store/postgres/connection.ts';
import { emptyDatabase, execute } from '../support/database.ts';
import { numbersOf, reportSome, searches } from '../support/some-to-search.ts';

async function filled() {
  const url = await emptyDatabase();
  await reportSome(url);
  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    return new PostgresConnection(client);
  };
  return { url, connect };
}

const parts: Pick<Search, 'where' | 'categories'>[] = [
  { where: null, categories: null },
  { where: null, categories: ['new', 'active', 'waiting'] },
  { where: sql`assignee = ${'desk-ada'}`, categories: null },
  { where: sql`assignee = ${'desk-ada'}`, categories: ['resolved', 'closed'] },
  { where: sql`priority = ${'P1'}`, categories: ['closed'] },
];

describe('the ways in which PostgreSQL searches', () => {
  test('LOG-33: find the same, whether words are taken as rare or not', async () => {
    const connection = await (await filled()).connect();
    let found = 0;
    for (const search of searches(parts)) {
      const asRare = await numbersOf(connection, { ...search, leaves: 'most', isRare: true });
      const asFrequent = await numbersOf(connection, { ...search, leaves: 'some', isRare: false });
      expect(asRare).toEqual(asFrequent);
      found += asRare.length;
    }
    expect(found).toBeGreaterThan(100);
  });

  test('LOG-33: how frequent words are is told by what PostgreSQL has counted, and by nothing before', async () => {
    const { url, connect } = await filled();
    await execute(url, 'alter table incident_texts set (autovacuum_enabled = false)');
    const before = await (await connect()).frequencyOf(askedTermsOf('printer'));
    expect(before === null || before.last >= 0).toBe(true);
    await execute(url, 'analyze incident_texts');
    const connection = await connect();
    const frequencyOf = (text: string) => connection.frequencyOf(askedTermsOf(text));
    expect(await frequencyOf('printer')).toMatchObject({ isRare: false, last: 60 });
    const [all, both] = [await frequencyOf('the '), await frequencyOf('network printer')];
    expect(all?.share).toBeGreaterThan(both?.share ?? 1);
    expect(both?.share).toBeGreaterThan(0);
    expect(await frequencyOf('xylophone')).toMatchObject({ isRare: true, share: 0 });
    expect(await frequencyOf('network xylophone')).toMatchObject({ isRare: true });
  });
});
