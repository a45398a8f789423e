import { factsOfNumber, seriesOf } from '../../domain/anomaly/anomaly.ts';
import { type AnomalyCourse, longestCourse, toPoint } from '../../domain/anomaly/course.ts';
import { MetricDetector, type MetricReading } from '../../domain/anomaly/metric-detector.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { PushedNumber } from '../../domain/signal/signal.ts';
import type { Anomaly, WatchedSeries } from '../../store/port/anomalies.ts';
import type { Transaction } from '../../store/port/store.ts';
import { endAnomaly, openAnomaly, tellAnomaly } from './tell-anomaly.ts';

/** So many usual values in a row, and it is over. */
const usualAgainAfter = 12;

/**
 * Looks at what a source pushes, as far as it is watched. What is not newer than what was looked at adds nothing: it
 * may have come before.
 * @param now epoch milliseconds
 */
export async function watchNumbers(
  transaction: Transaction,
  { signals }: Rules,
  source: string,
  pushed: readonly PushedNumber[],
  now: number,
): Promise<void> {
  const watched = signals.document.anomalies.numbers.filter((each) => each.source === source);
  for (const { name, service = null, outcome } of watched) {
    const values = pushed
      .filter((each) => each.name === name)
      .map(({ value, at = now }) => ({ value, at: Math.min(at, now) }))
      .sort((one, other) => one.at - other.at);
    if (values.length === 0) continue;
    const about = { of: 'numbers', source, name, service } as const;
    const key = seriesOf(about);
    const [known] = await transaction.anomalies.series([key]);
    let { memory, until } = known ?? unknownSeries(key);
    if (!('numbers' in memory)) continue;
    const detector = new MetricDetector({}, memory.numbers);
    let { usualInARow, points = [] } = memory;
    let open = await openAnomaly(transaction, key);
    for (const { at, value } of values) {
      if (at <= until) continue;
      until = at;
      const reading = detector.observe(at, value);
      points = [...points, toPoint(at, value, reading.usual)].slice(-longestCourse);
      const course: AnomalyCourse = { minutes: null, points };
      usualInARow = isUsual(reading, open) ? usualInARow + 1 : 0;
      if (reading.isAlarm) {
        const told = { facts: factsOfNumber(about, reading), course };
        open = await tellAnomaly(transaction, key, told, outcome, now);
      } else if (open && usualInARow >= usualAgainAfter) {
        await endAnomaly(transaction, open, now, course);
        open = undefined;
      }
    }
    memory = { numbers: detector.memory, usualInARow, points };
    await transaction.anomalies.keepSeries({ key, memory, until });
  }
}

/** One value that was far off moves the mean for as long as it is among the last: that alone keeps nothing open. */
function isUsual({ reason }: MetricReading, open: Anomaly | undefined): boolean {
  if (reason === undefined) return true;
  return reason === 'mean-has-moved' && open !== undefined && open.facts.reason !== reason;
}

function unknownSeries(key: string): WatchedSeries {
  return {
    ...{ key, until: Number.MIN_SAFE_INTEGER },
    memory: { numbers: new MetricDetector().memory, usualInARow: 0 },
  };
}
