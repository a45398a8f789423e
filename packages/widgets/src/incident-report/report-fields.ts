import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import type { IncidentReportMessages } from '../locales/en/incident-report.ts';
import {
  type FieldName,
  limitOf,
  offered,
  type ReportForm,
  type ReportValues,
} from './report-values.ts';

export interface FieldsModel {
  messages: IncidentReportMessages;
  form: ReportForm;
  values: ReportValues;
  /** What is wrong with them, as it is said. */
  errors: Partial<Record<FieldName, string>>;
  /** Fields that are not asked for. */
  hidden: ReadonlySet<string>;
  isSending: boolean;
  onInput(name: FieldName, value: string): void;
}

/** Ids have no dots, so that they are selectors as they are. */
export function fieldId(name: FieldName): string {
  return name.replace('.', '-');
}

/** From this share of what is allowed on, the form counts what is left. */
const nearLimit = 0.9;

export function reportFields(model: FieldsModel): TemplateResult {
  const { messages, form, hidden } = model;
  const isAsked = (name: FieldName) =>
    !hidden.has(name) &&
    (name === 'impact' || name === 'urgency' || offered(form, name).length > 0);
  return html`
    ${written(model, 'title', messages.title, { hint: messages.titleHint, isRequired: true })}
    ${
      hidden.has('description')
        ? nothing
        : written(model, 'description', messages.description, { hint: messages.descriptionHint })
    }
    ${
      isAsked('service') || isAsked('category')
        ? html`
          <div class="columns">
            ${isAsked('service') ? listed(model, 'service', messages.service) : nothing}
            ${isAsked('category') ? listed(model, 'category', messages.category) : nothing}
          </div>
        `
        : nothing
    }
    ${isAsked('impact') ? cards(model, 'impact', messages.impact) : nothing}
    ${isAsked('urgency') ? cards(model, 'urgency', messages.urgency) : nothing}
    ${
      form.asksContact && !hidden.has('contact')
        ? html`
          <div class="columns">
            ${written(model, 'contact.name', messages.contactName, { autocomplete: 'name' })}
            ${written(model, 'contact.email', messages.contactEmail, { autocomplete: 'email' })}
            <input hidden @input=${(event: Event) => model.onInput('website', textOf(event))} />
          </div>
        `
        : nothing
    }
  `;
}

function mark({ messages }: FieldsModel, isRequired: boolean | undefined): TemplateResult {
  return isRequired
    ? html`<span class="required" aria-hidden="true"> *</span>`
    : html`<span class="optional">(${messages.optional})</span>`;
}

function errorOf({ errors }: FieldsModel, name: FieldName): unknown {
  const error = errors[name];
  return error
    ? html`<p class="field-error" id="${fieldId(name)}-error">${glyph(circleAlertGlyph)}${error}</p>`
    : nothing;
}

/** Hint and error, in the order in which they are read out. */
function describedBy({ errors }: FieldsModel, name: FieldName, ...more: unknown[]): unknown {
  const id = fieldId(name);
  const ids = [...more.filter(Boolean), errors[name] && `${id}-error`].filter(Boolean);
  return ids.length ? ids.join(' ') : nothing;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

interface Written {
  hint?: string;
  isRequired?: boolean;
  autocomplete?: 'name' | 'email';
}

function written(
  model: FieldsModel,
  name: FieldName,
  label: string,
  { hint, isRequired, autocomplete }: Written,
): TemplateResult {
  const id = fieldId(name);
  const value = model.values[name];
  const max = limitOf(model.form, name);
  const left = max - value.trim().length;
  const counts = value.length > max * nearLimit;
  const described = describedBy(model, name, hint && `${id}-hint`, counts && `${id}-count`);
  const invalid = model.errors[name] ? 'true' : nothing;
  const onInput = (event: Event) => model.onInput(name, textOf(event));
  return html`
    <div class="field">
      <label for=${id}>${label}${mark(model, isRequired)}</label>
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${
        name === 'description'
          ? html`
            <textarea
              id=${id}
              lang=""
              .value=${value}
              ?readonly=${model.isSending}
              aria-describedby=${described}
              aria-invalid=${invalid}
              @input=${onInput}
            ></textarea>
          `
          : html`
            <input
              id=${id}
              lang=""
              type=${autocomplete === 'email' ? 'email' : 'text'}
              autocomplete=${autocomplete ?? 'off'}
              .value=${value}
              ?required=${isRequired}
              ?readonly=${model.isSending}
              aria-describedby=${described}
              aria-invalid=${invalid}
              @input=${onInput}
            />
          `
      }
      ${
        counts
          ? html`
            <p class="hint" id="${id}-count" data-say>
              ${left < 0 ? model.messages.over(-left) : model.messages.left(left)}
            </p>
          `
          : nothing
      }
      ${errorOf(model, name)}
    </div>
  `;
}

function listed(model: FieldsModel, name: FieldName, label: string): TemplateResult {
  const id = fieldId(name);
  const value = model.values[name];
  return html`
    <div class="field">
      <label for=${id}>${label}${mark(model, false)}</label>
      <select
        id=${id}
        aria-describedby=${describedBy(model, name)}
        aria-invalid=${model.errors[name] ? 'true' : nothing}
        @change=${(event: Event) => model.onInput(name, textOf(event))}
      >
        <option value="" .selected=${!value}>${model.messages.notSure}</option>
        ${offered(model.form, name).map(
          (each) => html`
            <option value=${each.id} .selected=${each.id === value}>${each.name}</option>
          `,
        )}
      </select>
      ${errorOf(model, name)}
    </div>
  `;
}

function cards(model: FieldsModel, name: 'impact' | 'urgency', label: string): TemplateResult {
  return html`
    <fieldset
      id=${fieldId(name)}
      role="radiogroup"
      aria-required="true"
      aria-describedby=${describedBy(model, name)}
      aria-invalid=${model.errors[name] ? 'true' : nothing}
    >
      <legend>${label}${mark(model, true)}</legend>
      <div class="cards">
        ${offered(model.form, name).map(
          (level) => html`
            <label class="card">
              <input
                type="radio"
                name=${name}
                value=${level.id}
                .checked=${level.id === model.values[name]}
                @change=${() => model.onInput(name, level.id)}
              />
              <span>${level.everyday}</span>
            </label>
          `,
        )}
      </div>
      ${errorOf(model, name)}
    </fieldset>
  `;
}
