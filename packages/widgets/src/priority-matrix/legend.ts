import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { formatSpan } from '../base/spans.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';

const hour = 3_600_000;

/** A target, e.g. "4 hr"; hours are not turned into days, as they are hours of work. */
export function formatTarget(
  messages: PriorityMatrixMessages,
  locale: string | undefined,
  ms: number | null,
): string {
  if (ms === null) return messages.noTarget;
  const isInHours = ms >= 24 * hour && ms % hour === 0;
  return formatSpan(locale, ms, 'short', !isInHours);
}

/** What each priority promises. */
export function legend(
  matrix: PriorityMatrix,
  messages: PriorityMatrixMessages,
  locale: string | undefined,
): TemplateResult {
  return html`
    <div class="scroller">
    <table class="legend" part="legend">
      <caption>${messages.legend}</caption>
      <thead>
        <tr>
          <th scope="col">${messages.priority}</th>
          <th scope="col">${messages.response}</th>
          <th scope="col">${messages.resolution}</th>
        </tr>
      </thead>
      <tbody>
        ${matrix.priorities.map(
          ({ id, name, color, targets }) => html`
            <tr>
              <th scope="row">
                <span class="priority">
                  <span class="swatch" ${cssVars({ '--priority': color })}></span>
                  <span><b>${id}</b> ${name}</span>
                </span>
              </th>
              <td>${formatTarget(messages, locale, targets.response)}</td>
              <td>${formatTarget(messages, locale, targets.resolution)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
    </div>
  `;
}
