import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from './glyphs/circle-alert.ts';
import { notice } from './notice.ts';

interface FormEnd {
  /** Why it was refused, as a sentence; undefined when it was not. */
  problem: string | undefined;
  /** What one can do about that. */
  remedy?: { label: string; onClick: () => void } | undefined;
  isBusy: boolean;
  /** What sends it is called, also while it is on its way. */
  submit: string;
  leave: string;
  /** Leaves it; or goes on with it after all, where that is asked. */
  onLeave(): void;
  /** Asks whether what was written is to be dropped. */
  leaving?: { words: LeavingWords; onDiscard: () => void } | false | undefined;
}

interface LeavingWords {
  askToDiscard: string;
  discard: string;
  goOn: string;
}

/** A form that asks before what was written in it is dropped. */
export interface Leavable {
  /** Whether it asks that now. */
  isLeft?: boolean;
  /** Where its writer was. */
  cameFrom?: Element | null;
}

interface LeavingHost {
  readonly renderRoot: ParentNode;
  focusOn(selector: string): Promise<void>;
}

/** How a form ends that somebody fills in within a panel: why it was refused, what sends it, what leaves it. */
export function formEnd(end: FormEnd): TemplateResult {
  const { problem, remedy, isBusy, submit, leave, onLeave, leaving } = end;
  return html`
    <div class="slot" role="alert">
      ${problem ? notice('danger', circleAlertGlyph, problem, ...(remedy ? [remedy] : [])) : nothing}
    </div>
    ${
      leaving
        ? html`
          <div class="actions" role="group" aria-label=${leaving.words.askToDiscard}>
            <b>${leaving.words.askToDiscard}</b>
            <button type="button" class="discard" @click=${leaving.onDiscard}>${leaving.words.discard}</button>
            <button type="button" class="primary go-on" @click=${onLeave}>${leaving.words.goOn}</button>
          </div>
        `
        : html`
          <div class="actions">
            <button type="submit" class="primary" aria-disabled=${isBusy}>${submit}</button>
            <button type="button" class="plain" @click=${onLeave}>${leave}</button>
          </div>
        `
    }
  `;
}

/**
 * Leaves a form in which nothing was written; else asks first. Whoever leaves it once more goes on: Escape twice drops
 * nothing.
 */
export async function leaveForm(
  form: Leavable,
  isWritten: boolean,
  { renderRoot, focusOn }: LeavingHost,
  drop: () => void,
): Promise<void> {
  if (!isWritten) {
    drop();
    return;
  }
  form.isLeft = !form.isLeft;
  if (form.isLeft) {
    form.cameFrom = (renderRoot.getRootNode() as ShadowRoot).activeElement;
    await focusOn('.go-on');
    return;
  }
  await focusOn('form .primary');
  (form.cameFrom as HTMLElement | null)?.focus();
}
