import { askedTermsOf } from '../../../packages/server/src/domain/search/search-terms.ts';
import { indexTexts } from '../../../packages/server/src/operations/index-texts.ts';
import {
  type Connection,
  run,
  type Search,
} from '../../../packages/server/src/store/connection.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { amir, grace, report, testKit } from './kit.ts';

const titles = [
  'The printer prints nothing',
  'The network printer is slow',
  'The network is down',
  'Sprinters cannot print',
];

/** Reports some incidents of each kind, and indexes their words. */
export async function reportSome(url: string): Promise<void> {
  const { kit, as } = testKit({ database: url, configuration: { teams: deskDocuments.teams } });
  for (let index = 0; index < 60; index += 1) {
    const impact = index % 3 === 0 ? 'high' : 'low';
    const { incident } = await as(grace).incidents.report.mutate(
      report({ title: titles[index % titles.length], impact }),
    );
    if (index % 2 === 0) {
      await as(grace).incidents.assign.mutate({ incident, assignee: 'desk-ada' });
    }
    if (index % 5 === 0) {
      await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'Done' });
    }
    if (index % 10 === 0) await as(amir).incidents.close.mutate({ incident, reason: 'It is done' });
  }
  await kit.close();
  const store = await openStore(url);
  await indexTexts(store);
  await store.close();
}

/** Searches for rare words and frequent ones, limited in this way and that. */
export function* searches(
  parts: readonly Pick<Search, 'where' | 'categories'>[],
): Generator<Omit<Search, 'leaves' | 'isRare'>> {
  for (const text of ['printer', 'prin', 'network', 'network print', 'nothing of this']) {
    for (const part of parts) {
      for (const below of [Number.MAX_SAFE_INTEGER, 35]) {
        for (const limit of [3, 100]) yield { ...part, terms: askedTermsOf(text), below, limit };
      }
    }
  }
}

export async function numbersOf(connection: Connection, search: Search): Promise<number[]> {
  const found = connection.search(search).as<'numbers'>('numbers');
  const query = connection.builder.selectFrom(found).selectAll();
  return (await run(connection, query)).map(({ number }) => Number(number));
}
