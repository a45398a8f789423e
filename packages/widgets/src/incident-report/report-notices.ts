import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { notice } from '../base/notice.ts';
import type { IncidentReportMessages } from '../locales/en/incident-report.ts';
import type { SaidError } from '../locales/language.ts';
import { fieldId } from './report-fields.ts';
import type { ReportSession } from './report-session.ts';
import { type FieldName, fieldNames } from './report-values.ts';

/** The sentence for an error in the element's language. */
export type Explain = (error: SaidError) => string;

/** Why the report cannot be sent as it is: a sentence, and a link to each field. */
export function reportSummary(
  { problem }: ReportSession,
  said: Partial<Record<FieldName, string>>,
  messages: IncidentReportMessages,
  explain: Explain,
): unknown {
  const names = fieldNames.filter((name) => said[name]);
  if (!problem && !names.length) return nothing;
  return html`
    <div class="notice danger summary" part="notice" tabindex="-1" role="group" aria-labelledby="summary">
      ${glyph(circleAlertGlyph)}
      <div>
        <p id="summary">${problem ? explain(problem) : messages.check(names.length)}</p>
        ${
          names.length
            ? html`
              <ul>
                ${names.map(
                  (name) => html`
                    <li>
                      <a href="#${fieldId(name)}" @click=${goTo}>
                        ${said[name]}
                      </a>
                    </li>
                  `,
                )}
              </ul>
            `
            : nothing
        }
      </div>
    </div>
  `;
}

function goTo(event: Event): void {
  event.preventDefault();
  const link = event.currentTarget as HTMLAnchorElement;
  const field = (link.getRootNode() as ShadowRoot).querySelector<HTMLElement>(link.hash);
  (field?.querySelector('input') ?? field)?.focus();
}

/** What is shown while the report waits for the network. */
export function reportWaiting(
  { isDurable, delay, values }: ReportSession,
  messages: IncidentReportMessages,
  explain: Explain,
  onAnother: () => void,
): TemplateResult {
  return html`
    <div class="panel sent" part="sent" tabindex="-1">
      ${notice(
        'warning',
        cloudOffGlyph,
        html`
          <b>
            ${delay && explain(delay)}
            ${isDurable ? messages.waiting : messages.waitingMemory}
          </b>
          ${isDurable ? html`<br />${messages.waitingHint}` : nothing}
        `,
      )}
      <p lang="" dir="auto">“${values.title.trim()}”</p>
      <div class="actions">
        <button type="button" @click=${onAnother}>${messages.another}</button>
      </div>
    </div>
  `;
}
