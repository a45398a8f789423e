import type { Level, Priority } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { triangleAlertGlyph } from '../../base/glyphs/triangle-alert.ts';
import { format } from '../../base/intl.ts';
import { type Axis, has } from './cells.ts';
import { checkColor, looksLike } from './contrast.ts';
import { applyChange } from './matrix-changes.ts';
import { renamePriority } from './matrix-levels.ts';
import type { SettingsModel } from './settings-model.ts';

const minute = 60_000;
const hour = 60 * minute;

function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
}

/** The short name, colour, name and targets of a priority. */
export function priorityFields(priority: Priority, model: SettingsModel): TemplateResult {
  const { id, name, color, targets } = priority;
  const { words, messages, update } = model;
  const change = (
    field: 'name' | 'color' | 'response' | 'resolution',
    to: string | number | null,
  ) => update((matrix) => applyChange(matrix, { kind: 'priority', id, field, from: null, to }));
  const target = (field: 'response' | 'resolution') => {
    const ms = targets[field];
    const unit = ms !== null && ms % hour !== 0 ? minute : hour;
    // Both are read from the page: while there is no target, only the page knows the unit chosen.
    const onInput = (event: Event) => {
      const group = event.currentTarget as HTMLElement;
      const amount = Number(group.querySelector('input')?.value);
      const per = Number(group.querySelector('select')?.value);
      change(field, amount > 0 ? Math.round(amount * per) : null);
    };
    return html`
      <div class="field">
        <span class="hint">${messages[field]}</span>
        <div class="duration" @change=${onInput}>
          <input
            type="number"
            min="0"
            step="any"
            inputmode="decimal"
            data-field=${field}
            aria-label=${words.labelOf(messages[field], id)}
            placeholder=${messages.noTarget}
            .value=${ms === null ? '' : String(ms / unit)}
          />
          <select aria-label=${words.unitOf(words.labelOf(messages[field], id))}>
            <option value=${minute} .selected=${unit === minute}>${words.minutes}</option>
            <option value=${hour} .selected=${unit === hour}>${words.hours}</option>
          </select>
        </div>
      </div>
    `;
  };
  return html`
    ${
      has(model.base, 'priorities', id)
        ? html`<b>${id}</b>`
        : html`
          <label class="field">
            <span class="hint">${words.shortName}</span>
            <input
              aria-label=${words.labelOf(words.shortName, id)}
              maxlength="32"
              size="4"
              .value=${id}
              @change=${(event: Event) => {
                const to = textOf(event);
                const renamed = renamePriority(model.matrix, id, to);
                if (renamed !== model.matrix) return update(() => renamed);
                (event.target as HTMLInputElement).value = id;
                if (to !== id) model.say(words.shortNameRefused(to));
              }}
            />
          </label>
        `
    }
    <input
      type="color"
      data-field="color"
      aria-label=${words.labelOf(words.color, id)}
      aria-describedby=${`color-${id}`}
      .value=${color.toLowerCase()}
      @change=${(event: Event) => change('color', textOf(event))}
    />
    ${nameField(name, words.labelOf(words.name, id), model, (to) => change('name', to))}
    ${target('response')} ${target('resolution')} ${colorHint(priority, model)}
  `;
}

/** The name of a level, and how the report form says it. */
export function levelFields(axis: Axis, level: Level, model: SettingsModel): TemplateResult {
  const { words, update } = model;
  const { id, name, everyday } = level;
  const called = words.itemOf[axis](name || id);
  const change = (field: 'name' | 'everyday', to: string) =>
    update((matrix) => applyChange(matrix, { kind: 'level', axis, id, field, from: '', to }));
  return html`
    ${nameField(name, words.labelOf(words.name, called), model, (to) => change('name', to))}
    <label class="field">
      <span class="hint">${words.everyday}</span>
      <input
        data-field="everyday"
        aria-label=${words.everydayOf(called)}
        aria-invalid=${everyday ? nothing : 'true'}
        .value=${everyday}
        maxlength="120"
        @change=${(event: Event) => change('everyday', textOf(event))}
      />
      ${everyday ? nothing : missing(words.everydayMissing)}
    </label>
  `;
}

function nameField(
  name: string,
  label: string,
  { words }: SettingsModel,
  onChange: (name: string) => void,
): TemplateResult {
  return html`
    <label class="field">
      <span class="hint">${words.name}</span>
      <input
        data-field="name"
        aria-label=${label}
        aria-invalid=${name ? nothing : 'true'}
        .value=${name}
        maxlength="60"
        @change=${(event: Event) => onChange(textOf(event))}
      />
      ${name ? nothing : missing(words.nameMissing)}
    </label>
  `;
}

function missing(sentence: string): TemplateResult {
  return html`<span class="field-error">${glyph(triangleAlertGlyph)}<span>${sentence}</span></span>`;
}

/** Whether a priority's colour can be read on, seen, and told from the others. */
function colorHint({ id, color }: Priority, { words, matrix, locale }: SettingsModel) {
  const { text, lostIn } = checkColor(color);
  const ratio = (value: number) =>
    format(Intl.NumberFormat, locale, { maximumFractionDigits: 1 }, Math.floor(value * 10) / 10);
  const twin = matrix.priorities.find((each) => each.id !== id && looksLike(each.color, color));
  const complaint =
    Math.min(text.light, text.dark) < 4.5
      ? words.unreadable
      : lostIn
        ? words.lostIn[lostIn]
        : twin && words.looksLike(twin.id);
  return html`
    <p class=${`hint color-hint ${complaint ? 'complaint' : ''}`} id=${`color-${id}`}>
      ${complaint ? glyph(triangleAlertGlyph) : nothing}
      <span>${words.contrast(ratio(text.light), ratio(text.dark))} ${complaint}</span>
    </p>
  `;
}
