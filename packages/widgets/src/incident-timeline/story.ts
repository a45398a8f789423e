import { html, nothing } from 'lit';
import { headingLevel } from '../base/heading-level.ts';
import type { DeskStory } from './desk-seen.ts';
import { byDay } from './entries.ts';
import { entryTemplate } from './entry.ts';
import type { Finding } from './finding.ts';
import { formatDay } from './format-time.ts';
import type { LongStory } from './long/long-story.ts';
import type { SentenceContext } from './sentence.ts';
import { glyphOf, toShownEntries } from './shown-entries.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { StoryParts } from './story-parts.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** What happened, day by day. */
export interface Story {
  feed: TimelineFeed | Finding['feed'];
  context: SentenceContext;
  /** The server's time, epoch milliseconds. */
  now: number;
  headingLevel: number | undefined;
  /** Whether times are said in full. */
  exact: boolean;
  /** An entry has slid in. */
  onSettled(seq: number): void;
  /** What stands below an entry. */
  below(entry: ShownEntry): unknown;
  /** How the desk reads it. */
  desk: DeskStory | undefined;
  /** Whether that is on its way: what only the desk reads has its place. */
  isComing: boolean;
  /** Draws it when it is too long to be drawn whole. */
  long: LongStory | undefined;
}

export function storyTemplate(story: Story): unknown {
  const { feed, context, now, desk, long } = story;
  const { messages, locale = '' } = context;
  const parts: StoryParts = {
    feed,
    desk,
    locale,
    shown: (entries) => toShownEntries(entries, context.desk, story.isComing),
    entry: (shown) =>
      story.isComing && !glyphOf(shown)
        ? html`<li class="entry"><span class="mark bone"></span><div class="bone line"></div></li>`
        : entryTemplate(shown, {
            ...context,
            now,
            exact: story.exact,
            arrived: feed.arrived.has(shown.seq),
            onSettled: () => story.onSettled(shown.seq),
            below: story.below,
          }),
    day: (startsAt, entries) => html`
      <div class="day-group">
        <h3 class="day" aria-level=${headingLevel(story.headingLevel, 1)}>${formatDay(locale, startsAt, now)}</h3>
        <ol class="entries" role="list">${entries}</ol>
      </div>
    `,
  };
  if (long) return long.template(parts);
  const { entry, day } = parts;
  const all = parts.shown(feed.entries);
  return [
    byDay(all, locale).map(({ startsAt, entries }) =>
      day(startsAt, desk ? desk.entries(entries, entry, feed) : entries.map(entry)),
    ),
    feed.earlier === null && all.length === 1
      ? html`<p class="hint more">${messages.nothingYet}</p>`
      : nothing,
  ];
}
