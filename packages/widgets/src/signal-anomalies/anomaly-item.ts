import { html, nothing, type TemplateResult } from 'lit';
import { formEnd } from '../base/form-end.ts';
import { glyph } from '../base/glyph.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { incidentAddress } from '../base/incident-address.ts';
import { formatInstant } from '../base/intl.ts';
import type { SignalAnomaliesMessages } from '../locales/en/signal-anomalies.ts';
import type { AnomalyView } from './anomaly-pages.ts';
import { courseChart, numberOf } from './course-chart.ts';

export type Decision = 'raise' | 'dismiss';

type State = keyof SignalAnomaliesMessages['states'];

/** What somebody is about to decide of one of them. */
export interface Deciding {
  id: string;
  decision: Decision;
  reason: string;
  isBusy: boolean;
  /** Why it was refused, as a sentence. */
  problem: string | undefined;
}

interface ItemModel {
  words: SignalAnomaliesMessages;
  locale: string;
  level: unknown;
  /** Where the page says that an incident has one of its own; anything. */
  href: unknown;
  /** Undefined where nothing is decided from here. */
  deciding: Deciding | 'not-yet' | undefined;
  onOpen(event: MouseEvent, incident: string): void;
  onBegin(decision: Decision): void;
  onReason(reason: string): void;
  onDecide(): void;
  onLeave(): void;
}

const glyphs: Record<State, Glyph> = {
  proposed: triangleAlertGlyph,
  raised: circleAlertGlyph,
  dismissed: circleCheckGlyph,
  missed: clockGlyph,
};

/** Something unusual: what was seen and expected, how it came to be, and what becomes of it. */
export function anomalyItem(anomaly: AnomalyView, model: ItemModel): TemplateResult {
  const { words, locale, level } = model;
  const state = stateOf(anomaly);
  const title = titleOf(anomaly, words);
  return html`
    <li class="anomaly ${state}" part="anomaly" data-anomaly=${anomaly.id}>
      <div class="first">
        <h4 aria-level=${level} tabindex="-1"><bdi>${title}</bdi></h4>
        <p class="state">${glyph(glyphs[state])}${words.states[state]}</p>
      </div>
      <p>${sentenceOf(anomaly, words, locale)}</p>
      ${anomaly.course ? courseChart(anomaly.course, { words, locale, what: title }) : nothing}
      <p class="hint">${factsOf(anomaly, words, locale)}</p>
      ${anomaly.decidedWhy === null ? nothing : html`<p class="why" lang="" dir="auto">${anomaly.decidedWhy}</p>`}
      ${anomaly.incident === null ? nothing : incidentLink(anomaly.incident, model)}
      ${decisionOf(anomaly, title, model)}
    </li>
  `;
}

function stateOf({ state, endedAt }: AnomalyView): State {
  return state === 'proposed' && endedAt !== null ? 'missed' : state;
}

function titleOf(
  { of, name, service, serviceName }: AnomalyView,
  words: SignalAnomaliesMessages,
): string {
  return of === 'numbers'
    ? words.unusualNumber(name ?? '')
    : words.unusuallyMany[of](serviceName ?? service ?? '');
}

function sentenceOf(
  { of, seen, expected, minutes, onceInYears, reason }: AnomalyView,
  words: SignalAnomaliesMessages,
  locale: string,
): string {
  const [was, usual] = [numberOf(locale, seen), numberOf(locale, expected)];
  const said = of === 'numbers' ? words.number(was, usual) : words.count(was, usual, minutes ?? 0);
  const why = reason === null ? '' : words.reasons[reason];
  const rare = onceInYears === null || onceInYears < 1 ? '' : words.onceIn(onceInYears);
  return [said, why, rare].filter(Boolean).join(' ');
}

function factsOf(
  { source, of, serviceName, at, lastAt, endedAt, decidedBy }: AnomalyView,
  words: SignalAnomaliesMessages,
  locale: string,
): string {
  const when = (instant: number) => formatInstant(locale, instant);
  return [
    ...(source === null ? [] : [words.from(source)]),
    ...(of === 'numbers' && serviceName !== null ? [serviceName] : []),
    words.noticed(when(at)),
    ...(lastAt > at ? [words.lastNoticed(when(lastAt))] : []),
    ...(endedAt === null ? [] : [words.over(when(endedAt))]),
    ...(decidedBy === null ? [] : [words.decidedBy(decidedBy)]),
  ].join(' · ');
}

function incidentLink(incident: string, { words, href, onOpen }: ItemModel): TemplateResult {
  const address = incidentAddress(href, incident);
  const open = (event: MouseEvent) => onOpen(event, incident);
  return html`
    <p>
      ${words.incident}
      ${
        address
          ? html`<a href=${address} @click=${open}>${incident}</a>`
          : html`<button type="button" class="plain" @click=${open}>${incident}</button>`
      }
    </p>
  `;
}

function decisionOf(
  { state, endedAt }: AnomalyView,
  title: string,
  { words, deciding, onBegin, onReason, onDecide, onLeave }: ItemModel,
): unknown {
  if (state !== 'proposed' || endedAt !== null || deciding === undefined) return nothing;
  if (deciding === 'not-yet') {
    return html`
      <div class="actions">
        ${(['raise', 'dismiss'] as const).map(
          (decision) => html`
            <button
              type="button"
              class=${decision}
              aria-label=${words.decisionOf(words.decisions[decision], title)}
              @click=${() => onBegin(decision)}
            >
              ${words.decisions[decision]}
            </button>
          `,
        )}
      </div>
    `;
  }
  const { decision, reason, isBusy, problem } = deciding;
  return html`
    <form
      class="deciding"
      part="decision"
      aria-label=${words.decisionOf(words.decisions[decision], title)}
      aria-busy=${isBusy}
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        onDecide();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.isComposing) onLeave();
      }}
    >
      <p>${words.becomes[decision]}</p>
      <div class="field">
        <label for="reason">${words.reason}</label>
        <input
          id="reason"
          lang=""
          dir="auto"
          maxlength="500"
          autocomplete="off"
          .value=${reason}
          @input=${(event: Event) => onReason((event.target as HTMLInputElement).value)}
        />
      </div>
      ${formEnd({
        ...{ problem, isBusy, submit: isBusy ? words.deciding : words.decisions[decision] },
        ...{ leave: words.cancel, onLeave },
      })}
    </form>
  `;
}
