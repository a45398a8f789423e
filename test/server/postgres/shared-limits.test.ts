import { createIncidentKit, type IncidentKitOptions } from '@incident-kit/server';
import { expect, onTestFinished, test } from 'vitest';
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

test('LIM-3: a proof that was good at one instance is good at no other', async () => {
  const site = { ...intranet, anonymous: { report: true, proofOfWork: true } };
  const limits = { proofOfWork: { easiest: 200 } };
  const { senders } = await threeKits({ sites: [site], limits });
  const [here, there] = senders;
  const proof = await solve(await refusalOf(here?.('203.0.113.9') ?? Promise.resolve()));
  expect(await taken([there?.('203.0.113.9', { proof }) ?? Promise.reject()])).toBe(1);
  expect(await taken(senders.map((send) => send('203.0.113.9', { proof })))).toBe(0);
});
