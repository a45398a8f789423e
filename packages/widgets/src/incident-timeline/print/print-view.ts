import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineSaveMessages } from '../../locales/en/timeline-save.ts';

export interface PrintModel {
  messages: TimelineSaveMessages;
  /** Whether what is not loaded yet is being read. */
  isBusy: boolean;
  /** How many entries have been read by now. */
  count: number;
  /** Why nothing was printed; empty while nothing is wrong. */
  problem: string;
  onPrint(): void;
  onStop(): void;
  onClose(): void;
}

/** Says how far a timeline has been read that is to be printed, and that it is shown whole. */
export function printTemplate(model: PrintModel): TemplateResult {
  const { messages, isBusy, count, problem } = model;
  return html`
    <form
      class="asking print"
      part="question"
      aria-label=${messages.print.heading}
      @submit=${(event: Event) => event.preventDefault()}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        model.onClose();
      }}
    >
      <p class="title"><bdi>${messages.print.heading}</bdi></p>
      ${
        isBusy
          ? html`
            <p class="hint"><bdi>${messages.reading(count)}</bdi></p>
            <p class="quiet" data-say>${messages.readingOn}</p>
          `
          : problem
            ? html`<p class="field-error" data-say><bdi>${problem}</bdi></p>`
            : html`<p class="hint"><bdi>${messages.print.drawn}</bdi></p>`
      }
      <div class="actions end">
        <button type="button" class="print-close" @click=${model.onClose}>
          <bdi>${messages.close}</bdi>
        </button>
        ${
          isBusy
            ? html`<button type="button" class="print-stop" @click=${model.onStop}>
                <bdi>${messages.stop}</bdi>
              </button>`
            : nothing
        }
        <button
          type="button"
          class="primary print-again"
          aria-disabled=${isBusy}
          @click=${model.onPrint}
        >
          <bdi>${messages.print.again}</bdi>
        </button>
      </div>
    </form>
  `;
}
