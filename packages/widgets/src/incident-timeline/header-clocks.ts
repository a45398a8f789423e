import type { ClockView, IncidentView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import { readSla } from '../base/sla-reading.ts';
import { formatSpan } from '../base/spans.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';

/** What the badge says of each state; undefined until it has come. */
export type ClockWords = Record<string, unknown> | undefined;

export interface ClocksModel {
  messages: IncidentTimelineMessages;
  clockWords: ClockWords;
  locale: string;
  /** The server's time, epoch milliseconds. */
  now: number;
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
export function clocksTemplate(incident: IncidentView, model: ClocksModel): unknown {
  const clocks = clocksOf(incident);
  if (!clocks.length || !model.clockWords) return nothing;
  return html`<ul class="facts clocks" part="clocks" role="list">
    ${clocks.map((clock) => clockTemplate(clock, model))}
  </ul>`;
}

function clockTemplate(clock: ClockView, model: ClocksModel): TemplateResult {
  const { messages, clockWords, locale, now } = model;
  const { state, ms } = readSla(clock, now);
  const said = String(clockWords?.[state] ?? '').replace(
    '{}',
    formatSpan(locale, ms, 'short', clock.roundTheClock),
  );
  const { dueAt, stoppedAt } = clock;
  return html`<li data-state=${state}>
    <bdi>${messages.clocks[clock.target]}: <b>${said}</b></bdi>
    ${stoppedAt === null && dueAt !== null ? html`<bdi class="muted">${formatInstant(locale, dueAt)}</bdi>` : nothing}
  </li>`;
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
