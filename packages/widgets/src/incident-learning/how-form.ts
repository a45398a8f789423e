import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { notice } from '../base/notice.ts';
import type { IncidentLearningMessages } from '../locales/en/incident-learning.ts';
import { type Field, type How, hows } from './learning.ts';

/** What somebody is about to say of a field. */
export interface Choosing {
  how: How;
  isBusy: boolean;
  /** Why it was refused, as a sentence. */
  problem: string | undefined;
}

interface HowForm {
  field: Field;
  /** What is in force. */
  how: How;
  choosing: Choosing | undefined;
  words: IncidentLearningMessages;
  onChoose(how: How): void;
  onApply(): void;
}

/** Says what is done with what is learned of a field. It is published as a part of the routing rules. */
export function howForm(form: HowForm): TemplateResult {
  const { field, how, choosing, words } = form;
  const chosen = choosing?.how ?? how;
  const isBusy = choosing?.isBusy ?? false;
  return html`
    <form
      class="change"
      part="change"
      aria-busy=${isBusy}
      @submit=${(event: Event) => {
        event.preventDefault();
        form.onApply();
      }}
    >
      <fieldset>
        <legend>${words.change[field]}</legend>
        ${hows.map(
          (each) => html`
            <label>
              <input
                type="radio"
                name="how"
                value=${each}
                .checked=${each === chosen}
                @change=${() => form.onChoose(each)}
              />
              ${words.choices[each]}
            </label>
          `,
        )}
      </fieldset>
      <div class="slot" role="alert">
        ${choosing?.problem ? notice('danger', circleAlertGlyph, choosing.problem) : nothing}
      </div>
      ${
        chosen === how
          ? nothing
          : html`<div class="actions">
              <button class="primary" aria-disabled=${isBusy}>
                ${isBusy ? words.applying : words.apply}
              </button>
            </div>`
      }
    </form>
  `;
}
