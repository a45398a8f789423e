import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { LogTail } from '../../../packages/server/src/live/tail.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { administrator, holdHead, untilOneWaits } from '../support/hurt-postgres.ts';
import { grace, report, testKit } from '../support/kit.ts';
import { reportTo } from '../support/log.ts';
import { wayTo } from '../support/proxy.ts';

/** A way to the database on which it is counted how often a report asks after having been answered. */
async function countedWayTo(url: string) {
  let last = 0;
  const way = await wayTo(url, (client, database) => {
    let isInTransaction = false;
    let isReport = false;
    let wasAnswered = false;
    let count = 0;
    client.on('data', (bytes) => {
      // The one that writes; whoever reads says how it wants to be isolated.
      if (bytes.includes('begin\0')) {
        isInTransaction = true;
        isReport = false;
        wasAnswered = true;
        count = 0;
      }
      if (isInTransaction && wasAnswered) count += 1;
      wasAnswered = false;
      // What is swept and sent meanwhile writes as well.
      if (bytes.includes('incident.reported')) isReport = true;
      if (isInTransaction && bytes.includes('commit\0')) {
        isInTransaction = false;
        if (isReport) last = count;
      }
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      wasAnswered = true;
      client.write(bytes);
    });
  });
  return { url: way, lastReport: () => last };
}

describe('several instances that write at the same time', () => {
  test('LOG-29: a report after one of another instance asks nothing under the lock that one alone would not', async () => {
    const url = await emptyDatabase();
    const way = await countedWayTo(url);
    const one = testKit({ database: way.url }).as(grace);
    const other = testKit({ database: url }).as(grace);
    const both = async () => {
      await other.incidents.report.mutate(report());
      await one.incidents.report.mutate(report());
    };
    const alone: number[] = [];
    const afterOther: number[] = [];
    // Whether others write is learned from what they have written.
    await both();
    for (let round = 0; round < 4; round += 1) {
      await both();
      await one.incidents.report.mutate(report());
      alone.push(way.lastReport());
      await both();
      await both();
      afterOther.push(way.lastReport());
    }
    // What is swept at the same time may share a report's commit, and asks for itself.
    expect(Math.min(...afterOther)).toBe(Math.min(...alone));
    expect(Math.min(...alone)).toBe(2);
  });

  test('LOG-29: an instance reads what another writes all the time in pages, and not after each commit', async () => {
    const url = await emptyDatabase();
    const [store, other] = [await testStore(url), await testStore(url)];
    const reads = vi.spyOn(store, 'read');
    const seen: number[] = [];
    let hasSeenAll = () => {};
    const tail = new LogTail(store, {
      async onEvents(events) {
        seen.push(...events.map((each) => each.seq));
        if (seen.length === commits) hasSeenAll();
      },
      onPutBack: () => undefined,
      onError: () => undefined,
    });
    const commits = 100;
    const all = new Promise<void>((resolve) => {
      hasSeenAll = resolve;
    });
    await tail.start();
    onTestFinished(() => tail.stop());
    const startedAt = performance.now();
    for (let each = 0; each < commits; each += 1) await reportTo(other);
    await all;
    expect(seen).toEqual(Array.from({ length: commits }, (_, index) => index + 1));
    // Whatever the machine: at most one in 50 ms, besides the first and the last.
    const elapsedMs = performance.now() - startedAt;
    expect(reads.mock.calls.length).toBeLessThanOrEqual(elapsedMs / 50 + 3);
  });

  test('LOG-29: who comes while another instance has the lock is in the commit that waits for it', async () => {
    const url = await emptyDatabase();
    const admin = await administrator(url);
    const [store, other] = [await testStore(url), await testStore(url)];
    const commits: number[] = [];
    await reportTo(other);
    await reportTo(store);
    await reportTo(other);
    await reportTo(store);
    store.onCommit((events) => commits.push(events.length));
    const held = await holdHead(url);
    const first = reportTo(store);
    await untilOneWaits(admin);
    const late = [reportTo(store), reportTo(store), reportTo(store)];
    await held.release();
    await Promise.all([first, ...late]);
    expect(commits).toEqual([4]);
  });
});
