import type { TimelineFeed } from './timeline-feed.ts';

/** What somebody looks for in what happened, while they do: it is drawn in place of all that happened. */
export interface Finding {
  /** Those of the entries that fit. There are no earlier ones to ask for: those are read by themselves. */
  feed: Pick<TimelineFeed, 'entries' | 'earlier' | 'arrived'>;
  /** What was found is not folded. */
  desk: undefined;
  /** So much at most is drawn of it that it can be drawn whole. */
  long: undefined;
}
