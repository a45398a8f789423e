import type { TimelineFeed } from './timeline-feed.ts';

/** What is drawn in place of all that happened: what somebody looks for in it, or all of it for paper. */
export interface Finding {
  /** Those of the entries that fit. There are no earlier ones to ask for: those are read by themselves. */
  feed: Pick<TimelineFeed, 'entries' | 'earlier' | 'arrived'>;
  /** What was found is not folded. */
  desk: undefined;
  /** So much at most is drawn of it that it can be drawn whole. */
  long: undefined;
}
