import type { TimelineEntry } from '@incident-kit/server/domain';
import type { TemplateResult } from 'lit';
import type { DeskStory } from './desk-seen.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** What a story is drawn of. */
export interface StoryParts {
  feed: Pick<TimelineFeed, 'arrived' | 'entries'>;
  /** How the desk reads it. */
  desk: DeskStory | undefined;
  locale: string;
  /** What of entries is shown, and how it reads by now. */
  shown(entries: readonly TimelineEntry[]): ShownEntry[];
  entry(entry: ShownEntry): TemplateResult;
  /** A day with what is drawn of it. */
  day(startsAt: number, entries: unknown): TemplateResult;
}
