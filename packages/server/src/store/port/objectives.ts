import type { BurnLevel, EpisodeKind } from '../../domain/objectives/burn-rates.ts';
import type { Counted, TimeRange } from '../../domain/objectives/measured.ts';

/** How many events a source counted in a minute, and how many of them were good. */
export interface Measured {
  /** The objective's id. */
  objective: string;
  /** The key of the source. */
  source: string;
  /** The minute's start, epoch milliseconds. */
  at: number;
  good: number;
  total: number;
}

/** A time in which the budget of an objective burnt too fast. */
export interface BurnEpisode {
  id: string;
  objective: string;
  kind: EpisodeKind;
  /** How fast it burns; once it is over, how fast it burnt last. */
  level: BurnLevel;
  /** When it began, epoch milliseconds. */
  at: number;
  /** When it was over; null while it is not. */
  endedAt: number | null;
  /** How fast it burnt over both windows when it began, or changed its level. */
  burn: { long: number | null; short: number | null };
}

export interface ObjectiveReader {
  /** What a source said of some minutes already. */
  measured(
    objective: string,
    source: string,
    minutes: readonly number[],
  ): Promise<Pick<Measured, 'at' | 'good' | 'total'>[]>;
  /** What was counted in each hour that begins from an instant on, by all sources together. */
  hours(objective: string, from: number): Promise<Counted[]>;
  /** The same in each minute of some ranges. */
  minutes(objective: string, ranges: readonly TimeRange[]): Promise<Counted[]>;
  /** Episodes that are not over. */
  open(): Promise<BurnEpisode[]>;
  /** Those of an objective that began before an instant, the newest first. */
  episodes(objective: string, before: number, limit: number): Promise<BurnEpisode[]>;
}

export interface ObjectiveWriter extends ObjectiveReader {
  /** In place of what that source said of that minute before. */
  keepMeasured(measured: Measured): Promise<void>;
  /** In place of what was counted in that hour before. */
  keepHour(objective: string, hour: Counted): Promise<void>;
  keepEpisode(episode: BurnEpisode): Promise<void>;
  /** Forgets what was measured before an instant, and episodes that were over by then; epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
