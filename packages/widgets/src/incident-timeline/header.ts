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
import { headingLevel } from '../base/heading-level.ts';
import type { KitApi } from '../client/api.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { ActionFlow } from './action-flow.ts';
import { actionMenuTemplate, type MenuItem } from './action-menu.ts';
import type { FormAction, ImmediateAction } from './actions.ts';
import { formatDeadline } from './format-time.ts';
import { type ClocksModel, clocksTemplate } from './header-clocks.ts';

/** What stands above the timeline: the incident as it is now, and what this person may do. */
export type Head = Omit<Awaited<ReturnType<KitApi['incidents']['get']['query']>>, 'seq' | 'now'>;

export type AllowedActions = ReadonlySet<Head['may'][number]>;

export interface HeaderModel extends ClocksModel {
  head: Head;
  /** What of it is offered here. */
  allowedActions: AllowedActions;
  /** What is on its way, and the form that is open and needs no button. */
  flow: Pick<ActionFlow, 'busy' | 'form'>;
  headingLevel: number | undefined;
  /** Whether times are said in full. */
  exact: boolean;
  onExact(event: Event): void;
  onAct(action: ImmediateAction): void;
  onOpenForm(action: FormAction): void;
  /** What else can be done: names, labels, keys. */
  moreActions: readonly MenuItem[];
  onMore(name: string): void;
}

const statusGlyphs: Record<string, string> = {
  new: circleDashedGlyph,
  active: clockGlyph,
  waiting: pauseGlyph,
  resolved: circleCheckGlyph,
  closed: circleCheckGlyph,
};

export function headerTemplate(model: HeaderModel): TemplateResult {
  const { messages } = model;
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
      <h2
        class="title"
        tabindex="-1"
        aria-level=${headingLevel(model.headingLevel)}
        lang=""
        dir="auto"
      >${incident.title}</h2>
      ${clocksTemplate(incident, model)}
      <div class="facts">
        <div class="hint">
          <p><bdi>${reporter ? messages.reportedBy(reporter) : messages.reportedByVisitor}</bdi></p>
          ${ending ? html`<p><bdi>${ending}</bdi></p>` : nothing}
          <label class="exact">
            <input type="checkbox" .checked=${!!model.exact} @change=${model.onExact} />
            <bdi>${messages.exactTimes}</bdi>
          </label>
        </div>
        ${buttons(model)}
      </div>
    </header>
  `;
}

function buttons(model: HeaderModel): unknown {
  const { messages, allowedActions, flow } = model;
  const isBusy = flow.busy !== undefined;
  const button = (action: ImmediateAction, shape: string, label: string) => html`
    <button
      type="button"
      class="primary"
      aria-disabled=${isBusy}
      @click=${() => model.onAct(action)}
    >
      ${glyph(shape)}${label}
    </button>
  `;
  const items = menuOf(model);
  const shown = [
    allowedActions.has('acknowledge')
      ? button('acknowledge', eyeGlyph, messages.acknowledge)
      : nothing,
    allowedActions.has('resume') ? button('resume', playGlyph, messages.resume) : nothing,
    allowedActions.has('resolve') && flow.form?.action !== 'resolve'
      ? html`
        <button
          type="button"
          class="open-resolve"
          aria-disabled=${isBusy}
          @click=${() => model.onOpenForm('resolve')}
        >
          <bdi>${messages.resolve}</bdi>
        </button>
      `
      : nothing,
    items.length
      ? actionMenuTemplate({
          items,
          label: messages.more,
          isBusy,
          onChoose(name) {
            if (Object.hasOwn(messages.forms, name)) model.onOpenForm(name as FormAction);
            else model.onMore(name);
          },
        })
      : nothing,
  ];
  if (shown.every((each) => each === nothing)) return nothing;
  return html`<div class="actions">${shown}</div>`;
}

function menuOf({ messages, allowedActions, head, moreActions }: HeaderModel): MenuItem[] {
  const waits: [FormAction, string, boolean] = [
    'hold',
    messages.hold,
    allowedActions.has('hold') && waitingStatuses(head).length > 0,
  ];
  const ends: [FormAction, string, boolean][] = [
    // Whoever is asked whether it is fixed says by “no” that it is to be reopened.
    ['reopen', messages.reopen, allowedActions.has('reopen') && !allowedActions.has('not-fixed')],
    ['close', messages.close, allowedActions.has('close') && !allowedActions.has('confirm-fixed')],
    ['cancel', messages.cancelIncident, allowedActions.has('cancel')],
    ['revoke-receipts', messages.revokeReceipts, allowedActions.has('revoke-receipts')],
  ];
  const possible = (items: [FormAction, string, boolean][]): MenuItem[] =>
    items.flatMap(([action, label, isPossible]) => (isPossible ? [[action, label]] : []));
  return [...possible([waits]), ...moreActions, ...possible(ends)];
}

/** What the incident can wait for: ids and names. */
export function waitingStatuses({ ways: nextStatuses }: Head): [string, string][] {
  return nextStatuses
    .filter(({ category }) => category === 'waiting')
    .map(({ id, name }) => [id, name]);
}

/** Why it is closed, when it will be, or why not by itself. */
function endingOf({ head, messages, allowedActions, locale }: HeaderModel): string | undefined {
  const { closed, closesAt, repliedAt, duplicateOf } = head.incident;
  if (closed) return whyClosed(closed, duplicateOf, messages);
  // Whoever is asked whether it is fixed is told there.
  if (allowedActions.has('confirm-fixed')) return undefined;
  if (repliedAt !== null) return messages.replied;
  return closesAt === null ? undefined : messages.closesAt(formatDeadline(locale, closesAt));
}

function whyClosed(
  { why, by }: NonNullable<IncidentView['closed']>,
  duplicateOf: string | null,
  messages: IncidentTimelineMessages,
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
