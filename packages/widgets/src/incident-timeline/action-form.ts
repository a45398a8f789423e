import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import type { ActionFormMessages } from '../locales/en/timeline-work.ts';
import type { WorkMessages } from './work-messages.ts';

/** What somebody answers before something is done. */
export interface Answer {
  choice: string;
  text: string;
}

/** What is wrong with an answer, by field; `form` is about neither. */
export type AnswerProblems = Partial<Record<'choice' | 'text' | 'form', string>>;

/** The form that asks for a few words, and for a choice first where there is one to make. */
export interface ActionForm extends Answer {
  /** What this form says. */
  form: ActionFormMessages;
  /** What all of them say. */
  messages: WorkMessages;
  /** What can be chosen: values and names. */
  choices: readonly (readonly [string, string])[];
  problems: AnswerProblems;
  isSending: boolean;
  onInput(patch: Partial<Answer>): void;
  onSend(): void;
  onCancel(): void;
}

export function actionFormTemplate(model: ActionForm): TemplateResult {
  const { form, messages, problems, isSending } = model;
  const error = (field: keyof AnswerProblems) =>
    problems[field]
      ? html`
        <p class="field-error" id="ask-${field}-error" role=${field === 'form' ? 'alert' : nothing}>
          ${glyph(circleAlertGlyph)}${problems[field]}
        </p>
      `
      : nothing;
  const describedBy = (field: 'choice' | 'text', hint = '') =>
    [hint, problems[field] && `ask-${field}-error`].filter(Boolean).join(' ') || nothing;
  const required = html`<span class="required" aria-hidden="true"> *</span>`;
  return html`
    <form
      class="asking"
      part="question"
      novalidate
      aria-label=${form.heading}
      @submit=${(event: Event) => {
        event.preventDefault();
        model.onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        // While a word is being composed, Escape is about that word.
        if (event.key === 'Escape' && !event.isComposing) model.onCancel();
      }}
    >
      <p class="title">${form.heading}</p>
      ${
        form.choice
          ? html`
            <div class="field">
              <label for="ask-choice"><bdi>${form.choice}</bdi>${required}</label>
              <select
                id="ask-choice"
                required
                aria-describedby=${describedBy('choice')}
                aria-invalid=${problems.choice ? 'true' : nothing}
                @change=${(event: Event) =>
                  model.onInput({ choice: (event.target as HTMLSelectElement).value })}
              >
                <option value="" .selected=${model.choice === ''}>${messages.chooseOne}</option>
                ${model.choices.map(
                  ([value, name]) => html`
                    <option value=${value} .selected=${model.choice === value}>${name}</option>
                  `,
                )}
              </select>
              ${error('choice')}
            </div>
          `
          : nothing
      }
      <div class="field">
        <label for="ask-text">
          <bdi>${form.text}</bdi>${form.missing ? required : nothing}
        </label>
        <p class="hint" id="ask-hint"><bdi>${form.hint}</bdi></p>
        <textarea
          id="ask-text"
          lang=""
          ?required=${form.missing !== undefined}
          aria-describedby=${describedBy('text', 'ask-hint')}
          aria-invalid=${problems.text ? 'true' : nothing}
          .value=${model.text}
          ?readonly=${isSending}
          @input=${(event: Event) =>
            model.onInput({ text: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        ${error('text')}
      </div>
      ${error('form')}
      <div class="actions end">
        <button type="button" @click=${model.onCancel}>${messages.cancel}</button>
        <button class="primary" aria-disabled=${isSending}>
          ${isSending ? messages.sending : form.send}
        </button>
      </div>
    </form>
  `;
}
