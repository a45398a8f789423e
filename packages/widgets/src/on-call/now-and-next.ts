import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { formatInstant } from '../base/intl.ts';
import type { OnCallMessages } from '../locales/en/on-call.ts';
import type { ScheduleNow } from './roster.ts';

/** Who has it now, until when, and who is next. */
export function nowAndNext(
  { current, next, fallbackName }: ScheduleNow,
  messages: OnCallMessages,
  locale: string,
): TemplateResult {
  const at = (when: number) => formatInstant(locale, when);
  return html`
    <dl class="now" part="now">
      <div class="card ${current.person ? '' : 'gap'}">
        <dt>${messages.now}</dt>
        <dd class="name">
          ${current.person ? nothing : glyph(circleAlertGlyph)}<bdi
            >${current.person?.name ?? messages.nobody}</bdi
          >
        </dd>
        ${current.person ? nothing : html`<dd>${told(fallbackName, messages)}</dd>`}
        ${next ? html`<dd class="hint">${messages.until(at(current.to))}</dd>` : nothing}
      </div>
      <div class="card ${next && !next.person ? 'gap' : ''}">
        <dt>${messages.next}</dt>
        ${
          next
            ? html`
              <dd class="name"><bdi>${next.person?.name ?? messages.nobody}</bdi></dd>
              <dd class="hint">${messages.from(at(next.from))}</dd>
            `
            : html`<dd class="hint">${messages.noChange}</dd>`
        }
      </div>
    </dl>
  `;
}

/** Who is told in a gap. */
function told(team: string | null, messages: OnCallMessages): string {
  return team ? messages.fallback(team) : messages.noFallback;
}

/** Of several schedules, which one is shown. */
export function scheduleChoice(
  schedules: readonly ScheduleNow[],
  shown: string | undefined,
  messages: OnCallMessages,
  choose: (id: string) => void,
): TemplateResult {
  return html`
    <label class="choice">
      <span class="quiet">${messages.schedule}</span>
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${schedules.map(
          ({ schedule, name }) =>
            html`<option value=${schedule} ?selected=${schedule === shown}>${name}</option>`,
        )}
      </select>
    </label>
  `;
}
