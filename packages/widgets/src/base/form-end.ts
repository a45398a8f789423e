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
  onLeave(): void;
}

/** How a form ends that somebody fills in within a panel: why it was refused, what sends it, what leaves it. */
export function formEnd(end: FormEnd): TemplateResult {
  const { problem, remedy, isBusy, submit, leave, onLeave } = end;
  return html`
    <div class="slot" role="alert">
      ${problem ? notice('danger', circleAlertGlyph, problem, ...(remedy ? [remedy] : [])) : nothing}
    </div>
    <div class="actions">
      <button type="submit" class="primary" aria-disabled=${isBusy}>${submit}</button>
      <button type="button" class="plain" @click=${onLeave}>${leave}</button>
    </div>
  `;
}
