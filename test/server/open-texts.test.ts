import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findOpenByText,
  forgetTexts,
} from '../../packages/server/src/operations/incidents/open-texts.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { IncidentFilter } from '../../packages/server/src/store/port/incidents.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { deskDocuments } from '../support/simulate-incidents/desk-documents.ts';
import { emptyDatabase, testStore } from './support/database.ts';
import { amir, grace, report, testKit } from './support/kit.ts';
import { all, reportOn, reportTo } from './support/log.ts';

const words = ['printer', 'prints', 'network', 'slow', 'sprint', '打印机', '印'] as const;
const title = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((each) => `About ${each.join(' ')}`);
const which = fc.nat(30);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      title,
      impact: fc.constantFrom('low', 'high'),
    }),
  },
  fc.record({
    do: fc.constantFrom('resolve' as const, 'reopen' as const, 'erase' as const),
    which,
  }),
  fc.record({
    do: fc.constant('assign' as const),
    which,
    to: fc.constantFrom('desk-ada', 'desk-ben'),
  }),
  fc.record({ do: fc.constant('look' as const) }),
);

/** In memory, and by the database; null where memory cannot tell. */
const both = (store: Store, filter: IncidentFilter, before: number | null = null, limit = 1_001) =>
  store.read(async (snapshot) => {
    const find = findOpenByText(store, snapshot, filter);
    return {
      kept: (await find?.(before, limit)) ?? null,
      asked: await snapshot.incidents.findNumbers(filter, before, limit),
    };
  });

/** Waits until everything open has been read. */
async function readAll(store: Store): Promise<void> {
  const filter = { ...all, status: 'open' as const, text: 'printer' };
  await expect.poll(async () => (await both(store, filter)).kept).not.toBeNull();
}

describe('the words of open incidents in memory', () => {
  test('LOG-32: find what the database finds, whatever happened, in every part of the queue, page by page', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      async (steps) => {
        const url = await emptyDatabase();
        const { kit, as } = testKit({
          database: url,
          configuration: { teams: deskDocuments.teams },
        });
        const store = await openStore(url);
        let reported = 0;
        const compare = async () => {
          for (const text of [...words, 'prin', 'printer slow', 'network print']) {
            for (const part of [
              { status: 'open' },
              { status: 'active' },
              { status: 'open', assignee: 'desk-ada' },
              { status: 'open', isUnassigned: true },
              { status: 'open', priority: 'P1' },
            ] as const) {
              const filter = { ...all, ...part, text };
              const { kept, asked } = await both(store, filter);
              expect(kept, `${text} ${JSON.stringify(part)}`).toEqual(asked);
              const page = await both(store, filter, asked[1] ?? null, 2);
              expect(page.kept).toEqual(page.asked);
            }
          }
        };
        try {
          for (const each of steps) {
            const incident =
              'which' in each ? `INC-${1 + (each.which % Math.max(reported, 1))}` : '';
            const desk = as(grace).incidents;
            if (each.do === 'look') {
              await readAll(store);
              await compare();
            } else if (each.do === 'report') {
              await desk.report.mutate(report({ title: each.title, impact: each.impact }));
              reported += 1;
            } else if (each.do === 'resolve') {
              await desk.resolve
                .mutate({ incident, code: 'fixed', text: 'Done' })
                .catch(() => undefined);
            } else if (each.do === 'reopen') {
              await desk.reopen.mutate({ incident, reason: 'It is back' }).catch(() => undefined);
            } else if (each.do === 'assign') {
              await desk.assign.mutate({ incident, assignee: each.to }).catch(() => undefined);
            } else {
              await as(amir)
                .incidents.erase.mutate({ incident, reason: 'Asked' })
                .catch(() => undefined);
            }
          }
          await readAll(store);
          await compare();
        } finally {
          await store.close();
          await kit.close();
        }
      },
    );
    await fc.assert(property, { numRuns: 8 });
  });

  test('LOG-32: never tell a snapshot of what happened after it, and begin anew with another log', async () => {
    const store = await testStore();
    const filter = { ...all, status: 'open' as const, text: 'printer' };
    await reportTo(store, 'The printer is down');
    await readAll(store);
    await store.read(async (snapshot) => {
      // What was read before somebody else brought memory further.
      const older = { ...snapshot, log: { ...snapshot.log, lastSeq: async () => 0 } };
      const find = findOpenByText(store, older as never, filter);
      expect(await find?.(null, 10)).toBeNull();
    });
    forgetTexts(store);
    expect((await both(store, filter)).kept).toBeNull();
    await readAll(store);
    expect(await both(store, filter)).toEqual({ kept: [1], asked: [1] });
  });

  test('LOG-32: leave to the database what is not of the queue alone', async () => {
    const store = await testStore();
    await reportTo(store, 'The printer is down');
    await readAll(store);
    for (const change of [
      { status: 'all' },
      { status: 'closed' },
      { status: 'over' },
      { text: null },
      { reporter: { site: 'pk_intranet', id: 'rosa' } },
    ] as const) {
      const filter = { ...all, status: 'open' as const, text: 'printer', ...change };
      await store.read(async (snapshot) => {
        expect(findOpenByText(store, snapshot, filter)).toBeNull();
      });
    }
  });

  test('LOG-32: a search counts up to 250 and says that there are more; a list goes on', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await store.write(async (transaction) => {
      for (let number = 1; number <= 260; number += 1) await reportOn(transaction, 'Printer down');
    });
    const { as } = testKit({ database: url });
    const list = (filter: object) => as(grace).incidents.list.query(filter);
    expect(await list({})).toMatchObject({ total: 260, isMore: false });
    const found = await list({ text: 'printer' });
    expect(found).toMatchObject({ total: 250, isMore: true });
    // All of them can be read on to, all the same.
    let read = found.incidents.length;
    for (let { next } = found; next !== null; ) {
      const page = await list({ text: 'printer', limit: 100, before: next });
      read += page.incidents.length;
      next = page.next;
    }
    expect(read).toBe(260);
    expect(await list({ text: 'scanner' })).toMatchObject({ total: 0, isMore: false });
  });
});
