import { html, nothing, svg, type TemplateResult } from 'lit';
import { format, formatInstant } from '../base/intl.ts';
import type { SignalAnomaliesMessages } from '../locales/en/signal-anomalies.ts';
import type { AnomalyView } from './anomaly-pages.ts';

type Course = NonNullable<AnomalyView['course']>;
type Point = Course['points'][number];

interface ChartModel {
  words: SignalAnomaliesMessages;
  locale: string;
  /** What was looked at, in words. */
  what: string;
}

const [width, height] = [480, 96];
/** Room for the line's own width, and for the dot at its end. */
const margin = 6;

/**
 * What was seen, before the band of what is usual: one picture with its sentence, and the same as a table. Time goes
 * from left to right in every script.
 */
export function courseChart(course: Course, model: ChartModel): TemplateResult {
  const { words, locale } = model;
  const { points, minutes } = course;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return html``;
  const at = (point: Point) => timeOf(locale, point.at);
  return html`
    <figure class="course" part="chart">
      <svg
        viewBox="0 0 ${width} ${height}"
        role="img"
        aria-label=${words.chart(model.what, at(first), at(last), saidOf(last, model))}
      >
        ${minutes === null ? lineOf(points) : barsOf(points)}
      </svg>
      <figcaption class="hint" dir="ltr" aria-hidden="true">
        <span>${at(first)}</span><span>${at(last)}</span>
      </figcaption>
      <details>
        <summary>${words.table}</summary>
        <div class="scroller" role="region" tabindex="0" aria-label=${words.tableOf(model.what)}>
          <table>
            <thead>
              <tr>
                <th scope="col">${minutes === null ? words.at : words.until}</th>
                <th scope="col">${words.seen}</th>
                <th scope="col">${words.usual}</th>
              </tr>
            </thead>
            <tbody>
              ${points.toReversed().map(
                (point) => html`
                  <tr class=${isUnusual(point) ? 'unusual' : ''}>
                    <td>${at(point)}</td>
                    <td>${numberOf(locale, point.value)}</td>
                    <td>${usualOf(point, model)}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  `;
}

/** Few digits: nobody reads the others. */
export function numberOf(locale: string, value: number): string {
  return format(Intl.NumberFormat, locale, { maximumSignificantDigits: 3 }, value);
}

function timeOf(locale: string, at: number): string {
  return formatInstant(locale, at, {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  });
}

function saidOf(point: Point, model: ChartModel): string {
  const { words, locale } = model;
  return words.last(numberOf(locale, point.value), usualOf(point, model));
}

function usualOf({ low, high }: Point, { words, locale }: ChartModel): string {
  if (low === null || high === null) return words.unknown;
  return words.between(numberOf(locale, low), numberOf(locale, high));
}

function isUnusual({ value, low, high }: Point): boolean {
  return high !== null && low !== null && (value > high || value < low);
}

/** From values to where they are in the picture: all of them are in it. */
function scaleOf(points: readonly Point[], fromZero: boolean) {
  const values = points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const least = fromZero ? 0 : Math.min(...values);
  const most = Math.max(...values, least + Number.EPSILON);
  const inner = height - 2 * margin;
  return (value: number) => round(margin + inner * (1 - (value - least) / (most - least)));
}

function lineOf(points: readonly Point[]): TemplateResult {
  const y = scaleOf(points, false);
  const step = (width - 2 * margin) / Math.max(1, points.length - 1);
  const placed = points.map((point, index) => ({ ...point, x: round(margin + index * step) }));
  const known = placed.filter(({ low, high }) => low !== null && high !== null);
  const edge = (each: (typeof placed)[number], value: number | null) =>
    `${each.x},${y(value ?? each.value)}`;
  const band = [
    ...known.map((each) => edge(each, each.high)),
    ...known.toReversed().map((each) => edge(each, each.low)),
  ];
  return svg`
    ${band.length > 0 ? svg`<polygon class="band" points=${band.join(' ')} />` : nothing}
    <polyline class="line" points=${placed.map(({ x, value }) => `${x},${y(value)}`).join(' ')} />
    ${placed
      .filter(isUnusual)
      .map(({ x, value }) => svg`<circle class="dot" cx=${x} cy=${y(value)} r="4" />`)}
  `;
}

function barsOf(points: readonly Point[]): TemplateResult {
  const y = scaleOf(points, true);
  const step = (width - 2 * margin) / points.length;
  const x = (index: number) => round(margin + index * step);
  return svg`
    ${points.map((point, index) => {
      const top = y(point.high ?? 0);
      return svg`<rect class="band" x=${x(index)} y=${top} width=${round(step)} height=${round(y(0) - top)} />`;
    })}
    ${points.map((point, index) => {
      const top = y(point.value);
      const tall = round(y(0) - top);
      return svg`<rect class=${isUnusual(point) ? 'bar unusual' : 'bar'} x=${round(x(index) + step * 0.2)} y=${top} width=${round(step * 0.6)} height=${tall} />`;
    })}
    <line class="ground" x1=${margin} x2=${width - margin} y1=${y(0)} y2=${y(0)} />
  `;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
