import { html, nothing, type TemplateResult } from 'lit';
import type { QueueColumnMessages } from '../../locales/en/queue-columns.ts';
import { ColumnList } from './column-list.ts';
import type { FilterName, QueueFilter } from './queue-filter.ts';
import type { Queue, QueueWords } from './queue-model.ts';
import { type QueueOrder, queueOrders } from './queue-order.ts';
import { sheet } from './sheet.ts';
import { wordsOf } from './words-of.ts';

type Options = readonly (readonly [id: string, name: string])[];

/** Loads what it says. @throws when it could not be loaded */
export async function openFilters(view: Queue): Promise<FilterPanel> {
  return new FilterPanel(view, await wordsOf(view.host, 'queue-columns'));
}

/** What a queue can be narrowed to, in which order it is and what is shown: comes when it is opened. */
export class FilterPanel {
  readonly #view: Queue;
  /** What the server has of each; undefined until it has come. */
  #options: Partial<Record<FilterName, Options>> = {};

  readonly #columns: ColumnList;

  constructor(view: Queue, words: QueueColumnMessages) {
    this.#view = view;
    this.#columns = new ColumnList(view, words);
    void this.#read();
  }

  async #read(): Promise<void> {
    const { kit, priorities } = this.#view.data;
    this.#options.priority = priorities.map(({ id, name }) => [id, `${id} ${name}`]);
    const nothingCame = () => {
      isWhole = false;
      return undefined;
    };
    let isWhole = true;
    const [people, catalogue] = await Promise.all([
      kit?.call((api) => api.people.search.query({ limit: 50 })).catch(nothingCame),
      kit?.call((api) => api.configuration.get.query({ kind: 'catalogue' })).catch(nothingCame),
    ]);
    const document = catalogue?.current.document as
      | { services?: { id: string; name: string }[] }
      | undefined;
    this.#options = {
      ...this.#options,
      team: people?.teams.map(({ id, name }) => [id, name]) ?? [],
      assignee: people?.people.map(({ id, name }) => [id, name]) ?? [],
      service: document?.services?.map(({ id, name }) => [id, name]) ?? [],
    };
    for (const [kind, options] of Object.entries(this.#options)) {
      for (const [id, name] of options) this.#view.names.set(`${kind}:${id}`, name);
    }
    this.#view.host.changed();
    if (!isWhole) this.#view.pages.whenBack(() => void this.#read());
  }

  template(words: QueueWords): TemplateResult {
    const view = this.#view;
    const { data } = view;
    const own: Partial<Record<FilterName, Options>> = {
      status: Object.entries(words.statuses),
      assignee: Object.entries(words.assignees),
    };
    const field = (name: Exclude<FilterName, 'text'>) => {
      const options = [...(own[name] ?? []), ...(this.#options[name] ?? [])];
      const value = data.filter[name] ?? (name === 'status' ? 'open' : '');
      return this.#select(
        words.by[name],
        name === 'status' ? options : [['', words.any], ...options],
        value,
        (chosen) => {
          const { [name]: _, ...others } = data.filter;
          const filter: QueueFilter =
            chosen && !(name === 'status' && chosen === 'open')
              ? { ...others, [name]: chosen }
              : others;
          view.show(filter);
        },
      );
    };
    const close = () => void view.toggleFilters();
    const content = html`<div class="filters">
      ${field('status')}${field('assignee')}${field('team')}${field('priority')}${field('service')}
      ${this.#select(
        words.order,
        queueOrders.map((order) => [order, words.orders[order]] as const),
        data.shownOrder,
        (order) => view.show(data.filter, order as QueueOrder),
      )}
      ${this.#columns.template(words.columns)}
      <button type="button" @click=${close}>${words.done}</button>
    </div>`;
    return sheet(view, words.filters, content, close);
  }

  #select(
    label: string,
    options: Options,
    value: string,
    choose: (value: string) => void,
  ): TemplateResult {
    const isKnown = options.some(([id]) => id === value);
    return html`<label class="field">
      <span>${label}</span>
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${isKnown ? nothing : html`<option selected value=${value}>${value}</option>`}
        ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}
      </select>
    </label>`;
  }
}
