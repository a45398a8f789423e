import type { Level, Priority, PriorityMatrix } from '@incident-kit/server/domain';
import { html, type TemplateResult } from 'lit';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import type { MatrixChange } from './matrix-changes.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Names, colours, targets and everyday wording: what a matrix says beside its cells. */
export function editPanel(
  matrix: PriorityMatrix,
  messages: PriorityMatrixMessages,
  onChange: (change: MatrixChange) => void,
): TemplateResult {
  return html`
    <div class="edits" part="edits">
      <fieldset>
        <legend>${messages.priorities}</legend>
        ${matrix.priorities.map((priority) => priorityRow(priority, messages, onChange))}
      </fieldset>
      ${(['impacts', 'urgencies'] as const).map(
        (axis) => html`
          <fieldset>
            <legend>${axis === 'impacts' ? messages.impact : messages.urgency}</legend>
            ${matrix[axis].map((level) => levelRow(axis, level, messages, onChange))}
          </fieldset>
        `,
      )}
    </div>
  `;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
}

function priorityRow(
  { id, name, color, targets }: Priority,
  messages: PriorityMatrixMessages,
  onChange: (change: MatrixChange) => void,
): TemplateResult {
  const base = { kind: 'priority', id } as const;
  const target = (field: 'response' | 'resolution') => {
    const ms = targets[field];
    const unit = ms !== null && ms % hour !== 0 ? minute : hour;
    // Both are read from the page: while there is no target, only the page knows the unit chosen.
    const onInput = (event: Event) => {
      const group = event.currentTarget as HTMLElement;
      const amount = Number(group.querySelector('input')?.value);
      const per = Number(group.querySelector('select')?.value);
      onChange({ ...base, field, from: ms, to: amount > 0 ? Math.round(amount * per) : null });
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
            aria-label=${messages.labelOf(messages[field], id)}
            placeholder=${messages.noTarget}
            .value=${ms === null ? '' : String(ms / unit)}
          />
          <select aria-label=${messages.unitOf(messages.labelOf(messages[field], id))}>
            <option value=${minute} .selected=${unit === minute}>${messages.minutes}</option>
            <option value=${hour} .selected=${unit === hour}>${messages.hours}</option>
          </select>
        </div>
      </div>
    `;
  };
  return html`
    <div class="edit-row priority">
      <b>${id}</b>
      <input
        type="color"
        aria-label=${messages.labelOf(messages.color, id)}
        .value=${color.toLowerCase()}
        @change=${(event: Event) =>
          onChange({ ...base, field: 'color', from: color, to: textOf(event) })}
      />
      <label class="field">
        <span class="hint">${messages.name}</span>
        <input
          aria-label=${messages.labelOf(messages.name, id)}
          .value=${name}
          maxlength="60"
          @change=${(event: Event) =>
            onChange({ ...base, field: 'name', from: name, to: textOf(event) })}
        />
      </label>
      ${target('response')} ${target('resolution')}
    </div>
  `;
}

function levelRow(
  axis: 'impacts' | 'urgencies',
  level: Level,
  messages: PriorityMatrixMessages,
  onChange: (change: MatrixChange) => void,
): TemplateResult {
  const called = (axis === 'impacts' ? messages.impactOf : messages.urgencyOf)(
    level.name || level.id,
  );
  const field = (name: 'name' | 'everyday', label: string, max: number) => html`
    <label class="field">
      <span class="hint">${messages[name]}</span>
      <input
        aria-label=${label}
        .value=${level[name]}
        maxlength=${max}
        @change=${(event: Event) =>
          onChange({
            kind: 'level',
            axis,
            id: level.id,
            field: name,
            from: level[name],
            to: textOf(event),
          })}
      />
    </label>
  `;
  return html`
    <div class="edit-row level">
      ${field('name', messages.labelOf(messages.name, called), 60)}
      ${field('everyday', messages.everydayOf(called), 120)}
    </div>
  `;
}
