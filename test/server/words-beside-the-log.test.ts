import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedTermsOf,
  searchTermsOf,
} from '../../packages/server/src/domain/search/search-terms.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { engine, testStore } from './support/database.ts';
import { all, noteOn, reportOn, reportTo, retitleOn, retitleTo } from './support/log.ts';

const found = (store: Store, text: string, before: number | null = null, limit = 1_001) =>
  store.read(({ incidents }) => incidents.findNumbers({ ...all, text }, before, limit));

async function erase(store: Store, number: number) {
  await store.write(async ({ log }) => {
    const events = await log.streamAfter(`incident/${number}`, 0, 1_000);
    await log.erase(events.map(({ seq }) => seq));
  });
}

const words = ['printer', 'prints', 'network', 'slow', '打印机', '印'] as const;
const title = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((each) => each.join(' '));
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('report' as const), title }) },
  fc.record({ do: fc.constant('retitle' as const), title, which: fc.nat(30) }),
  fc.record({ do: fc.constant('erase' as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant('note' as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant('index' as const), limit: fc.integer({ min: 1, max: 5 }) }),
);

describe('words that are indexed beside the log', () => {
  test('LOG-30: whatever was indexed already, a search finds what incidents are called now, page by page', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 25 }),
      async (steps) => {
        const store = await testStore();
        /** By number; null where it was erased. */
        const titles: (string | null)[] = [];
        for (const each of steps) {
          const number = 'which' in each ? 1 + (each.which % Math.max(titles.length, 1)) : 0;
          if (each.do === 'report') titles[(await reportTo(store, each.title)) - 1] = each.title;
          else if (each.do === 'index') await store.write(({ texts }) => texts.catchUp(each.limit));
          else if (titles.length === 0) continue;
          else if (each.do === 'note') await store.write((on) => noteOn(on, number, 'Seen'));
          else if (each.do === 'erase') {
            await erase(store, number);
            titles[number - 1] = null;
          } else if (each.do === 'retitle') {
            await retitleTo(store, number, each.title);
            titles[number - 1] = each.title;
          }
        }
        for (const text of [...words, 'prin', 'printer slow', 'network print']) {
          const expected = titles
            .flatMap((of, index) => (of !== null && has(of, text) ? [index + 1] : []))
            .reverse();
          expect(await found(store, text)).toEqual(expected);
          const pages: number[] = [];
          for (let before: number | null = null; ; before = pages.at(-1) ?? null) {
            const page = await found(store, text, before, 2);
            pages.push(...page);
            // What is indexed between two pages is neither left out nor found twice.
            await store.write(({ texts }) => texts.catchUp(1));
            if (page.length < 2) break;
          }
          expect(pages).toEqual(expected);
        }
      },
    );
    await fc.assert(property, { numRuns: engine === 'sqlite' ? 25 : 10 });
  });

  test('LOG-30: a command finds what those before it in its commit have written', async () => {
    const store = await testStore();
    const seen = await Promise.all([
      store.write((on) => reportOn(on, 'A printer')),
      store.write(async (on) => {
        await reportOn(on, 'Another printer');
        await retitleOn(on, 1, 'A network');
        return on.incidents.findNumbers({ ...all, text: 'printer' }, null, 10);
      }),
    ]);
    expect(seen).toEqual([1, [2]]);
  });
});

function has(title: string, text: string): boolean {
  const terms = searchTermsOf(title);
  return askedTermsOf(text).every((asked) =>
    terms.some((term) => (asked.isBeginning ? term.startsWith(asked.text) : term === asked.text)),
  );
}
