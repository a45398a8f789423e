import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { incidentAddress } from '../base/incident-address.ts';
import { format, formatInstant } from '../base/intl.ts';
import { formatShare } from '../base/share.ts';
import { formatSpan, grainOf } from '../base/spans.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import { burnDown } from './burn-down.ts';
import type { Objective } from './objectives.ts';

type State = keyof ServiceObjectivesMessages['states'];

interface CardModel {
  words: ServiceObjectivesMessages;
  locale: string;
  level: unknown;
  /** Where the page says that an incident has one of its own; anything. */
  href: unknown;
  /** The server's, epoch milliseconds. */
  now: number;
  onOpen(event: MouseEvent, incident: string): void;
  /** What is drawn of its past; undefined until somebody opens that. */
  past(objective: Objective): unknown;
  onPast(objective: Objective, isOpen: boolean): void;
}

const glyphs: Record<State, Glyph> = {
  'on-track': circleCheckGlyph,
  noted: triangleAlertGlyph,
  burning: circleAlertGlyph,
  'used-up': circleAlertGlyph,
  'too-few': circleDashedGlyph,
};

/** What a service is to achieve, how much of the budget is left, how it was used and how fast it burns. */
export function objectiveCard(objective: Objective, model: CardModel): TemplateResult {
  const { words, locale, level } = model;
  const { id, name, state, incident, rates } = objective;
  const past = model.past(objective);
  return html`
    <li class="objective ${state}" part="objective" data-objective=${id}>
      <div class="first">
        <h3 aria-level=${level}><bdi>${name}</bdi></h3>
        <p class="state">${glyph(glyphs[state])}${words.states[state]}</p>
      </div>
      <p class="hint">${aimOf(objective, model)}</p>
      ${budgetOf(objective, model)}
      ${burnDown(objective, { words, locale, what: name })}
      <p>${burningOf(objective, model)} ${incident === null ? nothing : incidentLink(incident, model)}</p>
      <ul class="rates" aria-label=${words.rates}>
        ${rates.map(
          ({ level: speed, rate, long, short, isBurning }) => html`
            <li class=${isBurning ? speed : ''}>
              <span>${words.over(spanOf(locale, long.ms), spanOf(locale, short.ms))}</span>
              <strong>${timesOf(long.burn, model)} · ${timesOf(short.burn, model)}</strong>
              <span class="hint">${words.from[speed](timesOf(rate, model))}</span>
            </li>
          `,
        )}
      </ul>
      <details
        class="past"
        ?open=${past !== undefined}
        @toggle=${({ target }: Event) => model.onPast(objective, (target as HTMLDetailsElement).open)}
      >
        <summary>${words.past}</summary>
        ${past}
      </details>
    </li>
  `;
}

function aimOf(objective: Objective, { words, locale }: CardModel): string {
  const { serviceName, target, windowDays, priorityName } = objective;
  const days = format(
    Intl.NumberFormat,
    locale,
    { style: 'unit', unit: 'day', unitDisplay: 'long' },
    windowDays,
  );
  const aim = percentOf(locale, target);
  const what =
    priorityName === null
      ? words.aims.measurements(aim, days)
      : words.aims.incidents(aim, days, priorityName);
  return `${serviceName} · ${what}`;
}

function budgetOf({ budget, state }: Objective, { words, locale }: CardModel): TemplateResult {
  const { leftShare, amounts, unit, achieved } = budget;
  if (leftShare === null) return html`<p>${words.tooFew}</p>`;
  const { used = 0, allowed = 0 } = amounts ?? {};
  const consumed =
    unit === 'time'
      ? words.timeUsed(spanOf(locale, used), spanOf(locale, allowed))
      : words.eventsUsed(countOf(locale, used), countOf(locale, allowed), allowed);
  const left =
    leftShare < 0
      ? words.overdrawn(formatShare(locale, -leftShare))
      : words.left(formatShare(locale, leftShare));
  const good = achieved === null ? null : words.achieved(percentOf(locale, achieved));
  const width = Math.max(0, Math.min(1, leftShare)) * 100;
  return html`
    <div class="budget" part="budget">
      <p class="left"><strong>${left}</strong></p>
      <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <path class="track" d="M0 2H100" />
        <path class="rest ${state}" d=${width > 0 ? `M0 2H${width.toFixed(1)}` : ''} />
      </svg>
      <p class="hint">${[amounts && consumed, good].filter(Boolean).join(' · ')}</p>
    </div>
  `;
}

/** How fast it burns, in a sentence. */
function burningOf(objective: Objective, model: CardModel): string {
  const { words, locale } = model;
  const { burning, rates, budget } = objective;
  const read = rates.find(({ level }) => level === burning?.level);
  if (burning && read) {
    const since = formatInstant(locale, burning.since);
    return words.burns[burning.level](
      timesOf(read.long.burn, model),
      spanOf(locale, read.long.ms),
      since,
    );
  }
  if (budget.isTooFew) return '';
  const longest = rates.at(-1);
  if (longest === undefined || longest.long.burn === null) return words.calmTooFew;
  return longest.long.burn === 0
    ? words.unused(spanOf(locale, longest.long.ms))
    : words.calm(timesOf(longest.long.burn, model), spanOf(locale, longest.long.ms));
}

function incidentLink(incident: string, { words, href, onOpen }: CardModel): TemplateResult {
  const address = incidentAddress(href, incident);
  const open = (event: MouseEvent) => onOpen(event, incident);
  return html`
    ${words.incident}
    ${
      address
        ? html`<a href=${address} @click=${open}>${incident}</a>`
        : html`<button type="button" class="plain" @click=${open}>${incident}</button>`
    }
  `;
}

/** How many times as fast as it may. */
export function timesOf(
  burn: number | null,
  { words, locale }: Pick<CardModel, 'words' | 'locale'>,
): string {
  if (burn === null) return words.few;
  // The highest rate has a decimal; what is faster needs none.
  const digits = { maximumFractionDigits: burn < 20 ? 1 : 0 };
  return words.times(format(Intl.NumberFormat, locale, digits, burn));
}

export function spanOf(locale: string, ms: number): string {
  const grain = grainOf(ms);
  return formatSpan(locale, Math.round(ms / grain) * grain);
}

function countOf(locale: string, count: number): string {
  const digits = { maximumFractionDigits: count < 10 ? 1 : 0 };
  return format(Intl.NumberFormat, locale, digits, count);
}

/** Of targets the decimals are what matters. */
function percentOf(locale: string, percent: number): string {
  // 99.99 % are not 100 %: what is good is rounded down.
  const whole = Math.floor(percent * 10_000 + 1e-6) / 1_000_000;
  return format(
    Intl.NumberFormat,
    locale,
    { style: 'percent', maximumFractionDigits: percent < 90 ? 1 : 4, maximumSignificantDigits: 6 },
    whole,
  );
}
