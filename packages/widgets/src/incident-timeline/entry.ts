import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { formatInstant } from '../base/intl.ts';
import { formatAgo } from './format-time.ts';
import { said } from './said.ts';
import { type SentenceContext, sentenceOf } from './sentence.ts';
import { glyphOf, isInternalNote } from './shown-entries.ts';
import type { ShownEntry } from './shown-entry.ts';

export interface EntryModel extends SentenceContext {
  /** The server's time, epoch milliseconds. */
  now: number;
  /** Whether times are said in full. */
  exact: boolean;
  /** Whether the entry came while the page was open: then it slides in. */
  arrived: boolean;
  /** It has slid in, and is not to do so again when the element is moved or shown again. */
  onSettled(): void;
  /** The files that came with an entry, and what may be done with it. */
  below(entry: ShownEntry): unknown;
}

/** One entry of the timeline: what the system notes is quiet, what people wrote stands in front. */
export function entryTemplate(entry: ShownEntry, model: EntryModel): TemplateResult {
  const { messages, desk } = model;
  const isInternal = isInternalNote(entry);
  const { who, what } = sentenceOf(entry, model) ?? { who: null, what: '' };
  const time = timeTemplate(entry.at, model);
  const classes = ['entry', entry.kind, isInternal && 'internal', model.arrived && 'arrived'];
  return html`
    <li
      class=${classes.filter(Boolean).join(' ')}
      part="entry"
      @animationend=${model.arrived ? model.onSettled : nothing}
    >
      <span class="mark">${glyph(glyphOf(entry, desk) ?? '')}</span>
      <div class="line">
        <span>
          ${who === null ? nothing : html`<b><bdi>${who}</bdi></b>`}
          <bdi>${isInternal ? messages.didNote : what}</bdi>
        </span>
        ${desk?.markOf(entry)}
        ${desk?.linked?.(entry, time) ?? time}
        ${entry.kind === 'note' && entry.edited ? html`<span class="edited">${messages.edited}</span>` : nothing}
        ${desk?.hintOf(entry)}
      </div>
      ${textOf(entry, model)} ${desk?.textOf(entry)} ${model.below(entry)}
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

/** What people wrote about it. */
function textOf(entry: ShownEntry, model: EntryModel): unknown {
  const { messages } = model;
  switch (entry.kind) {
    case 'reported':
      return entry.description ? said(entry.description) : nothing;
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
    default:
      return nothing;
  }
}
