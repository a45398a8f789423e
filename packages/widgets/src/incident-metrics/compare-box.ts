import { html, type TemplateResult } from 'lit';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';

/** Whether figures are compared with the time before. */
export function compareBox(
  isCompared: boolean,
  words: IncidentMetricsMessages,
  choose: (isCompared: boolean) => void,
): TemplateResult {
  return html`
    <label class="check">
      <input
        type="checkbox"
        .checked=${isCompared}
        @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
      />
      ${words.compare}
    </label>
  `;
}
