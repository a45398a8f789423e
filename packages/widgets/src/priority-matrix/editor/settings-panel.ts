import type { Level, Priority } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { glyph } from '../../base/glyph.ts';
import { arrowDownGlyph } from '../../base/glyphs/arrow-down.ts';
import { arrowUpGlyph } from '../../base/glyphs/arrow-up.ts';
import { plusGlyph } from '../../base/glyphs/plus.ts';
import { trash2Glyph } from '../../base/glyphs/trash-2.ts';
import type { MatrixList } from './cells.ts';
import { cellsWith } from './matrix-changes.ts';
import { addItem, fewest, most, moveItem, removeItem } from './matrix-levels.ts';
import { levelFields, priorityFields } from './settings-fields.ts';
import type { SettingsModel } from './settings-model.ts';
import { styles } from './settings-panel.styles.ts';

/** Levels and priorities, what they are called and promise, and their order. */
export class SettingsPanel {
  /** The priority that somebody wants to remove while cells have it, and what these get. */
  #removing: { id: string; to: string } | undefined;
  /** What removing has done, as a sentence. */
  #said = '';

  template(given: Omit<SettingsModel, 'say'>, again: () => void): TemplateResult {
    addStyles(given.root, styles);
    const say = (sentence: string) => {
      this.#said = sentence;
      again();
    };
    const model = { ...given, say };
    const { words } = model;
    return html`
      <div class="edits" part="edits">
        <p class="hint">${words.keys}</p>
        ${(['priorities', 'impacts', 'urgencies'] as const).map((list) => this.#list(list, model))}
        <p class="hint said" data-say>${this.#said}</p>
      </div>
    `;
  }

  #list(list: MatrixList, model: SettingsModel): TemplateResult {
    const { words, matrix } = model;
    const items: (Level | Priority)[] = matrix[list];
    const isFull = items.length >= most;
    return html`
      <fieldset data-list=${list}>
        <legend>${words.listOf[list]}</legend>
        ${items.map((item, index) => this.#row(list, item, index, model))}
        <div class="actions">
          <button
            type="button"
            class="add"
            aria-disabled=${isFull}
            aria-describedby=${`limit-${list}`}
            @click=${() => {
              if (!isFull) this.#add(list, model);
            }}
          >
            ${glyph(plusGlyph)}${words.add[list]}
          </button>
          <span class="hint" id=${`limit-${list}`}>
            ${isFull ? words.atMost(most) : list === 'priorities' ? '' : words.addHint}
          </span>
        </div>
      </fieldset>
    `;
  }

  #row(
    list: MatrixList,
    item: Level | Priority,
    index: number,
    model: SettingsModel,
  ): TemplateResult {
    const { words, matrix } = model;
    const { id } = item;
    const count = matrix[list].length;
    const called = list === 'priorities' ? id : words.itemOf[list](item.name || id);
    const move = (by: -1 | 1, label: string) => {
      const isPossible = by < 0 ? index > 0 : index < count - 1;
      return html`
        <button
          type="button"
          class=${`plain icon ${by < 0 ? 'up' : 'down'}`}
          aria-disabled=${!isPossible}
          aria-label=${label}
          title=${label}
          @click=${() => this.#move(list, id, by, model)}
        >
          ${glyph(by < 0 ? arrowUpGlyph : arrowDownGlyph)}
        </button>
      `;
    };
    const isLast = count <= fewest;
    const removal = isLast ? words.atLeast(fewest) : words.remove(called);
    return html`
      <div
        class=${`edit-row ${list === 'priorities' ? 'priority' : 'of-level'}`}
        data-item=${`${list}/${id}`}
        @keydown=${(event: KeyboardEvent) => {
          const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
          if (!by || !event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          this.#move(list, id, by, model, fieldOf(event.target as Element));
        }}
      >
        ${
          list === 'priorities'
            ? priorityFields(item as Priority, model)
            : levelFields(list, item as Level, model)
        }
        <div class="row-actions">
          ${move(-1, words.moveUp(called))} ${move(1, words.moveDown(called))}
          <button
            type="button"
            class="plain icon remove"
            aria-disabled=${isLast}
            aria-label=${removal}
            aria-describedby=${`usage-${list}-${id}`}
            title=${removal}
            @click=${() => {
              if (!isLast) this.#remove(list, id, model);
            }}
          >
            ${glyph(trash2Glyph)}
          </button>
        </div>
        <p class="hint usage" id=${`usage-${list}-${id}`}>${model.usageOf(list, id)}</p>
        ${this.#removing?.id === id && list === 'priorities' ? this.#question(id, model) : nothing}
      </div>
    `;
  }

  /** Where the cells of a priority go that is to be removed. */
  #question(id: string, model: SettingsModel): TemplateResult {
    const { words, matrix } = model;
    const cells = cellsWith(matrix, 'priorities', id).length;
    const others = matrix.priorities.filter((each) => each.id !== id);
    return html`
      <div class="question" role="group" aria-label=${words.remove(id)}>
        <label class="field">
          <span>${words.cellsGet(cells, id)}</span>
          <select
            id="cells-get"
            aria-describedby=${`usage-priorities-${id}`}
            @change=${(event: Event) => {
              this.#removing = { id, to: (event.target as HTMLSelectElement).value };
            }}
          >
            ${others.map(
              (each) => html`
                <option value=${each.id} .selected=${each.id === this.#removing?.to}>
                  ${`${each.id} ${each.name}`}
                </option>
              `,
            )}
            <option value="" .selected=${this.#removing?.to === ''}>${words.leaveEmpty}</option>
          </select>
        </label>
        <div class="actions">
          <button
            type="button"
            @click=${() => {
              const to = this.#removing?.to || null;
              this.#removing = undefined;
              this.#said = said(
                words.removedPriority(id, cells, to),
                model.usageOf('priorities', id),
              );
              model.update((draft) => removeItem(draft, 'priorities', id, to));
              model.focusOn('[data-list="priorities"] .add');
            }}
          >
            ${words.removeIt}
          </button>
          <button
            type="button"
            class="plain"
            @click=${() => {
              this.#removing = undefined;
              model.focusOn(`[data-item="priorities/${id}"] .remove`);
            }}
          >
            ${words.keepIt}
          </button>
        </div>
      </div>
    `;
  }

  #add(list: MatrixList, { update, words, matrix, focusOn }: SettingsModel): void {
    this.#said = '';
    const known = new Set(matrix[list].map(({ id }) => id));
    let added = '';
    update((draft) => {
      const next = addItem(draft, list, words.newItem[list]);
      added = next[list].find(({ id }) => !known.has(id))?.id ?? '';
      return next;
    });
    if (added) focusOn(`[data-item="${list}/${added}"] [data-field="name"]`);
  }

  #move(list: MatrixList, id: string, by: -1 | 1, model: SettingsModel, focus?: string): void {
    model.update((matrix) => moveItem(matrix, list, id, by));
    model.focusOn(`[data-item="${list}/${id}"] ${focus ?? (by < 0 ? '.up' : '.down')}`);
  }

  #remove(list: MatrixList, id: string, model: SettingsModel): void {
    const { words, matrix } = model;
    const cells = cellsWith(matrix, list, id).length;
    if (list === 'priorities' && cells) {
      const at = matrix.priorities.findIndex((each) => each.id === id);
      // The next more pressing one: what was promised is kept.
      const to = (matrix.priorities[at - 1] ?? matrix.priorities[at + 1])?.id ?? '';
      this.#removing = { id, to };
      model.focusOn('#cells-get');
      return;
    }
    const name = matrix[list].find((each) => each.id === id)?.name ?? id;
    const sentence =
      list === 'priorities'
        ? words.removedPriority(id, 0, null)
        : words.removedLevel[list](name, cells);
    this.#said = said(sentence, model.usageOf(list, id));
    model.update((draft) => removeItem(draft, list, id));
    model.focusOn(`[data-list="${list}"] .add`);
  }
}

/** What was done, and what it is needed for. */
function said(...sentences: string[]): string {
  return sentences.filter(Boolean).join(' ');
}

/** What the focus is on in a row, to find it again where the row has moved. */
function fieldOf(target: Element): string {
  const field = target.getAttribute('data-field');
  if (field) return `[data-field="${field}"]`;
  return ['.up', '.down', '.remove'].find((each) => target.matches(each)) ?? '[data-field="name"]';
}
