import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueColumnMessages } from '../../locales/en/queue-columns.ts';
import { type ColumnName, columnNames } from './queue-columns.ts';
import type { Queue, QueueWords } from './queue-model.ts';

/** Which columns are shown, and in which order: by buttons, or drawn to another place. */
export class ColumnList {
  readonly #view: Queue;
  readonly #words: QueueColumnMessages;
  /** What was moved last, and where to. */
  #said = '';
  #drawn: ColumnName | undefined;

  constructor(view: Queue, words: QueueColumnMessages) {
    this.#view = view;
    this.#words = words;
  }

  template(names: QueueWords['columns']): TemplateResult {
    const shown = this.#view.columns;
    const hidden = columnNames.filter((name) => !shown.includes(name));
    return html`<fieldset class="columns">
      <legend>${this.#words.heading}</legend>
      <ol role="list">${repeat(
        [...shown, ...hidden],
        (name) => name,
        (name) => this.#item(name, names, shown.indexOf(name)),
      )}</ol>
      <span class="quiet" data-say>${this.#said}</span>
    </fieldset>`;
  }

  /** @param at - where it is shown; -1 for nowhere */
  #item(name: ColumnName, names: QueueWords['columns'], at: number): TemplateResult {
    const isShown = at >= 0;
    const button = (by: 1 | -1) => html`<button
      type="button"
      class="plain"
      data-by=${by}
      aria-disabled=${!this.#view.columns[at + by]}
      aria-label=${by < 0 ? this.#words.sooner(names[name]) : this.#words.later(names[name])}
      @click=${() => void this.#move(name, at + by, names[name], `[data-by="${by}"]`)}
    ><span aria-hidden="true">${by < 0 ? '←' : '→'}</span></button>`;
    return html`<li
      data-name=${name}
      draggable=${isShown}
      @dragstart=${(event: DragEvent) => {
        this.#drawn = name;
        event.dataTransfer?.setData('text/plain', names[name]);
      }}
      @dragover=${(event: Event) => isShown && this.#drawn && event.preventDefault()}
      @drop=${(event: Event) => {
        event.preventDefault();
        const drawn = this.#drawn;
        if (drawn && isShown) void this.#move(drawn, at, names[drawn]);
      }}
      @dragend=${() => {
        this.#drawn = undefined;
      }}
    ><label class="check"><input
        type="checkbox"
        .checked=${isShown}
        ?disabled=${name === 'title'}
        @change=${() => this.#view.setColumns(this.#toggled(name))}
      /><span>${names[name]}</span></label>${isShown ? [button(-1), button(1)] : nothing}</li>`;
  }

  /** What comes anew stands before what follows it where nothing was moved. */
  #toggled(name: ColumnName): ColumnName[] {
    const shown = this.#view.columns;
    if (shown.includes(name)) return shown.filter((each) => each !== name);
    const order = columnNames.indexOf(name);
    const at = shown.findIndex((each) => columnNames.indexOf(each) > order);
    return shown.toSpliced(at < 0 ? shown.length : at, 0, name);
  }

  /** @param button - what was pressed, which keeps the focus */
  async #move(name: ColumnName, to: number, label: string, button = 'input'): Promise<void> {
    const shown = this.#view.columns;
    if (!shown[to] || shown[to] === name) return;
    this.#view.setColumns(shown.filter((each) => each !== name).toSpliced(to, 0, name));
    this.#said = this.#words.moved(label, to + 1, shown.length);
    await this.#view.host.focusOn(`.columns [data-name=${name}] ${button}`);
  }
}
