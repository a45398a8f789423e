import type { ClockExplanation } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { cssVars } from '../../base/css-vars.ts';
import { formatInstant } from '../../base/intl.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import { formatSpan } from '../../base/spans.ts';
import type { TimelineDueMessages } from '../../locales/en/timeline-due.ts';
import { withOwnWords } from '../own-words.ts';
import { styles } from './due.styles.ts';
import { countedIn, type DueSpan, midnightsIn, spansAt } from './due-spans.ts';

/** Why one clock of an incident is due when it is. */
export interface DueModel {
  root: ShadowRoot;
  locale: string;
  /** What the page says in place of its words, under the element's name. */
  own: unknown;
  /** The name of the clock. */
  clock: string;
  /** Undefined until it has come. */
  explanation: ClockExplanation | undefined;
  hasFailed: boolean;
  /** The server's time, epoch milliseconds. */
  now: number;
  onRetry(): void;
  changed(): void;
}

interface Drawing {
  messages: TimelineDueMessages;
  locale: string;
  spans: DueSpan[];
  /** From the start of the clock to the last that is known of it, epoch milliseconds. */
  from: number;
  to: number;
}

const whole: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
};
const timeOfDay: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

/** The spans of time that counted and those that did not, as a picture and as a table. */
export function dueTemplate(model: DueModel): unknown {
  const { root, locale, own, changed, explanation } = model;
  const language = languageOf(locale, 'timeline-due');
  const found = messagesOf(language, 'timeline-due', changed);
  if (!found) return nothing;
  addStyles(root, styles);
  const messages = withOwnWords(found as unknown as TimelineDueMessages, language, own);
  const content = explanation
    ? explanationTemplate(explanation, model, messages)
    : model.hasFailed
      ? html`<p data-say><bdi>${messages.failed}</bdi></p>
          <button type="button" class="small" @click=${model.onRetry}>${messages.again}</button>`
      : html`<p class="muted"><bdi>${messages.loading}</bdi></p>`;
  return html`<section class="why-due" part="why-due" aria-label=${messages.heading(model.clock)}>
    ${content}
  </section>`;
}

function explanationTemplate(
  explanation: ClockExplanation,
  { locale, now, clock: name }: DueModel,
  messages: TimelineDueMessages,
): unknown {
  const { clock, zone } = explanation;
  const spans = spansAt(explanation, now);
  const from = clock.startedAt;
  const to = Math.max(from + 60_000, spans.at(-1)?.to ?? from);
  const drawing = { messages, locale, spans, from, to };
  return [
    // Once: the sentence changes with every minute.
    html`<p class="quiet" data-say>${messages.heading(name)}</p>`,
    html`<p><bdi>${summary(explanation, drawing)}</bdi></p>`,
    html`<p class="hint"><bdi>${zone ? zoneHint(zone, drawing) : messages.everyHour}</bdi></p>`,
    pictureTemplate(explanation, drawing),
    tableTemplate(drawing),
  ];
}

/** Rounded to the minute: nobody adds up seconds. */
function length(locale: string, ms: number): string {
  const rounded = ms < 60_000 ? Math.round(ms / 1000) * 1000 : Math.round(ms / 60_000) * 60_000;
  return formatSpan(locale, rounded, 'short', false);
}

function summary({ clock }: ClockExplanation, { messages, locale, spans }: Drawing): string {
  const { state, targetMs, dueAt, stoppedAt } = clock;
  if (state === 'none') return '';
  const counted = countedIn(spans, false);
  const moment = (at: number | null) => (at === null ? '' : formatInstant(locale, at, whole));
  // While somebody looks it may have become due.
  const isLate = state !== 'paused' && stoppedAt === null && counted > (targetMs ?? Infinity);
  return messages.states[isLate ? 'breached' : state]({
    counted: length(locale, counted),
    target: length(locale, targetMs ?? 0),
    left: length(locale, Math.max(0, (targetMs ?? 0) - counted)),
    since: moment(clock.startedAt),
    due: moment(dueAt),
    stopped: moment(stoppedAt),
  });
}

/** Where the desk works by another wall clock than whoever reads this. */
function zoneHint(zone: string, { messages, locale, from, to }: Drawing): string {
  const reads = (at: number, timeZone?: string) =>
    formatInstant(locale, at, timeZone ? { ...whole, timeZone } : whole);
  if ([from, to].every((at) => reads(at) === reads(at, zone))) return '';
  const named = formatInstant(locale, from, { timeZoneName: 'long', hour: 'numeric' });
  const own = named.replace(formatInstant(locale, from, { hour: 'numeric' }), '').trim();
  return messages.zones(zone, own);
}

const kinds = { 'outside-hours': 'outside', holiday: 'outside', paused: 'paused' } as const;

/** How it is drawn. */
function kindOf({ reason, isAhead }: DueSpan): 'counted' | 'ahead' | 'outside' | 'paused' {
  if (reason !== 'working') return kinds[reason];
  return isAhead ? 'ahead' : 'counted';
}

function whatItWas({ reason, name, isAhead }: DueSpan, { messages }: Drawing): string {
  const said = messages.spans;
  if (reason === 'working') return isAhead ? said.ahead : said.counted;
  return reason === 'outside-hours' ? said.outside : said[reason](name);
}

/** More than so many spans nobody listens to: they are in the table. */
const mostSaid = 12;

function pictureTemplate({ clock }: ClockExplanation, drawing: Drawing): TemplateResult {
  const { messages, locale, spans, from, to } = drawing;
  const share = (at: number) => `${(100 * (at - from)) / (to - from)}%`;
  const spoken = spans.filter(({ reason }) => reason !== 'outside-hours');
  const label = [
    ...(spoken.length > mostSaid ? [] : spoken).map((span) =>
      messages.fromTo(
        ...ends(span, locale),
        length(locale, span.to - span.from),
        whatItWas(span, drawing),
      ),
    ),
    clock.dueAt === null ? '' : `${messages.due} ${formatInstant(locale, clock.dueAt, whole)}`,
  ];
  const mark = (name: 'due' | 'now' | 'stopped', at: number | null) =>
    at === null || at < from || at > to
      ? nothing
      : html`<span
          class="mark-at"
          data-mark=${name}
          ?data-late=${at - from > (to - from) / 2}
          ${cssVars({ '--at': share(at) })}
          ><bdi>${messages[name]} ${name === 'now' ? '' : formatInstant(locale, at, timeOfDay)}</bdi></span
        >`;
  // Where the spans that have been end and those that are to come begin.
  const nowAt = spans.find(({ isAhead }) => isAhead)?.from ?? to;
  const shown = new Set(spans.map(kindOf));
  return html`
    <div
      class="due-picture"
      role="img"
      aria-label=${label.filter(Boolean).join('; ')}
    >
      <div class="due-bar">
        ${spans.map(
          (span) =>
            html`<i
              data-kind=${kindOf(span)}
              ${cssVars({ '--at': share(span.from), '--for': `${(100 * (span.to - span.from)) / (to - from)}%` })}
            ></i>`,
        )}
      </div>
      ${mark('due', clock.dueAt)}
      ${clock.stoppedAt === null ? mark('now', nowAt) : mark('stopped', clock.stoppedAt)}
      ${midnightsIn(locale, from, to).map(
        (at) =>
          html`<span class="day-at" ${cssVars({ '--at': share(at) })}
            ><bdi>${formatInstant(locale, at, { weekday: 'short' })}</bdi></span
          >`,
      )}
    </div>
    <ul class="due-key" role="list" aria-hidden="true">
      ${(['counted', 'ahead', 'outside', 'paused'] as const).map((kind) =>
        shown.has(kind)
          ? html`<li><i data-kind=${kind}></i><bdi>${messages.key[kind]}</bdi></li>`
          : nothing,
      )}
    </ul>
  `;
}

/** From when to when; the day once, where it is one. */
function ends({ from, to }: DueSpan, locale: string): [string, string] {
  const day = (at: number) => formatInstant(locale, at, { dateStyle: 'short' });
  return [
    formatInstant(locale, from, whole),
    formatInstant(locale, to, day(from) === day(to) ? timeOfDay : whole),
  ];
}

function tableTemplate(drawing: Drawing): TemplateResult {
  const { messages, locale, spans } = drawing;
  const { from, to, time, what } = messages.columns;
  return html`
    <details>
      <summary><bdi>${messages.table}</bdi></summary>
      <div class="due-rows">
        <table>
          <thead>
            <tr>
              ${[from, to, time, what].map((each) => html`<th scope="col"><bdi>${each}</bdi></th>`)}
            </tr>
          </thead>
          <tbody>
            ${spans.map((span) => {
              const [begins, stops] = ends(span, locale);
              return html`<tr>
                <th scope="row"><bdi>${begins}</bdi></th>
                <td><bdi>${stops}</bdi></td>
                <td><bdi>${length(locale, span.to - span.from)}</bdi></td>
                <td><bdi>${whatItWas(span, drawing)}</bdi></td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </details>
  `;
}
