import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  ImportedMoments,
  isImportEvent,
} from '../../../packages/server/src/domain/learning/imported-moments.ts';
import { IncidentLearning } from '../../../packages/server/src/operations/learning/incident-learning.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { importText, installedStore } from '../support/imports.ts';
import { amir, grace, temporaryFolder, testKit } from '../support/kit.ts';

const until = <T>(look: () => Promise<T> | T) =>
  vi.waitUntil(look, { timeout: 30_000, interval: 20 });

const head =
  'number,short_description,category,incident_state,opened_at,sys_updated_at,resolved_at';

const texts = {
  access: ['password', 'locked', 'login', 'account'],
  outage: ['printer', 'dead', 'paper', 'jam'],
  question: ['how', 'signature', 'template', 'where'],
};
const categories = Object.keys(texts) as (keyof typeof texts)[];

/** What another system says of the incident with a number: the higher, the later. */
function row(number: number, { state = 'Resolved', words = '' } = {}): string {
  const category = categories[number % 3] as keyof typeof texts;
  const of = texts[category];
  const title = words || `${of[number % 4]} ${of[(number + 1) % 4]} number${number}`;
  const at = (hours: number) =>
    new Date(Date.UTC(2024, 0, 1, number, hours * 60)).toISOString().slice(0, 19).replace('T', ' ');
  const resolved = state === 'Resolved' ? at(5.5) : '';
  return `INC${number},${title},${category},${state},${at(0)},${at(5.5)},${resolved}`;
}

const rows = Array.from({ length: 90 }, (_, index) => row(index));

const csv = (lines: readonly string[]) => [head, ...lines, ''].join('\n');

function learningFrom(store: Store): IncidentLearning {
  const learning = new IncidentLearning(store);
  onTestFinished(() => learning.stop());
  learning.begin();
  return learning;
}

const about = { title: 'login locked', description: '', service: null };

async function learned(learning: IncidentLearning, judged: number) {
  await until(() => learning.figures('category')?.judged === judged);
  const { last = [] } = learning.figures('category') ?? {};
  const { labels } = learning.predict('category', about, () => true) ?? {};
  return { labels, last: last.map(({ number: _, ...each }) => each) };
}

describe('what is learned of imported incidents', () => {
  test('LRN-1 LRN-5: is in the order in which it occurred, in whichever files and order it came', async () => {
    const ignored = [row(90, { state: 'New' }), row(91, { state: 'Canceled' })];
    const store = await installedStore();
    await importText(store, csv(rows.slice(50).concat(ignored)));
    const live = learningFrom(store);
    await learned(live, 34);
    // What is older comes later, and is learned first all the same.
    await importText(store, csv(rows.slice(0, 50).toReversed()));
    live.follow([]);
    const found = await learned(live, 84);
    expect(found.labels?.[0]).toMatchObject({ label: 'access' });
    expect(await learned(learningFrom(store), 84)).toEqual(found);

    const other = await installedStore();
    await importText(other, csv(rows.concat(ignored)));
    expect(await learned(learningFrom(other), 84)).toEqual(found);
  });

  test('LRN-1: of too many the latest are remembered', async () => {
    const store = await installedStore();
    await importText(store, csv(rows.toReversed()));
    const moments = new ImportedMoments(20);
    const events = await store.read(({ log }) => log.after(0, 1_000));
    for (const event of events) if (isImportEvent(event)) moments.take(event);
    const remembered = moments.inOrder();
    const times = remembered.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(remembered.filter(({ what }) => what === 'reported')).toHaveLength(20);
    expect(times[0]).toBe(Date.UTC(2024, 0, 1, 70));
  });

  test('LRN-5 LOG-13: is forgotten when the words of an import are erased', async () => {
    const database = `sqlite:${join(temporaryFolder(), 'kit.db')}`;
    const learning = { category: 'suggest' as const };
    const { as, clock } = testKit({
      database,
      configuration: { 'routing-rules': { rules: [], learning } },
    });
    const wordsFor = async () => {
      const text = { title: 'zanzibar', description: '' };
      const { categories: all } = await as(grace).forms.suggest.mutate(text);
      return all.map(({ words }) => words);
    };
    expect(await wordsFor()).toEqual([]);
    const strange = row(90, { words: 'zanzibar zanzibar' });
    const store = await openStore(database, { now: () => clock.now });
    onTestFinished(() => store.close());
    await importText(store, csv([...rows, strange]));
    const known = await until(async () => {
      const found = await wordsFor();
      return found.length > 0 ? found : null;
    });
    expect(known).toContainEqual(['zanzibar']);
    await as(amir).incidents.erase.mutate({ incident: 'INC-91' });
    await until(async () => {
      const found = await wordsFor();
      return found.length > 0 && found.flat().length === 0;
    });
  });
});
