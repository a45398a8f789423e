import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LogTail } from '../../packages/server/src/live/tail.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { KitEvent } from '../../packages/server/src/store/port/log.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { emptyDatabase, testStore } from './support/database.ts';
import { brokenLink, noteOn, reportOn, reportTo, wholeLog } from './support/log.ts';

/** A tail that keeps what it was handed, and says when it has come to a position. */
async function follow(store: Store) {
  const heard: KitEvent[] = [];
  let waiting: { seq: number; resolve(): void }[] = [];
  const tail = new LogTail(store, {
    async onEvents(events) {
      heard.push(...events);
      const reached = heard.at(-1)?.seq ?? 0;
      for (const each of waiting.filter(({ seq }) => seq <= reached)) each.resolve();
      waiting = waiting.filter(({ seq }) => seq > reached);
    },
    onPutBack(seq) {
      throw new Error(`Nothing was put back to ${seq}.`);
    },
    onError(error) {
      throw error;
    },
  });
  await tail.start();
  onTestFinished(() => tail.stop());
  return {
    heard,
    reaches: (seq: number) =>
      (heard.at(-1)?.seq ?? 0) >= seq
        ? Promise.resolve()
        : new Promise<void>((resolve) => waiting.push({ seq, resolve })),
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('several stores on one database', () => {
  test('LOG-2 LOG-9: with writers that commit late, every reader hears every event once, in the order of the log', async () => {
    const url = await emptyDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => testStore(url)));
    const tails = await Promise.all(stores.map(follow));
    const perWriter = 40;
    const answered: number[] = [];
    await Promise.all(
      stores.flatMap((store, index) =>
        // Two at a time in each store, so that some share a commit and some do not.
        [0, 1].map(async () => {
          for (let each = 0; each < perWriter / 2; each += 1) {
            const seq = await store.write(async (transaction) => {
              const number = await reportOn(transaction, `of store ${index}`);
              // Holds its place in the log while the others want to commit.
              if (each % 3 === 0) await after(Math.random() * 4);
              return (await noteOn(transaction, number, 'and a note')).seq;
            });
            answered.push(seq);
          }
        }),
      ),
    );
    const total = stores.length * perWriter * 2;
    await Promise.all(tails.map(({ reaches }) => reaches(total)));
    for (const { heard } of tails) expect(heard.map((each) => each.seq)).toEqual(upTo(total));
    expect(answered.sort((a, b) => a - b)).toEqual(upTo(total).filter((seq) => seq % 2 === 0));
    const [first] = stores;
    if (!first) throw new Error('There is a store.');
    expect(brokenLink(await wholeLog(first))).toBeNull();
  });

  test('LOG-2: while one holds its transaction open, another waits and takes the next number', async () => {
    const url = await emptyDatabase();
    const [slow, quick] = [await testStore(url), await testStore(url)];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let hasBegun = () => {};
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    const first = slow.write(async (transaction) => {
      await reportOn(transaction, 'slow');
      hasBegun();
      await held;
    });
    await begun;
    const second = reportTo(quick, 'quick');
    // The quick one has had every chance to overtake: a whole commit's time on either engine.
    await quick.read((snapshot) => snapshot.log.lastSeq());
    letGo();
    await Promise.all([first, second]);
    expect((await wholeLog(quick)).map((each) => each.seq)).toEqual([1, 2]);
    expect((await quick.read((snapshot) => snapshot.incidents.get(1)))?.title).toBe('slow');
  });

  test('LOG-9 LOG-7: commands of several stores on one incident never lose each other', async () => {
    const url = await emptyDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => testStore(url)));
    const [first] = stores;
    if (!first) throw new Error('There is a store.');
    await reportTo(first);
    await Promise.all(
      stores.flatMap((store) =>
        upTo(15).map((each) =>
          store.write((transaction) => noteOn(transaction, 1, `note ${each}`)),
        ),
      ),
    );
    const incident = await first.read((snapshot) => snapshot.incidents.get(1));
    expect(incident).toMatchObject({ version: 46, seq: 46 });
  });

  test('LOG-9: a store that closes does not disturb the others', async () => {
    const url = await emptyDatabase();
    const staying = await testStore(url);
    const leaving = await openStore(url);
    await Promise.all([reportTo(leaving), reportTo(staying)]);
    await leaving.close();
    expect(await reportTo(staying)).toBe(3);
  });
});
