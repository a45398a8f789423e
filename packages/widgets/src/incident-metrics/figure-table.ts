import { html, nothing, type TemplateResult } from 'lit';
import { whole } from '../base/figures/say.ts';
import { type CardModel, day, openPoint } from './card-model.ts';
import { type Figure, type FigureName, numberOf } from './figures.ts';
import { say } from './words.ts';

/** A figure in its parts, and in time; each number opens its incidents. */
export function figureTable(name: FigureName, figure: Figure, model: CardModel): TemplateResult {
  const { answer, words, locale, open } = model;
  const { points, parts, value } = figure;
  const title = words.figures[name] ?? name;
  const names = answer.names[answer.by];
  const partName = (key: string | null) => (key === null ? words.without : (names[key] ?? key));
  return html`
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
                  <th scope="row">${partName(key)}</th>
                  <td>${say(locale, part, numberOf(part))}</td>
                  <td>
                    ${countButton(part.n, `${title}: ${partName(key)}`, model, () =>
                      open(name, { [answer.by]: key }, partName(key)),
                    )}
                  </td>
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
                  <td>
                    ${countButton(point.n, `${title}: ${day(locale, point.from)}`, model, () =>
                      openPoint(name, point, model),
                    )}
                  </td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
  `;
}

/** A number of incidents that can be opened; none cannot. */
export function countButton(
  n: number,
  what: string,
  { words, locale }: Pick<CardModel, 'words' | 'locale'>,
  open: () => void,
): TemplateResult | string {
  if (n === 0) return whole(locale, n);
  return html`
    <button
      type="button"
      class="plain small"
      aria-label=${words.incidentsOf(n, what)}
      @click=${open}
    >
      ${whole(locale, n)}
    </button>
  `;
}
