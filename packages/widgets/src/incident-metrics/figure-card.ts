import { html, nothing, type TemplateResult } from 'lit';
import { type CardModel, day, openPoint } from './card-model.ts';
import { chart } from './chart.ts';
import { type Figure, type FigureName, numberOf } from './figures.ts';
import { hints, say } from './words.ts';

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
