import type { AnomalyFacts } from '../../domain/anomaly/anomaly.ts';
import type { CountMemory } from '../../domain/anomaly/count-detector.ts';
import type { AnomalyCourse, CoursePoint } from '../../domain/anomaly/course.ts';
import type { MetricMemory } from '../../domain/anomaly/metric-detector.ts';

/** What is known of something that is watched, so that any instance goes on where another stopped. */
export interface WatchedSeries {
  /** What is watched, see `seriesOf`. */
  key: string;
  memory:
    | { counts: CountMemory }
    | {
        numbers: MetricMemory;
        usualInARow: number;
        /** The last values; missing where it was kept before there was such a thing. */
        points?: CoursePoint[];
      };
  /** Up to where it was looked at: an incident's number for reports, else epoch milliseconds. */
  until: number;
}

/** Something unusual: what was expected, what was seen, and what became of it. */
export interface Anomaly {
  id: string;
  /** What it was seen in. */
  series: string;
  /** When it was noticed, and when last; epoch milliseconds. */
  at: number;
  lastAt: number;
  facts: AnomalyFacts;
  state: 'proposed' | 'raised' | 'dismissed';
  /** When things were usual again, epoch milliseconds; null while they are not. */
  endedAt: number | null;
  /** Who decided, by the host's identifier; null where a rule did, or nobody yet. */
  decidedBy: string | null;
  /** Why, in their words; null where they gave no reason. */
  decidedWhy: string | null;
  /** Up to when it was noticed last, or was over; null where it was kept before there was such a thing. */
  course: AnomalyCourse | null;
}

export interface AnomalyReader {
  get(id: string): Promise<Anomaly | null>;
  /** Those that have not ended. */
  open(): Promise<Anomaly[]>;
  /** The newest first, of those noticed before an instant; epoch milliseconds. */
  list(before: number, limit: number): Promise<Anomaly[]>;
  /** Those of them that were ever looked at. */
  series(keys: readonly string[]): Promise<WatchedSeries[]>;
  /** How many signals or reports there were in each minute from one on and before another, by the minute's start; epoch milliseconds. */
  counts(series: string, from: number, before: number): Promise<{ at: number; count: number }[]>;
}

export interface AnomalyWriter extends AnomalyReader {
  keep(anomaly: Anomaly): Promise<void>;
  keepSeries(series: WatchedSeries): Promise<void>;
  keepCount(series: string, at: number, count: number): Promise<void>;
}
