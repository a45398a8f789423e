import { html, nothing, type TemplateResult } from 'lit';
import { formatInstant } from '../base/intl.ts';
import { incidentTimelineMessages as messages } from '../locales/en/incident-timeline.ts';

/** The question to whoever reported a resolved incident. */
export interface FixedQuestion {
  locale: string | undefined;
  /** What was done about it. */
  answer: string;
  /** When silence closes it, epoch milliseconds; null for never. */
  closesAt: number | null;
  isBusy: boolean;
  onYes(): void;
  onNo(): void;
}

export function fixedQuestionTemplate(question: FixedQuestion): TemplateResult {
  const { locale, answer, closesAt, isBusy } = question;
  return html`
    <section class="asking is-it-fixed" part="question" aria-label=${messages.isItFixed}>
      <div>
        <p class="title"><bdi>${messages.isItFixed}</bdi></p>
        <p class="answer" dir="auto">${answer}</p>
        ${
          closesAt === null
            ? nothing
            : html`<p class="hint"><bdi>${messages.closesAt(formatDeadline(locale, closesAt))}</bdi></p>`
        }
      </div>
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-disabled=${String(isBusy)}
          @click=${question.onYes}
        >
          ${messages.fixed}
        </button>
        <button
          type="button"
          class="not-fixed"
          aria-disabled=${String(isBusy)}
          @click=${question.onNo}
        >
          ${messages.notFixed}
        </button>
      </div>
    </section>
  `;
}

/** With its weekday, as people plan: "Thursday 26 November at 16:32". */
export function formatDeadline(locale: string | undefined, at: number): string {
  return formatInstant(locale, at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}
