import { expect, test } from 'vitest';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { later, upgrade } from '../support/later-version.ts';
import { all, brokenLink, noteOn, reportOn, wholeLog } from '../support/log.ts';

/** What a statement that is kept prepared does not survive: each changes what it gives. */
const changes = [
  'alter table events alter column version type bigint',
  'alter table events alter column actor type varchar',
  'alter table incidents alter column state type varchar',
  'alter table head alter column oldest_version type bigint',
  'alter table documents alter column version type bigint',
  'alter table answers alter column answer type varchar',
  'alter table events add column added text',
  'create index events_by_added on events (added)',
];

async function write(store: Store): Promise<number> {
  return store.write(async (transaction) => {
    const number = await reportOn(transaction, undefined, Date.now());
    const event = await noteOn(transaction, number, 'and a note', Date.now());
    await transaction.replies.keep('scope', `key ${event.seq}`, '{}', Date.now());
    return event.seq;
  });
}

async function read(store: Store): Promise<void> {
  await store.read(async (snapshot) => {
    const numbers = await snapshot.incidents.findNumbers(all, null, 5);
    await snapshot.incidents.getMany(numbers);
    for (const number of numbers) await snapshot.log.streamAfter(`incident/${number}`, 0, 10);
    await snapshot.log.after(0, 5);
    await snapshot.documents.get('matrix', 1);
    await snapshot.replies.get('scope', 'key 2');
  });
}

test('LOG-18: instances under load refuse nothing and lose nothing while a later version changes the tables', async () => {
  const url = await emptyDatabase();
  const stores = [await testStore(url), await testStore(url)];
  const kept: number[] = [];
  const failures: unknown[] = [];
  let isUpgrading = true;
  const again = async (work: () => Promise<unknown>) => {
    while (isUpgrading) await work().catch((error) => failures.push(error));
  };
  const load = stores.flatMap((store) => [
    again(async () => kept.push(await write(store))),
    again(async () => kept.push(await write(store))),
    // More at once than there are connections: each of them meets each change.
    ...Array.from({ length: 10 }, () => again(() => read(store))),
  ]);
  const done: Record<string, ReturnType<typeof later>> = {};
  for (const [index, change] of changes.entries()) {
    const before = kept.length;
    done[`90${String(index).padStart(2, '0')}-change`] = later([change]);
    await upgrade(url, done);
    while (kept.length < before + 8) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  isUpgrading = false;
  await Promise.all(load);
  expect(failures).toEqual([]);
  const log = await wholeLog(await testStore(url));
  expect(brokenLink(log)).toBeNull();
  expect(log).toHaveLength(kept.length * 2);
  expect(new Set(kept).size).toBe(kept.length);
});
