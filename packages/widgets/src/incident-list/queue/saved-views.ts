import { html, nothing, type TemplateResult } from 'lit';
import type { KitClient } from '../../client/client.ts';
import type { KeptViews, SavedView, ViewsAnswer, ViewsEditor } from './kept-views.ts';
import { type ColumnName, defaultColumns } from './queue-columns.ts';
import { filterNames, type QueueFilter } from './queue-filter.ts';
import type { Queue, QueueWords } from './queue-model.ts';
import { type QueueOrder, queueOrders } from './queue-order.ts';

/** How long a count stands before it is counted again, milliseconds. */
const countAgainMs = 15_000;

/** The views of the queue that the desk has, and one's own, each with how many it holds. */
export class SavedViews implements KeptViews {
  readonly #view: Queue;
  readonly #kit: KitClient;
  #all: readonly SavedView[] = [];
  /** One's own, the oldest first. */
  own: readonly SavedView[] = [];
  /** Opened to keep what is shown, or to change what is kept. */
  #editor: ViewsEditor | undefined;
  /** The one that was chosen last: what is shown may differ from it by now. */
  #chosen: string | undefined;
  readonly #counts = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(view: Queue, kit: KitClient) {
    this.#view = view;
    this.#kit = kit;
    void this.#read();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  template(words: QueueWords): unknown {
    if (this.#all.length === 0) return html`<div class="views"></div>`;
    const { current } = this;
    return html`<nav class="views" aria-label=${words.views}>
        ${this.#all.map((each) => this.#button(each, each === current))}
        ${
          current && this.own.length === 0
            ? nothing
            : html`<button
                type="button"
                class="view edit-views"
                aria-expanded=${!!this.#editor}
                @click=${() => void this.#toggle()}
              >${current ? words.editViews : words.saveView}</button>`
        }
      </nav>
      ${this.#editor?.template() ?? nothing}`;
  }

  async #toggle(): Promise<void> {
    if (this.#editor) return this.#close();
    this.#editor = await this.#view.openViews(this, () => void this.#close());
    await this.#editor?.begin();
  }

  #close(): Promise<void> {
    this.#editor = undefined;
    // Where nothing is left to keep, the button is gone as well.
    const at = this.own.length > 0 || !this.current ? '.edit-views' : '.view[aria-current]';
    return this.#view.host.focusOn(at);
  }

  #button(each: SavedView, isCurrent: boolean): TemplateResult {
    const order = queueOrders.find((order) => order === each.order) ?? 'due';
    const shown = columnsOf(each);
    return html`<button
      type="button"
      class="view"
      aria-current=${isCurrent ? 'page' : nothing}
      @click=${() => {
        this.#chosen = each.id;
        this.#view.show(filterOf(each), order as QueueOrder, shown);
      }}
    ><bdi>${each.name}</bdi> <span class="muted">${this.#counts.get(each.id)}</span></button>`;
  }

  /** The one that is shown, with its order and columns. */
  get current(): SavedView | undefined {
    const columns = this.#view.columns.join();
    return this.#shown().find((each) => columnsOf(each).join() === columns);
  }

  /** One's own that was chosen, and differs from what is shown. */
  get changed(): SavedView | undefined {
    const chosen = this.own.find(({ id }) => id === this.#chosen);
    return chosen === this.current ? undefined : chosen;
  }

  /** Those that show what is shown, in whichever columns. */
  #shown(): SavedView[] {
    const { filter, order } = this.#view.data;
    const said = (one: QueueFilter) =>
      filterNames.map((name) => one[name] ?? (name === 'status' ? 'open' : '')).join('\n');
    return this.#all.filter(
      (each) => each.order === order && said(filterOf(each)) === said(filter),
    );
  }

  async #read(): Promise<void> {
    const answer = await this.#kit.call((api) => api.views.list.query()).catch(() => undefined);
    if (this.#isClosed) return;
    if (!answer) return this.#view.pages.whenBack(() => void this.#read());
    this.take(answer);
    // What is kept with columns comes with them, unless others were chosen before it came.
    const [kept] = this.#shown();
    if (kept && this.#view.columns === defaultColumns) this.#view.columns = columnsOf(kept);
  }

  /** Takes the views as the server has them. One's own stands for the desk's of the same id. */
  take({ desk, own }: ViewsAnswer): void {
    const ids = new Set(own.map(({ id }) => id));
    this.own = own;
    this.#all = [...desk.filter(({ id }) => !ids.has(id)), ...own];
    this.#view.host.changed();
    clearTimeout(this.#timer);
    void this.#count();
  }

  /** One after the other: nobody waits for them. */
  async #count(): Promise<void> {
    const all = this.#all;
    for (const each of all) {
      // Others have come meanwhile, and are being counted.
      if (all !== this.#all) return;
      if (this.#isClosed || document.hidden) break;
      const { status = 'open', ...others } = filterOf(each);
      const answer = await this.#kit
        .call((api) =>
          api.incidents.list.query({
            ...others,
            status: status as SavedView['filter']['status'],
            limit: 1,
          }),
        )
        .catch(() => undefined);
      if (answer) this.#counts.set(each.id, `${answer.total}${answer.isMore ? '+' : ''}`);
    }
    if (this.#isClosed || all !== this.#all) return;
    this.#view.host.changed();
    this.#timer = setTimeout(() => void this.#count(), countAgainMs);
  }
}

function columnsOf({ columns }: SavedView): readonly ColumnName[] {
  return columns.length > 0 ? (columns as ColumnName[]) : defaultColumns;
}

function filterOf({ filter }: SavedView): QueueFilter {
  const { status, ...others } = filter;
  return status === 'open' ? (others as QueueFilter) : (filter as QueueFilter);
}
