import { html, nothing } from 'lit';
import { glyph } from '../base/glyph.ts';
import { eyeGlyph } from '../base/glyphs/eye.ts';
import { playGlyph } from '../base/glyphs/play.ts';
import type { ActionFlow } from './action-flow.ts';
import { actionMenuTemplate, type MenuItem } from './action-menu.ts';
import type { FormAction, ImmediateAction } from './actions.ts';
import type { AllowedActions, Head } from './head.ts';
import type { WorkMessages } from './work-messages.ts';

export interface HeaderActions {
  head: Head;
  messages: WorkMessages;
  /** What of it is offered here. */
  allowedActions: AllowedActions;
  /** What is on its way, and the form that is open and needs no button. */
  flow: Pick<ActionFlow, 'busy' | 'form'>;
  onAct(action: ImmediateAction): void;
  onOpenForm(action: FormAction): void;
  /** What else can be done: names, labels, keys. */
  moreActions: readonly MenuItem[];
  /** What whoever reads it can do besides: at the end of the menu. */
  tools: readonly MenuItem[];
  onMore(name: string): void;
}

/** What this person may do: first what is done most, the rest in a menu. */
export function headerActionsTemplate(model: HeaderActions): unknown {
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

function menuOf({ messages, allowedActions, head, moreActions, tools }: HeaderActions): MenuItem[] {
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
  return [...possible([waits]), ...moreActions, ...possible(ends), ...tools];
}

/** What the incident can wait for: ids and names. */
export function waitingStatuses({ ways: nextStatuses }: Head): [string, string][] {
  return nextStatuses
    .filter(({ category }) => category === 'waiting')
    .map(({ id, name }) => [id, name]);
}
