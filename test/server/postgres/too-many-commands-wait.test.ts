import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { headersOf, statusOf } from '../../../packages/server/src/api/errors.ts';
import { KitError } from '../../../packages/server/src/domain/errors.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { emptyDatabase } from '../support/database.ts';

test('LIM-12: while 5,000 commands wait, more are told when to come again, and those are carried out', async () => {
  const database = await emptyDatabase();
  const store = await openStore(database, { note: () => undefined });
  onTestFinished(() => store.close());
  // Another session keeps everybody from writing.
  const other = new pg.Client({ connectionString: database });
  await other.connect();
  await other.query('begin');
  await other.query('select * from head for update');
  const write = (at: number) => store.write(async () => at);
  const sent = Array.from({ length: 5_400 }, (_, at) => write(at).catch((error: unknown) => error));
  const refusal = await write(-1).catch((error: unknown) => error);
  if (!(refusal instanceof KitError)) throw new Error('It was taken.');
  expect(refusal.code).toBe('overloaded');
  expect(statusOf.overloaded).toBe(503);
  expect(headersOf(refusal)).toMatchObject({ 'retry-after': '2' });
  // Nobody who only reads waits for them.
  expect(await store.read((snapshot) => snapshot.incidents.getMany([1]))).toEqual([]);
  await other.query('rollback');
  await other.end();
  const settled = await Promise.all(sent);
  const carriedOut = settled.filter((each) => typeof each === 'number');
  expect(carriedOut).toEqual(carriedOut.map((_, at) => at));
  expect(carriedOut.length).toBeGreaterThanOrEqual(5_000);
  const codes = settled.flatMap((each) => (each instanceof KitError ? [each.code] : []));
  expect(codes).toEqual(Array(5_400 - carriedOut.length).fill('overloaded'));
  expect(codes.length).toBeGreaterThan(0);
  expect(await write(1)).toBe(1);
});
