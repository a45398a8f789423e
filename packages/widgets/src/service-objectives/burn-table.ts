import { html, type TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import { formatShare } from '../base/share.ts';
import type { ObjectiveDetailsMessages } from '../locales/en/objective-details.ts';
import type { Objective } from './objectives.ts';

const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;

/** What was left of a budget over its window, the newest first. */
export function burnTable(
  { name, burnDown }: Objective,
  { words, locale }: { words: ObjectiveDetailsMessages; locale: string },
): TemplateResult {
  return html`
    <div class="scroller" role="region" tabindex="0" aria-label=${words.tableOf(name)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.at}</th>
            <th scope="col">${words.leftThen}</th>
          </tr>
        </thead>
        <tbody>
          ${burnDown?.toReversed().map(
            ({ at, leftShare }) => html`
              <tr>
                <td>${formatInstant(locale, at, options)}</td>
                <td>${formatShare(locale, leftShare)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
