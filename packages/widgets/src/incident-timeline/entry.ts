import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { formatInstant } from '../base/intl.ts';
import { incidentTimelineMessages as messages } from '../locales/en/incident-timeline.ts';
import { isDeskOnly, isInternalNote, type Line, markOf } from './lines.ts';
import { splitAddresses } from './plain-text.ts';
import { type Names, sentenceOf } from './sentence.ts';
import { formatAgo } from './when.ts';

export interface EntryModel extends Names {
  /** The server's time, epoch milliseconds. */
  now: number;
  /** Whether the entry came while the page was open: then it slides in. */
  arrived: boolean;
  /** It has slid in, and is not to do so again when the element is moved or shown again. */
  onSettled(): void;
}

/** One line of the timeline: what the system notes is quiet, what people wrote stands in front. */
export function entryTemplate(line: Line, model: EntryModel): TemplateResult {
  const isInternal = isInternalNote(line);
  const { who, what } = sentenceOf(line, model) ?? { who: null, what: '' };
  const classes = ['entry', line.kind, isInternal && 'internal', model.arrived && 'arrived'];
  return html`
    <li
      class=${classes.filter(Boolean).join(' ')}
      part="entry"
      @animationend=${model.arrived ? model.onSettled : nothing}
    >
      <span class="mark">${glyph(markOf(line))}</span>
      <div class="line">
        <span>
          ${who === null ? nothing : html`<b><bdi>${who}</bdi></b>`}
          <bdi>${isInternal ? messages.didNote : what}</bdi>
        </span>
        ${
          isInternal
            ? html`<span class="lock">${messages.internal}<span class="quiet">. ${messages.internalHint}.</span></span>`
            : nothing
        }
        ${timeTemplate(line.at, model)}
        ${line.kind === 'note' && line.edited ? html`<span class="edited">${messages.edited}</span>` : nothing}
        ${isDeskOnly(line) ? deskOnly(messages.internalHint) : hasHiddenReason(line) ? deskOnly(messages.reasonHint) : nothing}
      </div>
      ${wordsOf(line, model)}
    </li>
  `;
}

function timeTemplate(at: number, { locale, now }: EntryModel): TemplateResult {
  const exact = formatInstant(locale, at, { dateStyle: 'full', timeStyle: 'long' });
  return html`
    <time datetime=${new Date(at).toISOString()} title=${exact}
      ><bdi>${formatAgo(locale, at, now)}</bdi></time
    >
  `;
}

function deskOnly(hint: string): TemplateResult {
  return html`
    <span class="desk-only" title=${hint}
      >${glyph(lockGlyph)}<span class="quiet">${hint}</span></span
    >
  `;
}

/** Whether everybody sees what was done, but only the desk why. */
function hasHiddenReason(line: Line): boolean {
  return (line.kind === 'moved' || line.kind === 'prioritized') && !!line.reason;
}

/** What people wrote about it. */
function wordsOf(line: Line, model: EntryModel): unknown {
  switch (line.kind) {
    case 'reported': {
      const [impact, urgency] = [
        model.levelOf('impact', line.impact),
        model.levelOf('urgency', line.urgency),
      ];
      return html`
        ${line.description ? said(line.description) : nothing}
        <p class="hint chosen">${messages.priorityChosen(line.priority, impact, urgency)}</p>
      `;
    }
    case 'note':
      return line.retracted
        ? html`<p class="hint chosen"><bdi>${messages.retracted}</bdi></p>`
        : said(line.text);
    case 'resolved':
      return said(line.text, html`<p class="code">${messages.code(line.code)}</p>`);
    case 'closed':
    case 'reopened':
      return line.text ? said(line.text) : nothing;
    case 'cancelled':
    case 'merged':
      return line.reason ? said(line.reason) : nothing;
    case 'moved':
    case 'prioritized':
    case 'escalated':
      return line.reason ? saidToDesk(line.reason) : nothing;
    default:
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

/** A reason that the reporter does not see, also where they see what was done. */
function saidToDesk(text: string): TemplateResult {
  return html`<div class="to-desk">${said(text)}</div>`;
}
