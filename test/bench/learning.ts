/**
 * npm run bench learning -- <file>: how well categories are learned. The file has a text and its label a line, in order
 * of arrival (`{"text": …, "group": …}`, JSON Lines, also gzipped); it is no part of this project. It is read as a
 * stream: each text is predicted before anything is known of it, its label is told 200 texts later, and what counts is
 * the last fifth. Beside it, in the same run: always the label that was most frequent until then; and how long a server
 * takes to learn the last of it anew from its log.
 */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { featuresOf } from '../../packages/server/src/domain/learning/features.ts';
import {
  LabelLearner,
  type Prediction,
} from '../../packages/server/src/domain/learning/label-learner.ts';
import { wordsOf } from '../../packages/server/src/domain/learning/words.ts';
import { rebuildLearning } from './support/rebuild-learning.ts';

// What nobody holds any more is not what was learned.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Of how many a server learns anew from its log. */
const rebuilt = 5_000;

/** After how many other texts a label is told. */
const delay = 200;

interface Line {
  text: string;
  group: string;
}

interface Judged extends Line {
  prediction: Prediction;
  majority: string;
}

async function read(file: string): Promise<Line[]> {
  const bytes = await readFile(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return text
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function stream(lines: readonly Line[]): { judged: Judged[]; msEach: number; megabytes: number } {
  const before = memory();
  const learner = new LabelLearner();
  const judged: Judged[] = [];
  const counts = new Map<string, number>();
  let majority = '';
  let spent = 0;
  const timed = <T>(work: () => T): T => {
    const startedAt = performance.now();
    const value = work();
    spent += performance.now() - startedAt;
    return value;
  };
  for (const [index, line] of lines.entries()) {
    const prediction = timed(() => learner.predict(featuresOf({ words: wordsOf(line.text) })));
    judged.push({ ...line, prediction, majority });
    const told = judged[index - delay];
    if (!told) continue;
    timed(() => learner.confirm(told.prediction, told.group));
    counts.set(told.group, (counts.get(told.group) ?? 0) + 1);
    if ((counts.get(told.group) ?? 0) > (counts.get(majority) ?? 0)) majority = told.group;
  }
  // What the bench itself holds of them would count as the learner's.
  for (const each of judged.slice(0, -1))
    Object.assign(each.prediction, { features: null, scores: null });
  const megabytes = memory() - before;
  return {
    judged,
    msEach: spent / lines.length,
    megabytes: learner.trust.judged > 0 ? megabytes : 0,
  };
}

function memory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;

/** How far the probabilities are from the truth, in ten classes of them. */
function calibrationError(judged: readonly Judged[]): number {
  const tops = judged.map(({ prediction, group }) => ({
    probability: prediction.labels[0]?.probability ?? 0,
    isRight: prediction.labels[0]?.label === group,
  }));
  const bins = Map.groupBy(tops, ({ probability }) => Math.min(9, Math.floor(probability * 10)));
  return [...bins.values()].reduce((error, bin) => {
    const said = bin.reduce((sum, { probability }) => sum + probability, 0);
    return error + Math.abs(said - bin.filter(({ isRight }) => isRight).length) / tops.length;
  }, 0);
}

function report(title: string, judged: readonly Judged[]): void {
  const right = judged.filter(({ prediction, group }) => prediction.labels[0]?.label === group);
  const among = judged.filter(({ prediction, group }) =>
    prediction.labels.some(({ label }) => label === group),
  );
  const set = judged.filter(({ prediction }) => prediction.isSet);
  const rightlySet = set.filter(({ prediction, group }) => prediction.labels[0]?.label === group);
  const majority = judged.filter((each) => each.majority === each.group);
  console.log(`${title}: ${judged.length} texts`);
  console.log(`  right                      ${percent(right.length, judged.length)}`);
  console.log(`  right by majority alone    ${percent(majority.length, judged.length)}`);
  console.log(`  among the three            ${percent(among.length, judged.length)}`);
  const sure = judged.filter(({ prediction }) => prediction.isSure);
  console.log(`  sure of                    ${percent(sure.length, judged.length)}`);
  console.log(`  set without anybody        ${percent(set.length, judged.length)}`);
  console.log(
    `  of these right             ${set.length ? percent(rightlySet.length, set.length) : '-'}`,
  );
  console.log(`  calibration error          ${calibrationError(judged).toFixed(3)}`);
}

const file = process.argv
  .slice(2)
  .findLast((each) => !each.startsWith('--') && /\.jsonl(\.gz)?$/.test(each));
if (!file) {
  console.log('Give the file of the data set: npm run bench learning -- <file.jsonl.gz>');
} else {
  const lines = await read(file);
  const { judged, msEach, megabytes } = stream(lines);
  report('The last fifth', judged.slice(Math.floor(lines.length * 0.8)));
  report('From 1,001 to 2,000', judged.slice(1_000, 2_000));
  console.log(`${msEach.toFixed(2)} ms a text, to predict it and to learn it`);
  console.log(`${megabytes.toFixed(0)} MB for what was learned of ${lines.length} texts`);
  const { ms, judged: again } = await rebuildLearning(lines.slice(-rebuilt));
  const count = Math.min(rebuilt, lines.length);
  console.log(
    `${(ms / 1_000).toFixed(1)} s to learn ${count} incidents anew from the log (${(ms / count).toFixed(2)} ms each, ${again} judged)`,
  );
}
