/**
 * What a search costs among 100,000 incidents and, with `--million`, 1,000,000, on both engines, beside the same question
 * asked of the index without the kit. Incidents are only their words here and what lists choose them by, which is all
 * that a search looks at: filled in a minute or two.
 */
import { allIncidents } from '../../packages/server/src/operations/incidents/all-incidents.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { IncidentFilter } from '../../packages/server/src/store/port/incidents.ts';
import { Chance } from '../support/simulate-incidents/chance.ts';
import { commonWord, prefix, rareWord } from '../support/simulate-incidents/words.ts';
import { postgresWords, sqliteWords, type WordsDatabase } from './support/history/words.ts';
import { printTable } from './support/load.ts';
import { timed } from './support/million/timing.ts';

const calls = 200;
const sizes = process.argv.includes('--million') ? [100_000, 1_000_000] : [100_000];
const columns = ['', 'p50, ms', 'p99, ms', 'ratio'] as const;

async function measure(engine: string, database: WordsDatabase, size: number): Promise<void> {
  const beganAt = performance.now();
  await database.fill(size);
  const filled = (performance.now() - beganAt) / 1_000;
  const store = await openStore(database.url);
  const chance = new Chance(2);
  const rare = () => rareWord(1 + chance.below(size), size);
  const search = (text: () => string, filter: Partial<IncidentFilter> = {}) =>
    timed(calls, () =>
      store.read(({ incidents }) =>
        incidents.findNumbers({ ...allIncidents, ...filter, text: text() }, null, 50),
      ),
    );
  const floor = await timed(calls, () => database.find(commonWord));
  const rows = [
    { name: 'floor: a common word, asked of the index', timing: floor },
    { name: 'a common word', timing: await search(() => commonWord) },
    { name: 'the beginning of a word', timing: await search(() => prefix) },
    { name: 'a rare word', timing: await search(rare) },
    { name: 'two words', timing: await search(() => `${commonWord} freezes`) },
    { name: 'nothing found', timing: await search(() => 'xylophone') },
    { name: 'a common word, open', timing: await search(() => commonWord, { status: 'open' }) },
    {
      name: 'a common word, closed, of a team and a priority',
      timing: await search(() => commonWord, { status: 'closed', team: 'team-3', priority: 'P1' }),
    },
  ];
  const count = size.toLocaleString('en');
  console.log(`\n${engine}, ${count} incidents, filled in ${filled.toFixed(0)} s\n`);
  printTable(
    columns,
    rows.map(({ name, timing }) => ({
      '': name,
      'p50, ms': timing.percentile(50).toFixed(2),
      'p99, ms': timing.percentile(99).toFixed(2),
      ratio: (timing.percentile(50) / floor.percentile(50)).toFixed(2),
    })),
  );
  await store.close();
}

for (const size of sizes) {
  for (const [engine, open] of [
    ['SQLite', sqliteWords],
    ['PostgreSQL', postgresWords],
  ] as const) {
    const database = await open();
    try {
      await measure(engine, database, size);
    } finally {
      await database.close();
    }
  }
}
