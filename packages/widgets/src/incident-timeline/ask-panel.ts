import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import {
  type AskMessages,
  incidentTimelineMessages as messages,
} from '../locales/en/incident-timeline.ts';

/** What somebody answers before something is done. */
export interface Answer {
  choice: string;
  text: string;
}

/** What is wrong with an answer, by field; `form` is about neither. */
export type AskProblems = Partial<Record<'choice' | 'text' | 'form', string>>;

/** The panel that asks for a few words, and for a choice first where there is one to make. */
export interface AskPanel extends Answer {
  messages: AskMessages;
  /** What can be chosen: values and names. */
  choices: readonly (readonly [string, string])[];
  problems: AskProblems;
  isSending: boolean;
  onInput(patch: Partial<Answer>): void;
  onSend(): void;
  onCancel(): void;
}

export function askPanelTemplate(panel: AskPanel): TemplateResult {
  const { messages: asked, problems, isSending } = panel;
  const error = (field: keyof AskProblems) =>
    problems[field]
      ? html`
        <p class="field-error" id="ask-${field}-error" role="alert">
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
      aria-label=${asked.heading}
      @submit=${(event: Event) => {
        event.preventDefault();
        panel.onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') panel.onCancel();
      }}
    >
      <p class="title">${asked.heading}</p>
      ${
        asked.choice
          ? html`
            <div class="field">
              <label for="ask-choice"><bdi>${asked.choice}</bdi>${required}</label>
              <select
                id="ask-choice"
                required
                aria-describedby=${describedBy('choice')}
                aria-invalid=${problems.choice ? 'true' : nothing}
                @change=${(event: Event) =>
                  panel.onInput({ choice: (event.target as HTMLSelectElement).value })}
              >
                <option value="" .selected=${panel.choice === ''}>${messages.chooseOne}</option>
                ${panel.choices.map(
                  ([value, name]) => html`
                    <option value=${value} .selected=${panel.choice === value}>${name}</option>
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
          <bdi>${asked.text}</bdi>${asked.missing ? required : nothing}
        </label>
        <p class="hint" id="ask-hint"><bdi>${asked.hint}</bdi></p>
        <textarea
          id="ask-text"
          dir="auto"
          ?required=${asked.missing !== undefined}
          aria-describedby=${describedBy('text', 'ask-hint')}
          aria-invalid=${problems.text ? 'true' : nothing}
          .value=${panel.text}
          ?readonly=${isSending}
          @input=${(event: Event) =>
            panel.onInput({ text: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        ${error('text')}
      </div>
      ${error('form')}
      <div class="actions end">
        <button type="button" @click=${panel.onCancel}>${messages.cancel}</button>
        <button class="primary" aria-disabled=${String(isSending)}>
          ${isSending ? messages.sending : asked.send}
        </button>
      </div>
    </form>
  `;
}
