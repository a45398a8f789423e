import { expect, test } from 'vitest';
import { emptyDatabase, testStore } from '../support/database.ts';
import { wholeLog } from '../support/log.ts';
import { recordedDatabase } from '../support/recorded.ts';
import { readTables } from '../support/tables.ts';

test('LOG-19: the tables of its migrations have names of their own', async () => {
  const url = await emptyDatabase();
  await testStore(url);
  const names = (await readTables(url, ['kit_migration'])).kit_migration ?? [];
  expect(names[0]).toContain('0001-log');
  await expect(readTables(url, ['kysely_migration'])).rejects.toThrow(/kysely_migration/);
});

test('LOG-19: in a database of the version before they are renamed, and what they held stays', async () => {
  const url = await recordedDatabase();
  const before = (await readTables(url, ['kysely_migration'])).kysely_migration ?? [];
  expect(before).toHaveLength(4);
  const store = await testStore(url);
  const after = (await readTables(url, ['kit_migration'])).kit_migration ?? [];
  expect(after.slice(0, 4)).toEqual(before);
  expect(await wholeLog(store)).toHaveLength(139);
  // That version looks here when it is started, and refuses what it does not know; it makes nothing again.
  const seen = (await readTables(url, ['kysely_migration'])).kysely_migration ?? [];
  expect(seen).toEqual(after);
  expect(seen.length).toBeGreaterThan(before.length);
  // And the second start finds everything done.
  await testStore(url);
  expect((await readTables(url, ['kit_migration'])).kit_migration).toEqual(after);
});
