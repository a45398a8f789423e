import type { IncidentView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { glyph } from '../base/glyph.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { eyeGlyph } from '../base/glyphs/eye.ts';
import { pauseGlyph } from '../base/glyphs/pause.ts';
import { playGlyph } from '../base/glyphs/play.ts';
import type { KitApi } from '../client/api.ts';
import { incidentTimelineMessages as messages } from '../locales/en/incident-timeline.ts';
import { actionMenuTemplate } from './action-menu.ts';
import type { Act, Ask } from './actions.ts';
import { formatDeadline } from './fixed-question.ts';

/** What stands above the timeline: the incident as it is now, and what this person may do. */
export type Head = Omit<Awaited<ReturnType<KitApi['incidents']['get']['query']>>, 'seq' | 'now'>;

export interface HeaderModel {
  head: Head;
  /** What of it is offered here. */
  may: ReadonlySet<Head['may'][number]>;
  locale: string | undefined;
  isBusy: boolean;
  /** What is being asked at the moment, and needs no button. */
  asking: Ask | undefined;
  onAct(act: Act): void;
  onAsk(ask: Ask): void;
}

const statusGlyphs: Record<string, string> = {
  new: circleDashedGlyph,
  active: clockGlyph,
  waiting: pauseGlyph,
  resolved: circleCheckGlyph,
  closed: circleCheckGlyph,
};

export function headerTemplate(model: HeaderModel): TemplateResult {
  const { incident, priority } = model.head;
  const { status, reporter } = incident;
  const ending = endingOf(model);
  return html`
    <header part="header">
      <div class="facts">
        <span class="reference">${incident.incident}</span>
        <span class="status" data-category=${status.category}>
          ${glyph(statusGlyphs[status.category] ?? circleDashedGlyph)}${status.name}
        </span>
        <span class="priority" ${cssVars({ '--priority': priority.color })}>
          <b>${priority.id}</b> ${priority.name}
        </span>
      </div>
      <h2 class="title" tabindex="-1" dir="auto">${incident.title}</h2>
      <div class="facts">
        <div class="hint">
          <p><bdi>${reporter ? messages.reportedBy(reporter) : messages.reportedByVisitor}</bdi></p>
          ${ending ? html`<p><bdi>${ending}</bdi></p>` : nothing}
        </div>
        ${buttons(model)}
      </div>
    </header>
  `;
}

function buttons(model: HeaderModel): unknown {
  const { may, asking, isBusy } = model;
  const button = (act: Act, shape: string, label: string) => html`
    <button
      type="button"
      class="primary"
      aria-disabled=${String(isBusy)}
      @click=${() => model.onAct(act)}
    >
      ${glyph(shape)}${label}
    </button>
  `;
  const items = menuOf(model);
  const shown = [
    may.has('acknowledge') ? button('acknowledge', eyeGlyph, messages.acknowledge) : nothing,
    may.has('resume') ? button('resume', playGlyph, messages.resume) : nothing,
    may.has('resolve') && asking !== 'resolve'
      ? html`
        <button
          type="button"
          class="open-resolve"
          aria-disabled=${String(isBusy)}
          @click=${() => model.onAsk('resolve')}
        >
          <bdi>${messages.resolve}</bdi>
        </button>
      `
      : nothing,
    items.length
      ? actionMenuTemplate({ items, isBusy, onChoose: (ask) => model.onAsk(ask) })
      : nothing,
  ];
  if (shown.every((each) => each === nothing)) return nothing;
  return html`<div class="actions">${shown}</div>`;
}

function menuOf({ may, head }: HeaderModel): [Ask, string][] {
  const items: [Ask, string, boolean][] = [
    ['hold', messages.hold, may.has('hold') && waitingWays(head).length > 0],
    // Whoever is asked whether it is fixed says by “no” that it is to be reopened.
    ['reopen', messages.reopen, may.has('reopen') && !may.has('not-fixed')],
    ['close', messages.close, may.has('close') && !may.has('confirm-fixed')],
    ['cancel', messages.cancelIncident, may.has('cancel')],
  ];
  return items.flatMap(([ask, label, isPossible]) => (isPossible ? [[ask, label]] : []));
}

/** What the incident can wait for: ids and names. */
export function waitingWays({ ways }: Head): [string, string][] {
  return ways.filter((way) => way.category === 'waiting').map(({ id, name }) => [id, name]);
}

/** Why it is closed, or when it will be. */
function endingOf({ head, may, locale }: HeaderModel): string | undefined {
  const { closed, closesAt, duplicateOf } = head.incident;
  if (closed) return whyClosed(closed, duplicateOf);
  // Whoever is asked whether it is fixed is told there.
  return closesAt === null || may.has('confirm-fixed')
    ? undefined
    : messages.closesAt(formatDeadline(locale, closesAt));
}

function whyClosed(
  { why, by }: NonNullable<IncidentView['closed']>,
  duplicateOf: string | null,
): string {
  switch (why) {
    case 'confirmed':
      return messages.closedConfirmed;
    case 'silence':
      return messages.closedSilently;
    case 'cancelled':
      return messages.cancelledBy(by);
    case 'duplicate':
      return duplicateOf ? messages.duplicateOf(duplicateOf) : messages.closedBy(by);
    default:
      return messages.closedBy(by);
  }
}
