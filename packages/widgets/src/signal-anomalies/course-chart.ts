import { html, type TemplateResult } from 'lit';
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
 * as the page's text does.
 */
export function courseChart(course: Course, model: ChartModel): TemplateResult {
  const { words, locale } = model;
  const { points, minutes } = course;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return html``;
  const at = (point: Point) => timeOf(locale, point.at);
  const drawn: Drawn = minutes === null ? lineOf(points) : barsOf(points);
  const { band, line = '', dots = '', bars = '', unusual = '', ground = '' } = drawn;
  return html`
    <figure class="course" part="chart">
      <svg
        viewBox="0 0 ${width} ${height}"
        role="img"
        aria-label=${words.chart(model.what, at(first), at(last), saidOf(last, model))}
      >
        <path class="band" d=${band} />
        <path class="line" d=${line} />
        <path class="dot" d=${dots} />
        <path class="bar" d=${bars} />
        <path class="bar unusual" d=${unusual} />
        <path class="ground" d=${ground} />
      </svg>
      <figcaption class="hint" aria-hidden="true">
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

/** What is drawn, as the data of paths; what there is nothing of is empty. */
interface Drawn {
  band: string;
  line?: string;
  dots?: string;
  bars?: string;
  unusual?: string;
  ground?: string;
}

function lineOf(points: readonly Point[]): Drawn {
  const y = scaleOf(points, false);
  const step = (width - 2 * margin) / Math.max(1, points.length - 1);
  const placed = points.map((point, index) => ({ ...point, x: round(margin + index * step) }));
  const known = placed.filter(({ low, high }) => low !== null && high !== null);
  const edge = (each: (typeof placed)[number], value: number | null) =>
    `${each.x} ${y(value ?? each.value)}`;
  const band = [
    ...known.map((each) => edge(each, each.high)),
    ...known.toReversed().map((each) => edge(each, each.low)),
  ];
  return {
    band: band.length > 0 ? `M${band.join('L')}Z` : '',
    line: `M${placed.map((each) => edge(each, each.value)).join('L')}`,
    dots: placed
      .filter(isUnusual)
      .map(({ x, value }) => `M${x - 4} ${y(value)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`)
      .join(''),
  };
}

function barsOf(points: readonly Point[]): Drawn {
  const y = scaleOf(points, true);
  const step = (width - 2 * margin) / points.length;
  const x = (index: number) => round(margin + index * step);
  const bar = (left: number, wide: number, value: number) => {
    const top = y(value);
    return `M${left} ${top}h${round(wide)}v${round(y(0) - top)}h${-round(wide)}Z`;
  };
  const bars = (which: (point: Point) => boolean) =>
    points
      .map((point, index) =>
        which(point) ? bar(round(x(index) + step * 0.2), step * 0.6, point.value) : '',
      )
      .join('');
  return {
    band: points.map(({ high }, index) => bar(x(index), step, high ?? 0)).join(''),
    bars: bars((point) => !isUnusual(point)),
    unusual: bars(isUnusual),
    ground: `M${margin} ${y(0)}H${width - margin}`,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
