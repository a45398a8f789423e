import { html, nothing, type TemplateResult } from 'lit';
import { headingLevel } from '../base/heading-level.ts';
import type { DeskStory } from './desk-seen.ts';
import { byDay } from './entries.ts';
import { entryTemplate } from './entry.ts';
import type { Finding } from './finding.ts';
import { formatDay } from './format-time.ts';
import type { SentenceContext } from './sentence.ts';
import { toShownEntries } from './shown-entries.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** What happened, day by day, and the button for what happened before. */
export interface Story {
  feed: TimelineFeed | Finding['feed'];
  context: SentenceContext;
  /** The server's time, epoch milliseconds. */
  now: number;
  headingLevel: number | undefined;
  /** Whether times are said in full. */
  exact: boolean;
  onReadEarlier(): void;
  /** An entry has slid in. */
  onSettled(seq: number): void;
  /** What stands below an entry. */
  below(entry: ShownEntry): unknown;
  /** How the desk reads it. */
  desk: DeskStory | undefined;
}

export function storyTemplate(story: Story): TemplateResult {
  const { feed, context, now } = story;
  const { messages, locale } = context;
  const entries = toShownEntries(feed.entries, context.desk);
  const entry = (shown: ShownEntry) =>
    entryTemplate(shown, {
      ...context,
      now,
      exact: story.exact,
      arrived: feed.arrived.has(shown.seq),
      onSettled: () => story.onSettled(shown.seq),
      below: story.below,
    });
  return html`
    ${
      feed.earlier
        ? html`
          <div class="more">
            <button
              type="button"
              aria-disabled=${feed.isPaging}
              @click=${story.onReadEarlier}
            >
              ${feed.isPaging ? messages.loadingMore : messages.earlier}
            </button>
          </div>
        `
        : nothing
    }
${byDay(entries, locale).map(
  ({ startsAt, entries }) => html`
        <div class="day-group">
          <h3 class="day" aria-level=${headingLevel(story.headingLevel, 1)}>${formatDay(locale, startsAt, now)}</h3>
          <ol class="entries" role="list">
            ${story.desk ? story.desk.entries(entries, entry, feed) : entries.map(entry)}
          </ol>
        </div>
      `,
)}
    ${
      feed.earlier === null && entries.length === 1
        ? html`<p class="hint more">${messages.nothingYet}</p>`
        : nothing
    }
  `;
}
