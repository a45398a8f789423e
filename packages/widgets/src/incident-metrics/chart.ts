import { html, nothing, type TemplateResult } from 'lit';
import type { Figure, Point } from './figures.ts';

/** The chart's own measure; it is as wide as its place. */
const [width, height, edge] = [300, 72, 6];

type Place = [x: number, y: number];

/**
 * The points of a figure over time, with the limits within which chance keeps it. It has no words in it: the
 * sentence is its name, and the table below says the rest.
 * @param open - called with the point that was pressed; by the keyboard it is reached in the table
 */
export function chart(
  { points, limits }: Figure,
  sentence: string,
  open: (point: Point) => void,
): TemplateResult | typeof nothing {
  const told = points.filter(({ value }) => value !== null);
  if (told.length < 2) return nothing;
  const most = Math.max(...told.map(({ value }) => value ?? 0), limits?.high ?? 0) || 1;
  const step = (width - 2 * edge) / Math.max(1, points.length - 1);
  const y = (value: number) => height - edge - (Math.max(0, value) / most) * (height - 2 * edge);
  const at = (value: number, index: number): Place => [edge + index * step, y(value)];
  const places = points.map(({ value }, index) => (value === null ? null : at(value, index)));
  const dots = (which: (point: Point) => boolean) =>
    places.map((place, index) => {
      const point = points[index];
      return place && point && which(point) ? dot(place) : '';
    });
  const level = (value: number) => `M${edge} ${round(y(value))}H${width - edge}`;
  return html`
    <svg
      class="chart"
      part="chart"
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label=${sentence}
      preserveAspectRatio="none"
      @click=${(event: MouseEvent) => {
        const point = points[pressedIn(event, points.length)];
        if (point) open(point);
      }}
    >
      <path class="base" d="M${edge} ${height - edge}H${width - edge}" />
      <path class="limit" d=${limits ? `${level(limits.low)}${level(limits.high)}` : ''} />
      <path class="mean" d=${limits ? level(limits.mean) : ''} />
      <path class="line" d=${lineOf(places)} />
      <path class="dots" d=${dots(({ isWhole, signal }) => isWhole && !signal).join('')} />
      <path class="partial" d=${dots(({ isWhole }) => !isWhole).join('')} />
      <path class="signal" d=${dots(({ signal }) => signal !== null).join('')} />
    </svg>
  `;
}

/** Which of some points in even places is the nearest. */
function pressedIn({ clientX, currentTarget }: MouseEvent, count: number): number {
  const svg = currentTarget as SVGElement;
  const { left, width: shown } = svg.getBoundingClientRect();
  const share = (clientX - left) / shown;
  const along = svg.matches(':dir(rtl)') ? 1 - share : share;
  const step = (width - 2 * edge) / Math.max(1, count - 1);
  return Math.min(count - 1, Math.max(0, Math.round((along * width - edge) / step)));
}

/** Broken where there is nothing to tell. */
function lineOf(places: readonly (Place | null)[]): string {
  let isDrawing = false;
  return places
    .map((place) => {
      const letter = isDrawing ? 'L' : 'M';
      isDrawing = place !== null;
      return place ? `${letter}${round(place[0])} ${round(place[1])}` : '';
    })
    .join('');
}

/** A line of no length: its round ends are a dot, however the chart is stretched. */
function dot([x, y]: Place): string {
  return `M${round(x)} ${round(y)}h0`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
