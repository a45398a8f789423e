import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { bareDatabase, execute, testStore } from '../support/database.ts';
import { reportTo, wholeLog } from '../support/log.ts';
import { readTables } from '../support/tables.ts';

const foreign = [
  'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
  "insert into kysely_migration values ('2024_shop', '2024-01-01T00:00:00.000Z')",
  'create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null)',
];

const in_ = (schema: string) =>
  `create schema if not exists ${schema}; set search_path = ${schema}`;

async function titles(url: string): Promise<(string | undefined)[]> {
  const store = await openStore(url);
  const log = await wholeLog(store);
  await store.close();
  return log.map(({ personal }) => (personal?.personal as { title?: string } | undefined)?.title);
}

describe('a database that a kit shares', () => {
  test.each(['public', 'shop'])(
    'LOG-19: another program’s migrations, in the schema %s, are left alone',
    async (schema) => {
      const url = await bareDatabase();
      await execute(url, [in_(schema), ...foreign].join(';'));
      expect(await reportTo(await testStore(url))).toBe(1);
      await (await openStore(url)).close();
      const [theirs] = Object.values(await readTables(url, [`${schema}.kysely_migration`]));
      expect(theirs).toHaveLength(1);
    },
  );

  test('LOG-19: kits in several schemas know nothing of each other, however their schema is said', async () => {
    const url = await bareDatabase();
    await execute(url, 'create schema second; create schema "Third kit"; create schema fourth');
    const urls = [
      url,
      `${url}?schema=second`,
      `${url}?schema=Third%20kit&application_name=third`,
      `${url}?options=-c%20search_path%3Dfourth%2Cpublic`,
    ];
    for (const [index, each] of urls.entries()) {
      const store = await testStore(each);
      expect(await reportTo(store, `of kit ${index}`)).toBe(1);
      expect(await reportTo(store, `of kit ${index}, too`)).toBe(2);
    }
    for (const [index, each] of urls.entries()) {
      expect(await titles(each)).toEqual([`of kit ${index}`, `of kit ${index}, too`]);
    }
  });

  test('LOG-19: a schema that is called as the user is, made later, does not begin another log', async () => {
    const url = await bareDatabase();
    await reportTo(await testStore(url), 'the first');
    const user = new URL(url).username;
    await execute(url, `create schema "${user}"`);
    await expect(openStore(url)).rejects.toThrow(/in the schema “public”, .*\?schema=public/);
    expect(await titles(`${url}?schema=public`)).toEqual(['the first']);
    // Whoever wants another says so.
    expect(await titles(`${url}?schema=${user}`)).toEqual([]);
  });

  test('LOG-19: the same foreign table in the schema of an old kit is not taken for its own', async () => {
    const url = await bareDatabase();
    await execute(url, `create table events (id int); ${foreign.join(';')}`);
    await expect(openStore(url)).rejects.toThrow(
      /somebody else's: .*\(events\)\. Nothing was changed/,
    );
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query("select relname from pg_class where relname like 'k%it_%'");
    await client.end();
    expect(rows).toEqual([]);
  });
});
