import { describe, expect, test } from 'vitest';
import { verifyDatabase } from '../../../packages/server/src/audit/verify.ts';
import { openForReading, openStore } from '../../../packages/server/src/store/open-store.ts';
import { startWriter } from '../support/children.ts';
import { emptyDatabase } from '../support/database.ts';
import { all, wholeLog } from '../support/log.ts';

const kills = 100;

describe('a process that is killed', () => {
  test(`LOG-4 LOG-6 LOG-11: after each of ${kills} SIGKILLs under load, everything that was answered is there, and verifying passes`, async () => {
    const url = await emptyDatabase();
    let answered = 0;
    let writer = startWriter(url, '8');
    for (let kill = 0; kill < kills; kill += 1) {
      writer.begin();
      // Loading the program is most of the time: the next does it meanwhile.
      const next = startWriter(url, '8');
      // Not always after as many answers, nor always just after one.
      await writer.says(1 + ((kill * 7) % 40));
      await writer.kill();
      const last = Math.max(...writer.lines.map(Number));
      expect(last).toBeGreaterThan(answered);
      answered = last;
      const store = await openStore(url);
      const head = await store.read((snapshot) => snapshot.log.lastSeq());
      expect(head).toBeGreaterThanOrEqual(answered);
      await store.close();
      writer = next;
    }
    const store = await openStore(url);
    const log = await wholeLog(store);
    const reader = await openForReading(url);
    expect(await verifyDatabase(reader)).toMatchObject({ count: log.length, tampering: null });
    await reader.close();
    // A report and its note are one command: both or neither.
    expect(log.length % 2).toBe(0);
    const incidents = await store.read((snapshot) =>
      snapshot.incidents.findNumbers(all, null, Number.MAX_SAFE_INTEGER),
    );
    expect(incidents).toHaveLength(log.length / 2);
    await store.close();
  }, 400_000);
});
