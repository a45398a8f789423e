import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openForReading } from '../../packages/server/src/store/open-store.ts';
import { noLimits } from '../support/no-limits.ts';
import { requests, send, uploadsOf, writtenIn } from '../support/ways-in/fuzz.ts';
import { plainRoutes, procedures } from '../support/ways-in/ways-in.ts';
import { emptyDatabase, temporaryFolder } from './support/database.ts';
import {
  amir,
  base,
  grace,
  headersOf,
  report,
  rosa,
  testKit,
  tom,
  visitor,
} from './support/kit.ts';

/** Some in every run of the tests; many with FUZZ_CALLS, and as `npm run bench fuzz`. */
const calls = Number(process.env.FUZZ_CALLS ?? 700);

const known = [
  'INC-1',
  'INC-2',
  'INC-9',
  'desk',
  'P1',
  'wifi',
  'rosa',
  'grace',
  'new',
  'in-progress',
  'low',
  'high',
  'waiting-vendor',
  'http://127.0.0.1:1/',
];

test('API-2 OPS-7: whatever is sent to whatever there is fails nowhere, and what is refused writes nothing', async () => {
  const database = await emptyDatabase();
  const { kit, as, clock } = testKit({
    database,
    limits: noLimits,
    attachments: { folder: temporaryFolder() },
  });
  const { receipt } = await as(visitor).incidents.report.mutate(report());
  await as(rosa).incidents.report.mutate(report());
  const reader = await openForReading(database);
  onTestFinished(() => reader.close());
  const people = [{}, visitor, { bearer: receipt?.token ?? '' }, rosa, tom, grace, amir];
  const headers = await Promise.all(people.map((who) => headersOf(who, clock.now)));
  const uploads = await uploadsOf(base, kit.fetch, headers);
  expect(uploads.length).toBeGreaterThan(9);
  const target = { fetch: kit.fetch, written: () => writtenIn(reader) };
  const statuses = new Map<number, number>();
  const ways = new Set<string>();
  await fc.assert(
    fc.asyncProperty(requests([{}, ...headers], [...known, ...uploads]), async (asked) => {
      const status = await send(base, target, asked);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      ways.add(asked.way);
    }),
    { numRuns: calls, endOnFailure: true },
  );
  // Else it was sent to nobody, or nobody took any of it. Chance takes some 5 % of it, give or take a fifth.
  expect(ways.size).toBeGreaterThan((procedures.length + plainRoutes.length) / 2);
  expect(statuses.get(200)).toBeGreaterThan(calls / 50);
  expect(statuses.get(400)).toBeGreaterThan(calls / 20);
}, 600_000);
