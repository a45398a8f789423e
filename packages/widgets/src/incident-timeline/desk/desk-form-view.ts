import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import type { SearchField } from '../../base/search-field.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { Audience } from '../actions.ts';
import type { Choices, Field, Values } from './desk-forms.ts';
import { type ControlAttributes, searchFieldTemplate } from './search-field-view.ts';

/** What a field says. */
export interface FieldMessages {
  label: string;
  missing?: string;
  hint?: string;
}

export interface DeskFormView {
  messages: TimelineDeskMessages;
  form: { heading: string; send: string; fields: Record<string, FieldMessages> };
  fields: readonly Field[];
  values: Values;
  searches: Record<string, SearchField>;
  /** Undefined until it has been read. */
  choices: Choices | undefined;
  /** Who reads what is written in it. */
  audience: Audience;
  /** What is wrong, by field; `form` is about none. */
  problems: Record<string, string>;
  /** What would happen, in parts, or why it would be refused; undefined as long as nothing is known. */
  preview: { parts: string[] } | { refusal: string } | undefined;
  isSending: boolean;
  explain(search: SearchField): string | undefined;
  onInput(field: string, value: string): void;
  onSend(): void;
  onCancel(): void;
}

/** A form of the desk: what it asks, what would happen, and who reads it. */
export function deskFormTemplate(view: DeskFormView): TemplateResult {
  const { messages, form, problems, isSending } = view;
  return html`
    <form
      class="asking desk-form"
      part="question"
      novalidate
      aria-label=${form.heading}
      aria-busy=${isSending}
      @submit=${(event: Event) => {
        event.preventDefault();
        view.onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        // While a word is being composed, the keys are about that word.
        if (event.isComposing || event.defaultPrevented) return;
        if (event.key === 'Escape') view.onCancel();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) view.onSend();
        else return;
        event.preventDefault();
      }}
    >
      <p class="title">${form.heading}</p>
      ${view.fields.map((field) => fieldTemplate(field, view))}
      ${previewTemplate(view)}
      ${
        problems.form
          ? html`<p class="field-error" role="alert">${glyph(circleAlertGlyph)}${problems.form}</p>`
          : nothing
      }
      <div class="actions end">
        <button type="button" @click=${view.onCancel}>${messages.cancel}</button>
        <button class="primary" aria-disabled=${isSending}>
          ${isSending ? messages.sending : form.send}
        </button>
      </div>
    </form>
  `;
}

function previewTemplate({ preview, messages }: DeskFormView): unknown {
  if (!preview) return html`<p class="preview" aria-hidden="true">&nbsp;</p>`;
  if ('refusal' in preview) {
    return html`<p class="field-error preview" data-say>
      ${glyph(circleAlertGlyph)}${preview.refusal}
    </p>`;
  }
  return html`<p class="preview" data-say>
    <span class="quiet">${messages.preview}: </span>
    ${preview.parts.map((part, index) => html`${index ? ' · ' : ''}<bdi>${part}</bdi>`)}
  </p>`;
}

function fieldTemplate(field: Field, view: DeskFormView): unknown {
  const { name, kind, isOptional } = field;
  const { form, problems, messages, audience } = view;
  const said = form.fields[name];
  if (!said) return nothing;
  const id = `desk-${name}`;
  const hint = kind === 'words' ? messages.readers[audience] : said.hint;
  const problem = problems[name];
  const attributes = {
    id,
    describedBy: [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' '),
    isInvalid: !!problem,
  };
  return html`
    <div class="field">
      <label for=${id}
        ><bdi>${said.label}</bdi>${isOptional ? nothing : html`<span class="required" aria-hidden="true"> *</span>`}</label
      >
      ${hint ? html`<p class="hint" id="${id}-hint"><bdi>${hint}</bdi></p>` : nothing}
      ${control(field, view, attributes)}
      ${
        problem
          ? html`<p class="field-error" id="${id}-error">${glyph(circleAlertGlyph)}${problem}</p>`
          : nothing
      }
    </div>
  `;
}

function control(field: Field, view: DeskFormView, attributes: ControlAttributes): unknown {
  const { name, kind, isOptional } = field;
  const { id, describedBy, isInvalid } = attributes;
  const value = view.values[name] ?? '';
  const onInput = (event: Event) => view.onInput(name, (event.target as HTMLInputElement).value);
  switch (kind) {
    case 'choice':
      return html`
        <select
          id=${id}
          ?required=${!isOptional}
          aria-describedby=${describedBy || nothing}
          aria-invalid=${isInvalid || nothing}
          aria-busy=${!view.choices}
          @change=${onInput}
        >
          ${choicesOf(field, view).map(
            ([each, label]) =>
              html`<option value=${each} .selected=${each === value}>${label}</option>`,
          )}
        </select>
      `;
    case 'search': {
      const search = view.searches[name];
      return search
        ? searchFieldTemplate(search, attributes, {
            messages: view.messages,
            problem: view.explain(search),
            onChange: () => view.onInput(name, search.value),
          })
        : nothing;
    }
    case 'line':
      return html`
        <input
          id=${id}
          lang=""
          required
          autocomplete="off"
          aria-describedby=${describedBy || nothing}
          aria-invalid=${isInvalid || nothing}
          .value=${value}
          ?readonly=${view.isSending}
          @input=${onInput}
        />
      `;
    case 'words':
      return html`
        <textarea
          id=${id}
          lang=""
          ?required=${!isOptional}
          aria-describedby=${describedBy || nothing}
          aria-invalid=${isInvalid || nothing}
          .value=${value}
          ?readonly=${view.isSending}
          @input=${onInput}
        ></textarea>
      `;
  }
}

/** Also what was chosen and is no longer offered, as long as it is. */
function choicesOf(
  { name, isOptional }: Field,
  { choices, messages, values }: DeskFormView,
): readonly (readonly [string, string])[] {
  const value = values[name] ?? '';
  if (!choices) return [[value, messages.loading]];
  const offered = choices[name] ?? [];
  const first = [['', isOptional ? messages.none : messages.chooseOne]] as const;
  const isOffered = !value || offered.some(([each]) => each === value);
  return [...first, ...offered, ...(isOffered ? [] : [[value, messages.notThere(value)] as const])];
}
