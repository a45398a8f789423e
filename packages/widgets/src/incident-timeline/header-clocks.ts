import type { ClockView, IncidentView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import { readSla } from '../base/sla-reading.ts';
import { formatSpan } from '../base/spans.ts';
import type { TimelineForDeskMessages } from '../locales/en/timeline-for-desk.ts';
import type { ClockReasons } from './clock-reasons.ts';

export interface ClocksModel {
  messages: TimelineForDeskMessages;
  /** What the badge says of each state. */
  clockWords: Record<string, unknown>;
  locale: string;
  root: ShadowRoot;
  /** What the page says in place of the words, under the element's name. */
  own: unknown;
  reasons: ClockReasons;
  changed(): void;
}

const targets = ['response', 'update', 'resolution'] as const;

/** Clocks with a target, those of updates only while they run: each update begins another. */
function clocksOf({ clocks }: IncidentView): ClockView[] {
  return targets.flatMap((target) => {
    const clock = clocks[target];
    if (!clock || clock.state === 'none') return [];
    return target === 'update' && clock.stoppedAt !== null ? [] : [clock];
  });
}

/** The clocks of the incident, each with its name, in the badge's own words. */
export function clocksTemplate(incident: IncidentView, model: ClocksModel, now: number): unknown {
  const clocks = clocksOf(incident);
  if (!clocks.length) return nothing;
  const next = nextOf(clocks);
  return html`<ul class="facts clocks" part="clocks" role="list">
      ${clocks.map((clock) => clockTemplate(clock, clock === next, model, now))}
    </ul>
    ${clocks.map((clock) => reasonsTemplate(clock, incident, model, now))}`;
}

/** Why it is due then, below all of them. */
function reasonsTemplate(
  { target }: ClockView,
  incident: IncidentView,
  { reasons, messages, locale, root, own, changed }: ClocksModel,
  now: number,
): unknown {
  if (reasons.open !== target) return nothing;
  reasons.ask(incident);
  const { explanation, hasFailed, part, retry } = reasons;
  return html`<div id="why-due">
    ${part?.dueTemplate({
      root,
      locale,
      own,
      clock: messages.clocks[target],
      explanation,
      hasFailed,
      now,
      onRetry: retry,
      changed,
    })}
  </div>`;
}

function whyTemplate({ target }: ClockView, { reasons, messages }: ClocksModel): TemplateResult {
  const isOpen = reasons.open === target;
  return html`<button
    type="button"
    class="plain why"
    aria-label=${messages.whyOf(messages.clocks[target])}
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? 'why-due' : nothing}
    @click=${() => reasons.toggle(target)}
  >
    ${messages.why}
  </button>`;
}

function clockTemplate(
  clock: ClockView,
  isNext: boolean,
  model: ClocksModel,
  now: number,
): TemplateResult {
  const { dueAt, stoppedAt } = clock;
  // What is seen beside the title need not be seen again.
  return html`<li data-state=${readSla(clock, now).state}>
    <bdi>${model.messages.clocks[clock.target]}: <b class=${isNext ? 'quiet' : nothing}>${reading(clock, model, now)}</b></bdi>
    ${stoppedAt === null && dueAt !== null ? html`<bdi class="muted">${formatInstant(model.locale, dueAt)}</bdi>` : nothing}
    ${whyTemplate(clock, model)}
  </li>`;
}

function reading(
  clock: ClockView,
  { clockWords, locale }: ClocksModel,
  now: number,
  style: 'narrow' | 'short' = 'short',
): string {
  const { state, ms } = readSla(clock, now);
  const span = formatSpan(locale, ms, style, clock.roundTheClock);
  return String(clockWords[state] ?? '').replace('{}', span);
}

/** The earliest that runs. */
function nextOf(clocks: readonly ClockView[]): ClockView | undefined {
  const running = clocks.filter(({ stoppedAt, dueAt }) => stoppedAt === null && dueAt !== null);
  return running.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0];
}

/** The earliest running clock; nothing while none runs. All of them stand below: a screen reader is told there. */
export function nextClockTemplate(
  incident: IncidentView,
  model: ClocksModel,
  now: number,
): unknown {
  const next = nextOf(clocksOf(incident));
  if (!next) return nothing;
  return html`<span class="next-clock" data-state=${readSla(next, now).state} aria-hidden="true"
    ><span class="target">${model.messages.clocks[next.target]}: </span
    ><b>${reading(next, model, now, 'narrow')}</b></span
  >`;
}

/**
 * Until when all of them can be counted down, epoch milliseconds: the server tells the working windows of some days
 * only.
 */
export function clocksKnownUntil(incident: IncidentView): number {
  return Math.min(
    Infinity,
    ...clocksOf(incident).map(({ windowsUntil }) => windowsUntil ?? Infinity),
  );
}

/** In how many milliseconds one of them reads otherwise; Infinity for never. */
export function clocksChangeIn(incident: IncidentView, now: number): number {
  return Math.min(Infinity, ...clocksOf(incident).map((clock) => readSla(clock, now).changesIn));
}
