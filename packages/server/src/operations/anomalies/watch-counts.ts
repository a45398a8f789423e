import { factsOfCount, seriesOf, type Watched } from '../../domain/anomaly/anomaly.ts';
import { CountDetector } from '../../domain/anomaly/count-detector.ts';
import { type AnomalyCourse, longestCourse, toPoint } from '../../domain/anomaly/course.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Anomaly, WatchedSeries } from '../../store/port/anomalies.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { endAnomaly, tellAnomaly } from './tell-anomaly.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Reports that are looked at in one transaction. */
const atOnce = 500;
/** When a service begins to be watched, so many reports from before are learned from. */
const mostOfThePast = 20_000;
/** What a detector remembers of each hour of the day. */
const pastMs = 60 * 24 * hour;
/** What happened longer ago is learned from, and nobody is told of it. */
const newsMs = 2 * hour;
/** An anomaly of which nothing more was seen for so long is over: the quiet hour after an alarm, and some. */
const usualAgainAfter = hour + 15 * minute;
/** A number of which nothing was heard for so long is unusual no more. */
const silentAfter = 24 * hour;

type WatchedCount = Extract<Watched, { of: 'reports' | 'signals' }> & {
  outcome: 'propose' | 'raise';
};

interface CountSeries extends WatchedSeries {
  memory: Extract<WatchedSeries['memory'], { counts: unknown }>;
}

/**
 * Looks at how often services were reported, and alerts of theirs began to fire, up to the last whole minute; and ends
 * what is usual again. Any instance may do it: where it stopped is kept with what it has learned.
 */
export async function watchCounts(store: Store, now: () => number): Promise<void> {
  const { isWatched, open } = await store.read(async ({ documents, anomalies }) => {
    const rules = await documents.rules();
    return { isWatched: countsOf(rules).length > 0, open: await anomalies.open() };
  });
  if (open.some((each) => isOver(each, now()))) {
    await store.write((transaction) => endThoseThatAreOver(transaction, now()));
  }
  if (!isWatched) return;
  while (await store.write((transaction) => watchOnce(transaction, now()))) {
    // There is more.
  }
}

/** @returns whether there is more to look at */
async function watchOnce(transaction: Transaction, now: number): Promise<boolean> {
  const watched = countsOf(await transaction.documents.rules());
  const known = await transaction.anomalies.series(watched.map(seriesOf));
  const seriesByKey = new Map(known.map((each) => [each.key, each as CountSeries]));
  const signals = watched.filter(({ of }) => of === 'signals');
  for (const each of signals) {
    await watchSignals(transaction, each, seriesByKey.get(seriesOf(each)), now);
  }
  const reports = watched.filter(({ of }) => of === 'reports');
  return reports.length > 0 && (await watchReports(transaction, reports, seriesByKey, now));
}

async function watchSignals(
  transaction: Transaction,
  watched: WatchedCount,
  known: CountSeries | undefined,
  now: number,
): Promise<void> {
  const key = seriesOf(watched);
  const end = Math.floor(now / minute) * minute;
  const { until, memory } = known ?? { until: end, memory: unknown(end) };
  const counts = await transaction.anomalies.counts(key, until, end);
  if (known && counts.length === 0) return;
  const counted = counts.map(({ at, count }) => ({ at: at + minute, count }));
  const detector = new CountDetector(memory.counts);
  await observe(transaction, watched, detector, counted, now);
  const last = counted.at(-1)?.at ?? until;
  await transaction.anomalies.keepSeries({ key, memory: { counts: detector.memory }, until: last });
}

/** @returns whether there is more to look at */
async function watchReports(
  transaction: Transaction,
  watched: readonly WatchedCount[],
  seriesByKey: ReadonlyMap<string, CountSeries>,
  now: number,
): Promise<boolean> {
  const { incidents, anomalies } = transaction;
  const newest = await incidents.newestNumber();
  const past = Math.max(0, newest - mostOfThePast);
  const untilOf = (each: WatchedCount) => seriesByKey.get(seriesOf(each))?.until ?? past;
  const from = Math.min(...watched.map(untilOf));
  if (from >= newest && watched.every((each) => seriesByKey.has(seriesOf(each)))) return false;
  const found = await incidents.reportedAfter(from, atOnce);
  // The last minute is not over: what else comes in it belongs to the same count.
  const end = Math.floor(now / minute) * minute;
  const reported = found.filter(({ reportedAt }) => reportedAt < end);
  const last = reported.at(-1)?.number;
  for (const each of watched) {
    const key = seriesOf(each);
    const known = seriesByKey.get(key);
    const until = untilOf(each);
    const first = Math.max(now - pastMs, Math.min(now, found[0]?.reportedAt ?? now));
    const detector = new CountDetector((known?.memory ?? unknown(first)).counts);
    const own = reported.filter((incident) => incident.number > until && isOf(incident, each));
    const counted = byMinute(own);
    await keepCounts(transaction, key, counted, now);
    await observe(transaction, each, detector, counted, now);
    const next = Math.max(until, last ?? from);
    if (known && next === until) continue;
    await anomalies.keepSeries({ key, memory: { counts: detector.memory }, until: next });
  }
  return reported.length === atOnce;
}

/** So that what led up to an anomaly can be shown; of what is long over nobody is told. */
async function keepCounts(
  { anomalies }: Transaction,
  series: string,
  counted: readonly { at: number; count: number }[],
  now: number,
): Promise<void> {
  for (const { at, count } of counted) {
    if (at < now - day) continue;
    const start = at - minute;
    const [known] = await anomalies.counts(series, start, at);
    await anomalies.keepCount(series, start, (known?.count ?? 0) + count);
  }
}

/** What a source says is counted as its alerts, and what was imported is no report of now. */
function isOf({ service, alerts, imported }: Incident, watched: WatchedCount): boolean {
  return service === watched.service && !alerts && !imported;
}

async function observe(
  transaction: Transaction,
  watched: WatchedCount,
  detector: CountDetector,
  counted: readonly { at: number; count: number }[],
  now: number,
): Promise<void> {
  for (const { at, count } of counted) {
    const reading = detector.observe(at, count);
    if (!reading.isAlarm || at < now - newsMs) continue;
    const facts = factsOfCount(watched, reading);
    const course = await courseOf(transaction, detector, seriesOf(watched), at, facts.minutes ?? 5);
    await tellAnomaly(transaction, seriesOf(watched), { facts, course }, watched.outcome, now);
  }
}

/**
 * How many there were in each window up to an instant, which is the end of a minute.
 * @param at epoch milliseconds
 */
async function courseOf(
  { anomalies }: Transaction,
  detector: CountDetector,
  series: string,
  at: number,
  minutes: number,
): Promise<AnomalyCourse> {
  const length = minutes * minute;
  const from = at - (longestCourse / 2) * length;
  const windows = Map.groupBy(await anomalies.counts(series, from, at), (counted) =>
    Math.floor((counted.at - from) / length),
  );
  const points = Array.from({ length: longestCourse / 2 }, (_, index) => {
    const end = from + (index + 1) * length;
    const seen = (windows.get(index) ?? []).reduce((sum, { count }) => sum + count, 0);
    return toPoint(end, seen, { low: 0, high: detector.mostUsual(end, minutes) });
  });
  return { minutes, points };
}

function byMinute(reported: readonly Incident[]): { at: number; count: number }[] {
  const ends = Map.groupBy(
    reported,
    ({ reportedAt }) => (Math.floor(reportedAt / minute) + 1) * minute,
  );
  return [...ends]
    .map(([at, incidents]) => ({ at, count: incidents.length }))
    .sort((one, other) => one.at - other.at);
}

function countsOf({ signals, catalogue }: Rules): WatchedCount[] {
  const there = new Set(catalogue.document.services.map(({ id }) => id));
  return signals.document.anomalies.services
    .filter(({ service }) => there.has(service))
    .flatMap(({ service, ...outcomes }) =>
      (['reports', 'signals'] as const).flatMap((of) => {
        const outcome = outcomes[of];
        return outcome === undefined ? [] : [{ of, service, outcome }];
      }),
    );
}

function unknown(from: number): CountSeries['memory'] {
  return { counts: new CountDetector(from).memory };
}

function isOver({ facts, lastAt }: Anomaly, now: number): boolean {
  return now - lastAt > (facts.of === 'numbers' ? silentAfter : usualAgainAfter);
}

async function endThoseThatAreOver(transaction: Transaction, now: number): Promise<void> {
  for (const each of await transaction.anomalies.open()) {
    if (isOver(each, now)) await endAnomaly(transaction, each, now);
  }
}
