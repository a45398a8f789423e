/**
 * npm run bench similar -- <file>: how well similar incidents are found. The file is JSON Lines, also gzipped, and no
 * part of this project. Either reports of which some turned out to be the same (`id`, `title`, `text`, `component`,
 * `duplicates`), in order of arrival: each that has an earlier duplicate is looked for among what came before it. Or
 * issues in many languages (`language`, `title`, `body`): each is looked for among the bodies by its title. Beside it, in
 * the same run: the most recent ten, and how many words are shared.
 */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { SimilarIndex } from '../../packages/server/src/domain/similar/similar-index.ts';
import {
  type SimilarText,
  similarTextOf,
} from '../../packages/server/src/domain/similar/similar-text.ts';

// What nobody holds any more is not what the index takes.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

interface Report {
  id: string;
  title: string;
  text: string;
  component: string;
  duplicates: string[];
}

interface Issue {
  number: string;
  language: string;
  title: string;
  body: string;
}

/** What is looked for, and what was found, the most similar first: places in the file. */
interface Search {
  group: string;
  wanted: number[];
  found: Record<'similar' | 'shared words' | 'most recent', number[]>;
}

const ways = ['similar', 'shared words', 'most recent'] as const;

let spent = 0;
function timed<T>(work: () => T): T {
  const startedAt = performance.now();
  const value = work();
  spent += performance.now() - startedAt;
  return value;
}

/** The texts with the most words of another, the newest first. */
function byWordsShared(wanted: SimilarText, among: readonly SimilarText[]): number[] {
  const words = [...wanted.counts.keys()];
  return among
    .map(({ counts }, place) => ({
      place,
      shared: words.filter((word) => counts.has(word)).length,
    }))
    .sort((one, other) => other.shared - one.shared || other.place - one.place)
    .slice(0, 10)
    .map(({ place }) => place);
}

const latest = (count: number) =>
  Array.from({ length: Math.min(count, 10) }, (_, index) => count - 1 - index);

function searchReports(index: SimilarIndex, reports: readonly Report[]): Search[] {
  const placeOf = new Map(reports.map(({ id }, place) => [id, place]));
  const texts: SimilarText[] = [];
  return reports.flatMap(({ title, text, component, duplicates }, place) => {
    const own = similarTextOf({ title, description: text, service: component });
    const wanted = duplicates
      .map((id) => placeOf.get(id) ?? place)
      .filter((other) => other < place);
    const similar = timed(() => {
      const matches = index.search(own, 10);
      index.set(place, own);
      return matches.map(({ number }) => number);
    });
    const shared = wanted.length > 0 ? byWordsShared(own, texts) : [];
    texts.push(own);
    if (wanted.length === 0) return [];
    const found = { similar, 'shared words': shared, 'most recent': latest(place) };
    return [{ group: 'duplicates', wanted, found }];
  });
}

function searchIssues(index: SimilarIndex, issues: readonly Issue[]): Search[] {
  const bodies = issues.map(({ body }) =>
    similarTextOf({ title: '', description: body, service: null }),
  );
  timed(() => {
    for (const [place, body] of bodies.entries()) index.set(place, body);
  });
  return issues.flatMap(({ title, body, language }, place) => {
    if (body.trim() === '') return [];
    const wanted = similarTextOf({ title, description: '', service: null });
    const similar = timed(() => index.search(wanted, 10).map(({ number }) => number));
    const shared = byWordsShared(wanted, bodies);
    const found = { similar, 'shared words': shared, 'most recent': latest(issues.length) };
    return [{ group: language || 'unknown', wanted: [place], found }];
  });
}

function report(group: string, searches: readonly Search[]): void {
  const recall = (way: (typeof ways)[number], at: number) =>
    searches.filter(({ wanted, found }) =>
      found[way].slice(0, at).some((place) => wanted.includes(place)),
    ).length / searches.length;
  console.log(`${group}: ${searches.length} looked for        at 1    at 10`);
  for (const way of ways) {
    const [first, ten] = [recall(way, 1), recall(way, 10)].map((each) => each.toFixed(3));
    console.log(`  ${way.padEnd(25)}${first}   ${ten}`);
  }
}

function memory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const file = process.argv
  .slice(2)
  .findLast((each) => !each.startsWith('--') && /\.jsonl(\.gz)?$/.test(each));
if (!file) {
  console.log('Give the file of the data set: npm run bench similar -- <file.jsonl.gz>');
} else {
  const bytes = await readFile(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const index = new SimilarIndex();
  const searches =
    'duplicates' in lines[0] ? searchReports(index, lines) : searchIssues(index, lines);
  const groups = Object.entries(Object.groupBy(searches, ({ group }) => group));
  for (const [group, found = []] of groups.sort(
    ([, one], [, other]) => (other?.length ?? 0) - (one?.length ?? 0),
  )) {
    if (found.length >= 20) report(group, found);
  }
  const { length } = searches;
  searches.length = 0;
  const withIndex = memory();
  console.log(`${(spent / lines.length).toFixed(2)} ms a text, to look for it and to keep it`);
  index.compact();
  const kept = index.size;
  console.log(`${length} looked for among ${kept}; ${withIndex.toFixed(0)} MB`);
}
