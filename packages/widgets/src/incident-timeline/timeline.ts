import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { notice } from '../base/notice.ts';
import type { DeskView } from './desk-seen.ts';
import { type HeaderModel, headerTemplate } from './header.ts';
import type { LaterWork } from './later-work.ts';
import { type Story, storyTemplate } from './story.ts';
import type { TimelineFeed } from './timeline-feed.ts';
import type { TimelineWork } from './timeline-work.ts';

/** All that is seen of an incident. */
export interface Timeline
  extends Omit<HeaderModel, 'actions' | 'desk'>,
    Omit<Story, 'now' | 'desk' | 'feed'> {
  /** What only the desk sees. */
  desk: DeskView | undefined;
  feed: TimelineFeed;
  /** What is written and done; undefined until it has come. */
  work: TimelineWork | undefined;
  /** What is there in its place. */
  starter: LaterWork;
  /** What a conflict or a failure has to say. */
  problem: string | undefined;
  /** What happened was scrolled. */
  onScroll(event: Event): void;
  /** What a screen reader is told now. */
  announcement: string;
  /** Whether what is shown may be out of date. */
  isStale: boolean;
  /** Whether what happens shows by itself. */
  isLive: boolean;
}

/** From top to bottom: how it stands, what somebody is asked, what happened, and the box for a note. */
export function timelineTemplate(model: Timeline): TemplateResult {
  const { head, feed, messages, allowedActions, work, starter } = model;
  const actions =
    work?.actions(head) ?? html`<div class="actions">${starter.menuTemplate(messages)}</div>`;
  return html`
    <div class="frame" ?data-whole=${model.long ? model.long.isWhole : feed.earlier === null} @keydown=${starter.onKey}>
      ${headerTemplate({ ...model, actions })}
      ${model.isStale ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
      ${model.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
      <div class="slot" role="alert">
        ${model.problem ? notice('danger', circleAlertGlyph, model.problem) : nothing}
      </div>
      ${work?.form(head)}
      <section
        class="story"
        tabindex="0"
        aria-label=${messages.label(head.incident.incident)}
        @scroll=${model.onScroll}
      >
        ${storyTemplate({ ...model, ...work?.finding })}
      </section>
      ${work?.question(head)}
      ${
        work
          ? work.composer()
          : allowedActions.has('add-note')
            ? starter.starterTemplate(messages, allowedActions)
            : nothing
      }
      <p class="quiet" role="status" dir="auto">${model.announcement}</p>
    </div>
  `;
}
