import { html, nothing, type TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import { formatShare } from '../base/share.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import type { Objective } from './objectives.ts';

interface ChartModel {
  words: ServiceObjectivesMessages;
  locale: string;
  /** The objective's name. */
  what: string;
  /** The same as a table, for whoever opens that. */
  table: unknown;
}

const [width, height, margin] = [480, 96, 4];

/**
 * How the budget was used over the window, from all of it to what is left: one picture with its sentence, and the same as
 * a table. Time goes from left to right in every script.
 */
export function burnDown(
  { burnDown: points, state }: Objective,
  { words, locale, what, table }: ChartModel,
): TemplateResult | typeof nothing {
  const [first, last] = [points?.[0], points?.at(-1)];
  if (!points || !first || !last) return nothing;
  const least = Math.min(0, last.leftShare);
  const span = last.at - first.at || 1;
  const x = (at: number) => round(margin + ((at - first.at) / span) * (width - 2 * margin));
  const y = (share: number) => round(margin + ((1 - share) / (1 - least)) * (height - 2 * margin));
  // What was used is used at once: steps, no slopes.
  const line = points
    .map(({ at, leftShare }, index) =>
      index === 0 ? `M${x(at)} ${y(leftShare)}` : `H${x(at)}V${y(leftShare)}`,
    )
    .join('');
  const when = (at: number) => formatInstant(locale, at, { month: 'short', day: 'numeric' });
  const left = formatShare(locale, last.leftShare);
  return html`
    <figure class="course" part="chart">
      <svg
        viewBox="0 0 ${width} ${height}"
        role="img"
        preserveAspectRatio="none"
        aria-label=${words.chart(what, when(first.at), when(last.at), left)}
      >
        <path class="area ${state}" d="${line}V${y(0)}H${x(first.at)}Z" />
        <path class="ground" d="M${margin} ${y(0)}H${width - margin}" />
        <path class="even" d="M${x(first.at)} ${y(1)}L${x(last.at)} ${y(0)}" />
        <path class="line ${state}" d=${line} />
      </svg>
      <figcaption class="hint" dir="ltr" aria-hidden="true">
        <span>${when(first.at)}</span><span>${words.even}</span><span>${when(last.at)}</span>
      </figcaption>
      ${table}
    </figure>
  `;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
