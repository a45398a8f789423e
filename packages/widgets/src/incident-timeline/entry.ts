import type { TimelineEntry } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { eyeGlyph } from '../base/glyphs/eye.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { messageSquareGlyph } from '../base/glyphs/message-square.ts';
import { formatInstant } from '../base/intl.ts';
import { incidentTimelineWords as words } from '../locales/en/incident-timeline.ts';
import { splitAddresses } from './plain-text.ts';
import { formatAgo } from './when.ts';

export interface EntryModel {
  locale: string | undefined;
  /** The server's time, epoch milliseconds. */
  now: number;
  /** How the levels and the priority of the report are called. */
  impact: string;
  urgency: string;
  /** Whether the entry came while the page was open: then it slides in. */
  arrived: boolean;
  /** It has slid in, and is not to do so again when the element is moved or shown again. */
  onSettled(): void;
}

export function whoDid({ actor }: TimelineEntry): string {
  return actor.name ?? words.somebody(actor.role);
}

/** What was done, to be read after who did it. */
export function whatWasDone(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'reported':
      return words.didReport;
    case 'acknowledged':
      return words.didAcknowledge;
    case 'note':
      return entry.visibility === 'internal' ? words.didNoteInternally : words.didNote;
    case 'resolved':
      return words.didResolve;
  }
}

const marks: Record<TimelineEntry['kind'], string> = {
  reported: circleAlertGlyph,
  acknowledged: eyeGlyph,
  note: messageSquareGlyph,
  resolved: circleCheckGlyph,
};

/** One line of the timeline: what the system notes is quiet, what people wrote stands in front. */
export function entryTemplate(entry: TimelineEntry, model: EntryModel): TemplateResult {
  const isInternal = entry.kind === 'note' && entry.visibility === 'internal';
  const classes = ['entry', entry.kind, isInternal && 'internal', model.arrived && 'arrived'];
  return html`
    <li
      class=${classes.filter(Boolean).join(' ')}
      part="entry"
      @animationend=${model.arrived ? model.onSettled : nothing}
    >
      <span class="mark">${glyph(isInternal ? lockGlyph : marks[entry.kind])}</span>
      <div class="line">
        <span>
          <b><bdi>${whoDid(entry)}</bdi></b>
          ${isInternal ? words.didNote : whatWasDone(entry)}
        </span>
        ${
          isInternal
            ? html`<span class="lock">${words.internal}<span class="quiet">. ${words.internalHint}.</span></span>`
            : nothing
        }
        ${timeTemplate(entry.at, model)}
      </div>
      ${wordsOf(entry, model)}
    </li>
  `;
}

function timeTemplate(at: number, { locale, now }: EntryModel): TemplateResult {
  const exact = formatInstant(locale, at, { dateStyle: 'full', timeStyle: 'long' });
  return html`
    <time dir="auto" datetime=${new Date(at).toISOString()} title=${exact}>${formatAgo(locale, at, now)}</time>
  `;
}

function wordsOf(entry: TimelineEntry, model: EntryModel): unknown {
  switch (entry.kind) {
    case 'reported':
      return html`
        ${entry.description ? said(entry.description) : nothing}
        <p class="hint chosen">
          ${words.priorityChosen(entry.priority, model.impact, model.urgency)}
        </p>
      `;
    case 'note':
      return said(entry.text);
    case 'resolved':
      return said(entry.text, html`<p class="code">${words.code(entry.code)}</p>`);
    case 'acknowledged':
      return nothing;
  }
}

/** Text of a person: its line breaks and its web addresses, and nothing else of it, mean something. */
function said(text: string, before: unknown = nothing): TemplateResult {
  const parts = splitAddresses(text).map((part) =>
    part.href
      ? html`<a href=${part.href} target="_blank" rel="noopener nofollow ugc">${part.text}</a>`
      : part.text,
  );
  return html`<div class="words">${before}<div class="text" dir="auto">${parts}</div></div>`;
}
