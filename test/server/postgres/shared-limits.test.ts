import { createIncidentKit, type IncidentKitOptions } from '@incident-kit/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { emptyDatabase, execute } from '../support/database.ts';
import { clientOf, intranet, refusalOf, report, visitor } from '../support/kit.ts';
import { solve } from '../support/proofs.ts';

/** Three instances on one database, and how to report through each. */
async function threeKits(options: IncidentKitOptions) {
  const database = await emptyDatabase();
  const kits = [1, 2, 3].map(() => createIncidentKit({ database, ...options }));
  for (const kit of kits) onTestFinished(() => kit.close());
  const senders = kits.map(
    (kit) =>
      (address: string, more: Record<string, unknown> = {}) =>
        clientOf(
          (request) => kit.fetch(request, { remoteAddress: address }),
          visitor,
          Date.now,
        ).incidents.report.mutate(report(more)),
  );
  // Each has opened the database by then.
  for (const kit of kits) await kit.fetch(new Request('http://kit.test/healthz'));
  return { database, senders };
}

async function taken(reports: Promise<unknown>[]): Promise<number> {
  const settled = await Promise.allSettled(reports);
  return settled.filter(({ status }) => status === 'fulfilled').length;
}

test('LIM-1: three instances share the limits, and each counts by itself where they cannot', async () => {
  const { database, senders } = await threeKits({ sites: [intranet] });
  const flood = (address: string) =>
    senders.flatMap((send) => Array.from({ length: 10 }, () => send(address)));
  expect(await taken(flood('203.0.113.9'))).toBe(5);
  await execute(database, 'alter table rate_limits rename to elsewhere');
  expect(await taken(flood('203.0.113.10'))).toBe(15);
});

test('LIM-1: windows go by the clock of the database, however far those of the machines are off', async () => {
  const database = await emptyDatabase();
  const stores = [];
  for (let each = 0; each < 3; each += 1) {
    const store = await openStore(database, { note: () => undefined });
    onTestFinished(() => store.close());
    stores.push(store);
  }
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'] });
  const right = Date.now();
  const hour = 3_600_000;
  const waits = [];
  for (const [index, offBy] of [0, hour, -hour].entries()) {
    vi.setSystemTime(right + offBy);
    const limiter = stores[index]?.limiter('windows', { max: 2, seconds: 60 });
    waits.push(await limiter?.take('somebody'), await limiter?.count('somebody'));
  }
  expect(waits).toEqual([0, 1, 0, 2, expect.any(Number), 3]);
  expect(waits[4]).toBeGreaterThan(0);
  expect(waits[4]).toBeLessThanOrEqual(60_000);
});

test('LIM-3: a proof that was good at one instance is good at no other', async () => {
  const site = { ...intranet, anonymous: { report: true, proofOfWork: true } };
  const limits = { proofOfWork: { easiest: 200 } };
  const { senders } = await threeKits({ sites: [site], limits });
  const [here, there] = senders;
  const proof = await solve(await refusalOf(here?.('203.0.113.9') ?? Promise.resolve()));
  expect(await taken([there?.('203.0.113.9', { proof }) ?? Promise.reject()])).toBe(1);
  expect(await taken(senders.map((send) => send('203.0.113.9', { proof })))).toBe(0);
});
