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

/** What a draft makes of an objective. */
export interface EditedCard {
  name: string;
  /** Beside its name. */
  mark: unknown;
  /** In place of how it stands, while it is edited; undefined while it is not. */
  form: unknown;
}

export type ObjectiveAct = 'add' | 'edit' | 'remove';

/** What can be opened: how its budget was used as a table, and when it burned too fast. */
export type DetailsOf = 'table' | 'past';

/** @param id - of which one; with `add`, of which service it is to be, if that is known */
export type OnAct = (act: ObjectiveAct, id: string) => void;

interface CardModel {
  words: ServiceObjectivesMessages;
  locale: string;
  level: unknown;
  /** Where the page says that an incident has one of its own; anything. */
  href: unknown;
  /** The server's, epoch milliseconds. */
  now: number;
  onOpen(event: MouseEvent, incident: string): void;
  /** What is behind one of its details; undefined until somebody opens that. */
  details(what: DetailsOf, objective: Objective): unknown;
  onToggle(what: DetailsOf, id: string, isOpen: boolean): void;
  edited: EditedCard | undefined;
  /** Undefined for whoever only reads. */
  act: OnAct | undefined;
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
  const { words, level, edited } = model;
  const { id, state } = objective;
  const name = edited?.name ?? objective.name;
  return html`
    <li class="objective ${state}" part="objective" data-objective=${id}>
      <div class="first">
        <h3 aria-level=${level} tabindex="-1"><bdi>${name}</bdi></h3>
        ${edited?.mark}
        <p class="state">${glyph(glyphs[state])}${words.states[state]}</p>
        ${objectiveTools(id, name, model)}
      </div>
      ${edited?.form ?? standing(objective, model)}
    </li>
  `;
}

/** What whoever may publish objectives can do with one. */
export function objectiveTools(
  id: string,
  name: string,
  { words, act }: Pick<CardModel, 'words' | 'act'>,
): unknown {
  return (
    act &&
    html`
      <div class="actions">
        ${(['edit', 'remove'] as const).map(
          (what) => html`
            <button
              type="button"
              class="plain ${what}"
              aria-label=${words.actOf(words.acts[what], name)}
              @click=${() => act(what, id)}
            >
              ${words.acts[what]}
            </button>
          `,
        )}
      </div>
    `
  );
}

function standing(objective: Objective, model: CardModel): TemplateResult {
  const { words, locale } = model;
  const { name, incident, rates } = objective;
  return html`
    <p class="hint">${aimOf(objective, model)}</p>
    ${budgetOf(objective, model)}
    ${burnDown(objective, { words, locale, what: name, table: detailsOf('table', objective, model) })}
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
    ${detailsOf('past', objective, model)}
  `;
}

function detailsOf(what: DetailsOf, objective: Objective, model: CardModel): TemplateResult {
  const behind = model.details(what, objective);
  return html`
    <details
      class=${what}
      ?open=${behind !== undefined}
      @toggle=${({ target }: Event) =>
        model.onToggle(what, objective.id, (target as HTMLDetailsElement).open)}
    >
      <summary>${model.words[what]}</summary>
      ${behind}
    </details>
  `;
}

/** Of which service it is, and what that is to achieve. */
export function aimOf(
  {
    serviceName,
    target,
    windowDays,
    priorityName,
  }: Pick<Objective, 'serviceName' | 'target' | 'windowDays' | 'priorityName'>,
  { words, locale }: Pick<CardModel, 'words' | 'locale'>,
): string {
  const days = daysOf(locale, windowDays);
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

export function daysOf(locale: string, days: number): string {
  const unit = { style: 'unit', unit: 'day', unitDisplay: 'long' } as const;
  return format(Intl.NumberFormat, locale, unit, days);
}

/** Of targets the decimals are what matters. */
export function percentOf(locale: string, percent: number): string {
  // 99.99 % are not 100 %: what is good is rounded down.
  const whole = Math.floor(percent * 10_000 + 1e-6) / 1_000_000;
  return format(
    Intl.NumberFormat,
    locale,
    { style: 'percent', maximumFractionDigits: percent < 90 ? 1 : 4, maximumSignificantDigits: 6 },
    whole,
  );
}
