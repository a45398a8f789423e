import { html, nothing, type TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import { chart } from './chart.ts';
import {
  type Answer,
  type Figure,
  type FigureName,
  type FlowPart,
  type Narrowed,
  numberOf,
  type Point,
} from './figures.ts';
import { hints, say } from './words.ts';

export interface CardModel {
  answer: Answer;
  words: IncidentMetricsMessages;
  locale: string;
  /** Of a figure's heading, see `headingLevel`. */
  level: unknown;
  /** What is loaded after the figures; undefined until it has come. */
  later: typeof import('./later.ts') | undefined;
  /** Shows the incidents behind a figure, or behind a part of it that `part` names. */
  open(name: FigureName, narrowed?: Narrowed, part?: string): void;
  /** The same of a part of the flow between teams. */
  openFlow(part: FlowPart, what: string): void;
}

/** A figure: its number, how sure it is, how it came about, and the table behind. */
export function figureCard(name: FigureName, model: CardModel): TemplateResult | typeof nothing {
  const { answer, words, locale, level, later } = model;
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
      ${chart(figure, sentenceOf(title, figure, model), (point) => openPoint(name, point, model))}
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
        ${
          figure.points.length + figure.parts.length > 0
            ? html`
              <details>
                <summary>${words.asTable}</summary>
                ${later?.figureTable(name, figure, model)}
              </details>
            `
            : nothing
        }
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

/** A point has those of its days. */
export function openPoint(
  name: FigureName,
  { from, to, n }: Point,
  { locale, open }: CardModel,
): void {
  if (n > 0) open(name, { from, to }, day(locale, from));
}

export function day(locale: string, at: number): string {
  return formatInstant(locale, at, { day: 'numeric', month: 'short', year: 'numeric' });
}
