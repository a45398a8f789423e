import { html, nothing, type TemplateResult } from 'lit';
import { triangleAlertGlyph } from './glyphs/triangle-alert.ts';
import { notice } from './notice.ts';

interface PublishForm {
  words: {
    publish: string;
    publishing: string;
    reason: string;
    reasonHint: string;
    discard: string;
  };
  isPublishing: boolean;
  /** Whether something stands in the way that somebody has to look at first. */
  isBlocked: boolean;
  reason: string;
  /** What the server refused, and about which fields. */
  problem: { message: string; fields: string[] } | undefined;
  /** What has to be looked at first. */
  above?: unknown;
  onReason(reason: string): void;
  onDiscard(): void;
  onPublish(form: Element): void;
}

/** What puts a draft in force, with a reason; or drops it. */
export function publishForm(form: PublishForm): TemplateResult {
  const { words, isPublishing, isBlocked, problem } = form;
  return html`
    <form
      aria-label=${words.publish}
      aria-busy=${isPublishing}
      @submit=${(event: Event) => {
        event.preventDefault();
        form.onPublish(event.target as Element);
      }}
    >
      ${form.above}
      <div class="field">
        <label for="reason">${words.reason}</label>
        <input
          id="reason"
          lang=""
          dir="auto"
          maxlength="500"
          aria-describedby="reason-hint"
          .value=${form.reason}
          @input=${(event: Event) => form.onReason((event.target as HTMLInputElement).value)}
        />
        <p class="hint" id="reason-hint">${words.reasonHint}</p>
      </div>
      <div class="slot" role="alert">
        ${
          problem
            ? notice(
                'danger',
                triangleAlertGlyph,
                html`${problem.message}${
                  problem.fields.length > 1
                    ? html`<ul>${problem.fields.map((field) => html`<li>${field}</li>`)}</ul>`
                    : nothing
                }`,
              )
            : nothing
        }
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${isBlocked}>
          ${isPublishing ? words.publishing : words.publish}
        </button>
        <button type="button" @click=${form.onDiscard}>${words.discard}</button>
      </div>
    </form>
  `;
}
