/**
 * npm run bench nab -- --data=<folder>: how well anomalies of pushed numbers are found, by the score of the Numenta
 * Anomaly Benchmark (its standard profile). The folder is a copy of that data set, with `data` and `labels` in it; it
 * is no part of this project. Lavin and Ahmad, Evaluating Real-Time Anomaly Detection Algorithms, 2015.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MetricDetector } from '../../packages/server/src/domain/anomaly/metric-detector.ts';

interface Series {
  name: string;
  times: number[];
  values: number[];
  /** Where something is known to be wrong: the first and the last of its values. */
  windows: [number, number][];
  /** Of so many values nothing is told. */
  learning: number;
}

const falseAlarm = 0.11;

async function read(folder: string): Promise<Series[]> {
  const labels: Record<string, [string, string][]> = JSON.parse(
    await readFile(join(folder, 'labels/combined_windows.json'), 'utf8'),
  );
  const timeOf = (text: string) => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
  return Promise.all(
    Object.entries(labels).map(async ([name, windows]) => {
      const [, ...lines] = (await readFile(join(folder, 'data', name), 'utf8')).trim().split('\n');
      const rows = lines.map((line) => line.split(','));
      const times = rows.map(([time = '']) => timeOf(time));
      return {
        name,
        times,
        values: rows.map(([, value]) => Number(value)),
        windows: windows.map(([from, to]): [number, number] => [
          times.indexOf(timeOf(from)),
          times.indexOf(timeOf(to)),
        ]),
        learning: Math.min(Math.floor(0.15 * rows.length), 750),
      };
    }),
  );
}

/** From 1 at a window's first value over 0 at its last to -1 far behind it. */
const worth = (position: number) => (position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1);

interface Score {
  /** 1 for each window that was found at its first value, less for a later one, -1 for one that was not. */
  points: number;
  windows: number;
  found: number;
  falseAlarms: number;
}

function scoreOf({ times, values, windows, learning }: Series): Score {
  const detector = new MetricDetector({ learning });
  const scored = windows.filter(([, last]) => last >= learning);
  const found = new Map<number, number>();
  let points = 0;
  let falseAlarms = 0;
  for (const [index, value] of values.entries()) {
    const { isAlarm } = detector.observe(times[index] ?? 0, value);
    if (!isAlarm) continue;
    const window = windows.findIndex(([first, last]) => index >= first && index <= last);
    if (window >= 0) {
      const [first, last] = windows[window] as [number, number];
      const early = worth(-(last - index + 1) / (last - first + 1)) / worth(-1);
      found.set(window, Math.max(early, found.get(window) ?? -1));
      continue;
    }
    falseAlarms += 1;
    const before = windows.findLast(([, last]) => last < index);
    points += falseAlarm * (before ? worth((index - before[1]) / (before[1] - before[0])) : -1);
  }
  for (const early of found.values()) points += early;
  points -= scored.length - found.size;
  return { points, windows: scored.length, found: found.size, falseAlarms };
}

const folder = process.argv.find((each) => each.startsWith('--data='))?.slice('--data='.length);
if (!folder) {
  console.log('Give the folder of the data set: npm run bench nab -- --data=<folder>');
} else {
  const all = await read(folder);
  const kinds = new Map<string, Score[]>();
  for (const series of all) {
    const kind = series.name.split('/')[0] ?? '';
    kinds.set(kind, [...(kinds.get(kind) ?? []), scoreOf(series)]);
  }
  const line = (name: string, scores: readonly Score[]) => {
    const sum = (pick: (score: Score) => number) =>
      scores.reduce((total, score) => total + pick(score), 0);
    const windows = sum((each) => each.windows);
    // 0 is for whoever says nothing, 100 for whoever tells each at its first value and nothing else.
    const score = windows ? (50 * (sum((each) => each.points) + windows)) / windows : undefined;
    console.log(
      `${name.padEnd(24)} ${(score?.toFixed(1) ?? '-').padStart(6)}  found ${sum((each) => each.found)} of ${windows}, ${sum((each) => each.falseAlarms)} false alarms in ${scores.length} series`,
    );
  };
  for (const [kind, scores] of kinds) line(kind, scores);
  line('All', [...kinds.values()].flat());
  console.log(
    '\nPublished for others, whole corpus: Windowed Gaussian 39.6, Twitter 47.1, Random Cut',
  );
  console.log('Forest 51.7, HTM 70.5, ARTime 74.9.');
}
