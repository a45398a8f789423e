import { type IncidentEvent, replay } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { KitEvent } from '../../packages/server/src/store/port/log.ts';
import type { Snapshot, Store } from '../../packages/server/src/store/port/store.ts';
import { bareDatabase, emptyDatabase, execute, testStore } from './support/database.ts';
import {
  all,
  brokenLink,
  noted,
  noteOn,
  reported,
  reportOn,
  reportTo,
  stampAt,
  wholeLog,
} from './support/log.ts';

const minute = 60_000;

/** Everything that can be asked of a snapshot, in one value. */
async function everything(snapshot: Snapshot) {
  return {
    head: await snapshot.log.lastSeq(),
    incident: await snapshot.incidents.get(1),
    incidents: (await snapshot.incidents.getMany([1, 2, 77])).map((each) => each.number).sort(),
    list: await snapshot.incidents.findNumbers(all, null, 100),
    open: await snapshot.incidents.findNumbers({ ...all, status: 'open' }, null, 100),
    own: await snapshot.incidents.findNumbers(
      { ...all, reporter: { id: 'grace', site: 'pk_intranet' } },
      null,
      100,
    ),
    changed: (await snapshot.incidents.changedAfter(0, 100)).map((each) => each.number),
    stream: await snapshot.log.streamAfter('incident/1', 0, 100),
    log: await snapshot.log.after(0, 100),
    at: await snapshot.log.at([3, 1, 99]),
    raw: (await snapshot.log.rawAfter(0, 100)).map((each) => each.hash),
    answer: await snapshot.replies.get('scope', 'key'),
    secret: await snapshot.secrets.get('name'),
  };
}

async function writeOneOfEach(store: Store, then: (snapshot: Snapshot) => Promise<void>) {
  await store.write(async (transaction) => {
    await reportOn(transaction, 'First');
    await reportOn(transaction, 'Second');
    await noteOn(transaction, 1, 'A note');
    await transaction.replies.keep('scope', 'key', '{"a":1}', 5);
    await transaction.secrets.keep('name', 'value');
    await then(transaction);
  });
}

describe('the store', () => {
  test('LOG-10: a command reads what it has written, and what is then committed is just that', async () => {
    const store = await testStore();
    let inside: Awaited<ReturnType<typeof everything>> | undefined;
    await writeOneOfEach(store, async (transaction) => {
      inside = await everything(transaction);
    });
    expect(inside).toMatchObject({
      head: 3,
      incident: { number: 1, version: 2, title: 'First' },
      incidents: [1, 2],
      list: [2, 1],
      open: [2, 1],
      own: [2, 1],
      changed: [2, 1],
      stream: [
        { seq: 1, version: 1 },
        { seq: 3, version: 2, personal: { text: 'A note' } },
      ],
      at: [{ seq: 1 }, { seq: 3 }],
      answer: '{"a":1}',
      secret: 'value',
    });
    expect(await store.read(everything)).toEqual(inside);
    expect(brokenLink(await wholeLog(store))).toBeNull();
  });

  test('LOG-5: of a command that throws at its end, whatever it read meanwhile, nothing is left', async () => {
    const store = await testStore();
    const before = await store.read(everything);
    const refused = writeOneOfEach(store, async (transaction) => {
      await everything(transaction);
      throw new Error('changed my mind');
    });
    await expect(refused).rejects.toThrow('changed my mind');
    expect(await store.read(everything)).toEqual(before);
    // Neither are its numbers used up, in the log or of the incidents.
    expect(await reportTo(store)).toBe(1);
    expect((await wholeLog(store)).map((each) => each.seq)).toEqual([1]);
  });

  test('LOG-10: commands that arrive together share one commit, and each sees those before it', async () => {
    const store = await testStore();
    const commits: (readonly KitEvent[])[] = [];
    store.onCommit((events) => commits.push(events));
    const seen = await Promise.all(
      [1, 2, 3, 4].map(() =>
        store.write(async (transaction) => {
          const before = await transaction.incidents.findNumbers(all, null, 100);
          await reportOn(transaction);
          return [before.length, (await transaction.incidents.findNumbers(all, null, 100)).length];
        }),
      ),
    );
    expect(seen).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(commits.map((events) => events.map((each) => each.seq))).toEqual([[1, 2, 3, 4]]);
  });

  test('LOG-5: one that the database itself refuses hurts no other in its commit', async () => {
    const store = await testStore();
    await reportTo(store);
    const told: number[] = [];
    store.onCommit((events) => told.push(...events.map((each) => each.seq)));
    const outcomes = await Promise.allSettled([
      store.write((transaction) => noteOn(transaction, 1, 'kept')),
      // Version 1 of this stream is there already; only the database knows.
      store.write((transaction) =>
        transaction.log.append('incident/1', 0, reported(1), stampAt(1)),
      ),
      store.write(async (transaction) => {
        await noteOn(transaction, 1, 'taken back');
        throw new Error('refused after writing');
      }),
      store.write((transaction) => noteOn(transaction, 1, 'kept too')),
      store.write(async (transaction) => {
        const taken = transaction.log.append('incident/1', 1, noted('again'), stampAt(1));
        await taken;
        // Meets the complaint in the middle of the command, and makes little of it.
        await transaction.incidents.findNumbers(all, null, 100).catch(() => []);
      }),
      store.write((transaction) => noteOn(transaction, 1, 'kept as well')),
    ]);
    expect(outcomes.map((each) => each.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const log = await wholeLog(store);
    expect(brokenLink(log)).toBeNull();
    expect(
      log.map((each) => (each.personal?.personal as { text?: string } | undefined)?.text),
    ).toEqual([undefined, 'kept', 'kept too', 'kept as well']);
    expect(told).toEqual([2, 3, 4]);
  });

  test('LOG-5: a key or a secret that is there already is not overwritten', async () => {
    const store = await testStore();
    await store.write((transaction) => transaction.replies.keep('s', 'k', '1', 1));
    const [answer, secret] = await Promise.allSettled([
      store.write((transaction) => transaction.replies.keep('s', 'k', '2', 2)),
      store.write((transaction) => transaction.secrets.keep('n', '1')),
    ]);
    expect([answer?.status, secret?.status]).toEqual(['rejected', 'fulfilled']);
    expect(await store.read((snapshot) => snapshot.replies.get('s', 'k'))).toBe('1');
    expect(await store.read((snapshot) => snapshot.secrets.get('n'))).toBe('1');
  });

  test('LOG-8: an instant before the last event’s becomes that one’s, and one long before is refused', async () => {
    const store = await testStore();
    const at = Date.UTC(2026, 10, 23, 9);
    await reportTo(store, 'On time', at);
    await reportTo(store, 'A little early', at - minute);
    const late = reportTo(store, 'Long before', at - 5 * minute - 1);
    await expect(late).rejects.toMatchObject({
      code: 'clock-behind',
      message: expect.stringContaining('5 minutes behind'),
    });
    await reportTo(store, 'Later', at + 1);
    const log = await wholeLog(store);
    expect(log.map((each) => each.at)).toEqual([at, at, at + 1]);
    expect((await store.read((snapshot) => snapshot.incidents.get(2)))?.reportedAt).toBe(at);
  });

  test('LOG-6 LOG-7: what is erased is gone from the log and from the incident, and the chain still holds', async () => {
    const store = await testStore();
    await reportTo(store, 'Grace’s phone is 555-0100');
    await store.write(async (transaction) => {
      await noteOn(transaction, 1, 'Call Grace');
      const third = await noteOn(transaction, 1, 'Called her');
      // One that is stored, one of this transaction, and one that there is not.
      await transaction.log.erase([1, third.seq, 99]);
      expect((await transaction.incidents.get(1))?.title).toBe('[erased]');
      expect(await transaction.log.at([1])).toMatchObject([{ personal: null, actorName: null }]);
    });
    const log = await wholeLog(store);
    expect(log.map((each) => each.personal === null && each.salt === null)).toEqual([
      true,
      false,
      true,
    ]);
    expect(JSON.stringify(log)).not.toMatch(/555-0100|Called her/);
    expect(brokenLink(log)).toBeNull();
    const { incident, stream } = await store.read(everything);
    expect(incident).toEqual(replay(stream as IncidentEvent[]));
    expect(incident?.title).toBe('[erased]');
  });

  test('LOG-5: a command that erased and then threw has erased nothing', async () => {
    const store = await testStore();
    await reportTo(store, 'Kept');
    const refused = store.write(async (transaction) => {
      await transaction.log.erase([1]);
      throw new Error('not this time');
    });
    await expect(refused).rejects.toThrow('not this time');
    expect((await wholeLog(store))[0]?.personal).toMatchObject({ personal: { title: 'Kept' } });
    expect((await store.read((snapshot) => snapshot.incidents.get(1)))?.title).toBe('Kept');
  });

  test('LOG-6: whatever text an event holds, it is read back as it was, and its digest fits', async () => {
    const store = await testStore();
    const text = fc.string({
      unit: fc.constantFrom('\0', 'é', '🙂', '\ud800', '"', '\\', '\n', 'a'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (titles) => {
        const numbers = await Promise.all(titles.map((each) => reportTo(store, each)));
        const found = await store.read((snapshot) => snapshot.incidents.getMany(numbers));
        const titleOf = new Map(found.map((each) => [each.number, each.title]));
        expect(numbers.map((each) => titleOf.get(each))).toEqual(titles);
      }),
      { numRuns: 30 },
    );
    expect(brokenLink(await wholeLog(store))).toBeNull();
  });

  test('LOG-2: positions, instants and numbers are numbers, also those above 2 ** 31', async () => {
    const store = await testStore();
    const at = 2 ** 43;
    await reportTo(store, 'Far ahead', at);
    const [event] = await store.read((snapshot) => snapshot.log.after(0, 1));
    expect(event).toMatchObject({ seq: 1, version: 1, at });
    expect(await store.read((snapshot) => snapshot.log.lastSeq())).toBe(1);
    expect(await store.write((transaction) => transaction.incidents.nextNumber())).toBe(2);
  });

  test('LOG-1: what is read together belongs together, whatever is committed meanwhile', async () => {
    const store = await testStore();
    await reportTo(store);
    const seen = await store.read(async (snapshot) => {
      const before = [
        await snapshot.log.lastSeq(),
        await snapshot.incidents.findNumbers(all, null, 100),
      ];
      await reportTo(store);
      return [
        before,
        [await snapshot.log.lastSeq(), await snapshot.incidents.findNumbers(all, null, 100)],
      ];
    });
    expect(seen).toEqual([
      [1, [1]],
      [1, [1]],
    ]);
    expect(await store.read((snapshot) => snapshot.log.lastSeq())).toBe(2);
  });

  test('LOG-4: a store that is closed finishes what it was given and takes no more', async () => {
    const url = await emptyDatabase();
    const store = await openStore(url);
    const under = [1, 2, 3].map(() => reportTo(store));
    await store.close();
    expect(await Promise.all(under)).toEqual([1, 2, 3]);
    await expect(reportTo(store)).rejects.toThrow('closed');
    expect(await wholeLog(await testStore(url))).toHaveLength(3);
  });

  test('LOG-9: several that open one new database at the same moment all find it ready', async () => {
    const url = await bareDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => testStore(url)));
    const numbers = await Promise.all(stores.map((store) => reportTo(store)));
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
  });

  test('LOG-1: a database of a newer version is refused with a sentence', async () => {
    const url = await emptyDatabase();
    await (await openStore(url)).close();
    await execute(
      url,
      `insert into kit_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z');
        update head set oldest_version = 9999`,
    );
    await expect(openStore(url)).rejects.toThrow(/newer version of Incident Kit .*9999-later/);
  });
});
