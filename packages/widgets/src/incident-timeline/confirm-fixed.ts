import { html, nothing, type TemplateResult } from 'lit';
import { formatDeadline } from './format-time.ts';
import type { WorkMessages } from './work-messages.ts';

/** What whoever reported a resolved incident is asked: whether it is fixed. */
export interface ConfirmFixed {
  messages: WorkMessages;
  locale: string | undefined;
  /** What was done about it. */
  answer: string;
  /** When silence closes it, epoch milliseconds; null for never. */
  closesAt: number | null;
  /** Whether they have written since: then silence does not close it. */
  hasReplied: boolean;
  isBusy: boolean;
  onYes(): void;
  onNo(): void;
}

export function confirmFixedTemplate(model: ConfirmFixed): TemplateResult {
  const { messages, locale, answer, closesAt, hasReplied, isBusy } = model;
  const hint = hasReplied
    ? messages.repliedAsked
    : closesAt === null
      ? undefined
      : messages.closesAt(formatDeadline(locale, closesAt));
  return html`
    <section class="asking is-it-fixed" part="question" aria-label=${messages.isItFixed}>
      <div>
        <p class="title"><bdi>${messages.isItFixed}</bdi></p>
        <p class="answer" lang="" dir="auto">${answer}</p>
        ${hint ? html`<p class="hint"><bdi>${hint}</bdi></p>` : nothing}
      </div>
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-disabled=${isBusy}
          @click=${model.onYes}
        >
          ${messages.fixed}
        </button>
        <button
          type="button"
          class="not-fixed"
          aria-disabled=${isBusy}
          @click=${model.onNo}
        >
          ${messages.notFixed}
        </button>
      </div>
    </section>
  `;
}
