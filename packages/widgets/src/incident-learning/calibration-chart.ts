import { html, type TemplateResult } from 'lit';
import { format } from '../base/intl.ts';
import { formatShare } from '../base/share.ts';
import type { IncidentLearningMessages } from '../locales/en/incident-learning.ts';
import type { Figures } from './learning.ts';

type Tenth = Figures['calibration'][number];

/** The chart's own measure: a square, with room for the dots at its edges. */
const [side, edge] = [160, 12];

/**
 * How often it is right by how sure it says that it is: a dot for each tenth, the larger the more there are, and the
 * line on which both are the same. Probabilities go from left to right in every script.
 */
export function calibrationChart(
  calibration: readonly Tenth[],
  { words, locale, field }: { words: IncidentLearningMessages; locale: string; field: string },
): TemplateResult {
  const all = calibration.reduce((sum, { judged }) => sum + judged, 0);
  const mean = (of: (each: Tenth) => number) =>
    formatShare(locale, calibration.reduce((sum, each) => sum + of(each), 0) / Math.max(1, all));
  const said = mean((each) => each.said * each.judged);
  const right = mean((each) => each.right);
  return html`
    <figure class="calibration" part="chart">
      <svg viewBox="0 0 ${side} ${side}" role="img" aria-label=${words.chart(said, right, all)}>
        <path class="frame-line" d="M${edge} ${edge}V${side - edge}H${side - edge}" />
        <path class="same" d="M${edge} ${side - edge}L${side - edge} ${edge}" />
        <path class="dots" d=${calibration.map((each) => dotOf(each, all)).join('')} />
      </svg>
      <figcaption class="hint">
        <span>${words.isRight} ↑</span><span>${words.says} →</span>
      </figcaption>
    </figure>
    <details>
      <summary>${words.table}</summary>
      <div class="scroll" role="region" tabindex="0" aria-label=${words.tableOf(field, words.calibration)}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.says}</th>
              <th scope="col">${words.isRight}</th>
              <th scope="col">${words.judged}</th>
            </tr>
          </thead>
          <tbody>
            ${calibration.toReversed().map(
              ({ from, judged, right }) => html`
                <tr>
                  <th scope="row">${words.between(from, from + 0.1)}</th>
                  <td>${formatShare(locale, right / judged)}</td>
                  <td>${format(Intl.NumberFormat, locale, {}, judged)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    </details>
  `;
}

/** Its area says how many there are. */
function dotOf({ said, right, judged }: Tenth, all: number): string {
  const inner = side - 2 * edge;
  const radius = round(2.5 + 9 * Math.sqrt(judged / all));
  const x = edge + inner * said;
  const y = side - edge - inner * (right / judged);
  const arc = `a${radius} ${radius} 0 1 0`;
  return `M${round(x - radius)} ${round(y)}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
