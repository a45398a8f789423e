import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { formatInstant } from '../base/intl.ts';
import { formatAgo } from './format-time.ts';
import { splitAddresses } from './plain-text.ts';
import { type SentenceContext, sentenceOf } from './sentence.ts';
import { glyphOf, isDeskOnly, isInternalNote, type ShownEntry } from './shown-entries.ts';

export interface EntryModel extends SentenceContext {
  /** The server's time, epoch milliseconds. */
  now: number;
  /** Whether times are said in full. */
  exact: boolean;
  /** Whether the entry came while the page was open: then it slides in. */
  arrived: boolean;
  /** It has slid in, and is not to do so again when the element is moved or shown again. */
  onSettled(): void;
  /** The files that came with an entry. */
  filesOf(entry: ShownEntry): unknown;
}

/** One entry of the timeline: what the system notes is quiet, what people wrote stands in front. */
export function entryTemplate(entry: ShownEntry, model: EntryModel): TemplateResult {
  const { messages } = model;
  const isInternal = isInternalNote(entry);
  const { who, what } = sentenceOf(entry, model) ?? { who: null, what: '' };
  const classes = ['entry', entry.kind, isInternal && 'internal', model.arrived && 'arrived'];
  return html`
    <li
      class=${classes.filter(Boolean).join(' ')}
      part="entry"
      @animationend=${model.arrived ? model.onSettled : nothing}
    >
      <span class="mark">${glyph(glyphOf(entry))}</span>
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
        ${timeTemplate(entry.at, model)}
        ${entry.kind === 'note' && entry.edited ? html`<span class="edited">${messages.edited}</span>` : nothing}
        ${isDeskOnly(entry) ? deskOnly(messages.internalHint) : nothing}
      </div>
      ${textOf(entry, model)} ${model.filesOf(entry)}
    </li>
  `;
}

function timeTemplate(at: number, { locale, now, exact: isExact }: EntryModel): TemplateResult {
  const exact = formatInstant(locale, at, { dateStyle: 'full', timeStyle: 'long' });
  return html`
    <time datetime=${new Date(at).toISOString()} title=${exact}
      ><bdi>${isExact ? exact : formatAgo(locale, at, now)}</bdi></time
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

/** What people wrote about it. */
function textOf(entry: ShownEntry, model: EntryModel): unknown {
  const { messages } = model;
  switch (entry.kind) {
    case 'reported': {
      const [impact, urgency] = [
        model.levelOf('impact', entry.impact),
        model.levelOf('urgency', entry.urgency),
      ];
      return html`
        ${entry.description ? said(entry.description) : nothing}
        <p class="hint chosen">${messages.priorityChosen(entry.priority, impact, urgency)}</p>
      `;
    }
    case 'note':
      return entry.retracted
        ? html`<p class="hint chosen"><bdi>${messages.retracted}</bdi></p>`
        : said(entry.text);
    case 'resolved':
      return said(entry.text, html`<p class="code">${messages.codes[entry.code]}</p>`);
    case 'closed':
    case 'reopened':
      return entry.text ? said(entry.text) : nothing;
    case 'cancelled':
    case 'merged':
      return entry.reason ? said(entry.reason) : nothing;
    case 'moved':
    case 'prioritized':
    case 'escalated':
    case 'receipts-revoked':
      return entry.reason ? saidToDesk(entry.reason, messages.reasonHint) : nothing;
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
  return html`<div class="words">${before}<div class="text" lang="" dir="auto">${parts}</div></div>`;
}

/** A reason that the reporter does not see, also where they see what was done. */
function saidToDesk(text: string, hint: string): TemplateResult {
  const before = html`<p class="lock">${glyph(lockGlyph)}${hint}</p>`;
  return html`<div class="to-desk">${said(text, before)}</div>`;
}
