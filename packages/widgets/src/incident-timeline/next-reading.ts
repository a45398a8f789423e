import type { DeskView } from './desk-seen.ts';
import { agosChangeIn } from './format-time.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** In how many milliseconds one of the times shown reads otherwise; Infinity for never. */
export function nextReadingIn(
  { entries, head }: TimelineFeed,
  view: DeskView | undefined,
  now: number,
): number {
  const ofClocks = (head && view?.changesIn(head.incident, now)) ?? Infinity;
  // A moment later: what changes at the same time is drawn at once.
  return Math.min(agosChangeIn(entries, now), ofClocks) + 500;
}
