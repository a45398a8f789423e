import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { glyph } from '../base/glyph.ts';
import { copyGlyph } from '../base/glyphs/copy.ts';
import { headingLevel } from '../base/heading-level.ts';
import { formatInstant } from '../base/intl.ts';
import type { ReportAnswer } from '../client/outbox.ts';
import type { IncidentReportMessages } from '../locales/en/incident-report.ts';

interface SentModel {
  messages: IncidentReportMessages;
  locale: string | undefined;
  now: number;
  headingLevel: number | undefined;
  onAnother: () => void;
  onCopied: () => void;
}

/** What somebody sees whose report has arrived: its number, what happens next, the way back to it. */
export function reportSent(
  { incident, priority, due, receipt }: ReportAnswer,
  { messages, locale, now, headingLevel: level, onAnother, onCopied }: SentModel,
): TemplateResult {
  const by = (instant: number) => timeOf(locale, instant, now);
  return html`
    <div class="panel sent" part="sent">
      <p class="muted">${messages.sent}</p>
      <div class="reference">
        <h2 class="number" tabindex="-1" aria-level=${headingLevel(level)}>${incident}</h2>
        <span class="priority" ${cssVars({ '--priority': priority.color })}>
          <b>${priority.id}</b> ${priority.name}
        </span>
      </div>
      <p>
        ${due.response === null ? messages.answerSoon : messages.answerBy(by(due.response))}
        ${due.resolution === null ? nothing : messages.solveBy(by(due.resolution))}
      </p>
      ${receipt ? receiptLink(receipt.url, messages, onCopied) : nothing}
      <div class="actions">
        <button type="button" @click=${onAnother}>${messages.another}</button>
      </div>
    </div>
  `;
}

function receiptLink(
  url: string,
  messages: IncidentReportMessages,
  onCopied: () => void,
): TemplateResult {
  return html`
    <div class="field">
      <label for="receipt">${messages.receipt}</label>
      <p class="hint" id="receipt-hint">${messages.receiptHint}</p>
      <div class="receipt">
        <input
          id="receipt"
          readonly
          dir="ltr"
          aria-describedby="receipt-hint"
          .value=${url}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
        />
        <button type="button" @click=${(event: Event) => copy(event, messages.copied, onCopied)}>${glyph(copyGlyph)}<span>${messages.copy}</span></button>
      </div>
      <a href=${url}>${messages.open}</a>
    </div>
  `;
}

/** `navigator.clipboard` exists only in secure contexts; on plain http the old way still works. */
async function copy(event: Event, copied: string, onCopied: () => void): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  const field = button.parentElement?.querySelector('input');
  const label = button.querySelector('span');
  if (!field || !label) return;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    if (!document.execCommand('copy')) return;
  }
  label.dataset.say = '';
  label.textContent = copied;
  onCopied();
}

/** "14:15" today, else with its day. */
function timeOf(locale: string | undefined, instant: number, now: number): string {
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const isToday = formatInstant(locale, instant, day) === formatInstant(locale, now, day);
  return formatInstant(locale, instant, isToday ? time : { ...day, ...time });
}
