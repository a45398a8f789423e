import { html, nothing, type TemplateResult } from 'lit';
import { whole } from '../base/figures/say.ts';
import { formatInstant } from '../base/intl.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import { chart } from './chart.ts';
import { type Answer, type Figure, type FigureName, numberOf } from './figures.ts';
import { hints, say } from './words.ts';

export interface CardModel {
  answer: Answer;
  words: IncidentMetricsMessages;
  locale: string;
  /** Of a figure's heading, see `headingLevel`. */
  level: unknown;
  /** Shows the incidents behind a figure. */
  open(name: FigureName): void;
}

/** A figure: its number, how sure it is, how it came about, and the table behind. */
export function figureCard(name: FigureName, model: CardModel): TemplateResult | typeof nothing {
  const { answer, words, locale, level } = model;
  const figure: Figure | undefined = answer.figures[name];
  if (!figure) return nothing;
  const { value, trend } = figure;
  const title = words.figures[name] ?? name;
  const shown = say(locale, value, numberOf(value));
  return html`
    <section class="figure" part="figure" aria-label=${title}>
      <h3 class="name" aria-level=${level}>${title}</h3>
      <p class="value">
        ${shown} ${trend ? html`<span class="trend">${words.trends[trend]}</span>` : nothing}
      </p>
      <ul class="hint hints">
        ${hints(locale, figure, words).map((each) => html`<li>${each}</li>`)}
      </ul>
      ${chart(figure, sentenceOf(title, figure, model))}
      <div class="foot">
        <button
          type="button"
          class="plain small"
          aria-label=${words.incidentsOf(value.n, title)}
          aria-disabled=${value.n === 0}
          @click=${() => value.n > 0 && model.open(name)}
        >
          ${words.incidents(value.n)}
        </button>
        ${figure.points.length + figure.parts.length > 0 ? table(title, figure, model) : nothing}
      </div>
    </section>
  `;
}

function sentenceOf(title: string, { points, limits }: Figure, model: CardModel): string {
  const { words, locale } = model;
  const signals = points.filter(({ signal }) => signal !== null).length;
  const [first, last] = [points[0], points.at(-1)];
  const from = day(locale, first?.from ?? 0);
  const to = day(locale, (last?.to ?? 1) - 1);
  return words.chart(title, from, to, limits ? signals : null);
}

function table(
  title: string,
  figure: Figure,
  { answer, words, locale }: CardModel,
): TemplateResult {
  const { points, parts, value } = figure;
  const names = answer.names[answer.by];
  return html`
    <details>
      <summary>${words.asTable}</summary>
      <div class="scroll" role="region" tabindex="0" aria-label=${words.tableOf(title)}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.part}</th>
              <th scope="col">${words.valueHead}</th>
              <th scope="col">${words.countHead}</th>
            </tr>
          </thead>
          <tbody>
            ${parts.map(
              ({ key, value: part }) => html`
                <tr>
                  <th scope="row">${key === null ? words.without : (names[key] ?? key)}</th>
                  <td>${say(locale, part, numberOf(part))}</td>
                  <td>${whole(locale, part.n)}</td>
                </tr>
              `,
            )}
            ${points.map(
              (point) => html`
                <tr>
                  <th scope="row">
                    ${day(locale, point.from)}${point.isWhole ? '' : ` (${words.partial})`}
                  </th>
                  <td>
                    ${say(locale, value, point.value)}
                    ${point.signal ? html`<b>${words.signals[point.signal]}</b>` : nothing}
                  </td>
                  <td>${whole(locale, point.n)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    </details>
  `;
}

export function day(locale: string, at: number): string {
  return formatInstant(locale, at, { day: 'numeric', month: 'short', year: 'numeric' });
}
