import { html, nothing, type TemplateResult } from 'lit';

interface DraftField {
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with what is filled in; undefined for nothing. */
  problem?: string | undefined;
}

/** What a control says of its field: bound to `aria-invalid` and `aria-describedby`. */
interface FieldState {
  invalid: unknown;
  described: unknown;
}

/** A field of a form: its label, what it is filled in with, a hint, and what is wrong with it. */
export function draftField(
  { id, label, hint, problem }: DraftField,
  control: (state: FieldState) => TemplateResult,
): TemplateResult {
  const described = [problem && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control({ invalid: problem ? 'true' : nothing, described: described || nothing })}
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${problem ? html`<p class="field-error" id="${id}-error" data-say>${problem}</p>` : nothing}
    </div>
  `;
}

/** A choice of one; what was chosen stays so when it is offered no longer. */
export function draftChoice(
  field: DraftField,
  chosen: string,
  options: readonly (readonly [value: string, label: string])[],
  onChange: (event: Event) => void,
): TemplateResult {
  const known = options.some(([value]) => value === chosen)
    ? options
    : [...options, [chosen, chosen] as const];
  return draftField(
    field,
    ({ invalid, described }) => html`
      <select id=${field.id} aria-invalid=${invalid} aria-describedby=${described} @change=${onChange}>
        ${known.map(
          ([value, label]) => html`
            <option value=${value} ?selected=${value === chosen}>${label}</option>
          `,
        )}
      </select>
    `,
  );
}

interface DraftForm {
  /** Its class and its part. */
  name: string;
  label: string;
  words: { addToDraft: string; keepInDraft: string; cancel: string };
  isNew: boolean;
  submit(): void;
  leave(): void;
}

/** The form of an item of a draft: it is taken into the draft, or left as it was, also by Escape. */
export function draftForm(
  { name, label, words, isNew, submit, leave }: DraftForm,
  fields: unknown,
): TemplateResult {
  return html`
    <form
      class="draft-form ${name}"
      part=${name}
      aria-label=${label}
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.isComposing) leave();
      }}
    >
      ${fields}
      <div class="actions">
        <button class="primary">${isNew ? words.addToDraft : words.keepInDraft}</button>
        <button type="button" class="plain" @click=${leave}>${words.cancel}</button>
      </div>
    </form>
  `;
}
