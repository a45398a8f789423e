import { html, nothing, type TemplateResult } from 'lit';
import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import { type ColumnName, defaultColumns } from './queue-columns.ts';
import { filterNames, type QueueFilter } from './queue-filter.ts';
import type { Queue } from './queue-model.ts';
import { type QueueOrder, queueOrders } from './queue-order.ts';

type SavedView = Awaited<ReturnType<KitApi['views']['list']['query']>>['own'][number];

/** How long a count stands before it is counted again, milliseconds. */
const countAgainMs = 15_000;

/** The views of the queue that the desk has, and one's own, each with how many it holds. */
export class SavedViews {
  readonly #view: Queue;
  readonly #kit: KitClient;
  #all: readonly SavedView[] = [];
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

  template(words: QueueMessages): unknown {
    if (this.#all.length === 0) return nothing;
    const current = this.#current();
    return html`<nav class="views" aria-label=${words.views}>
      ${this.#all.map((each) => this.#button(each, each === current))}
    </nav>`;
  }

  #button(each: SavedView, isCurrent: boolean): TemplateResult {
    const order = queueOrders.find((order) => order === each.order) ?? 'due';
    const shown = each.columns.length > 0 ? (each.columns as ColumnName[]) : defaultColumns;
    return html`<button
      type="button"
      class="view"
      aria-current=${isCurrent ? 'page' : nothing}
      @click=${() => this.#view.show(filterOf(each), order as QueueOrder, shown)}
    ><bdi>${each.name}</bdi> <span class="muted">${this.#counts.get(each.id)}</span></button>`;
  }

  #current(): SavedView | undefined {
    const { filter, order } = this.#view.data;
    const said = (one: QueueFilter) =>
      filterNames.map((name) => one[name] ?? (name === 'status' ? 'open' : '')).join('\n');
    return this.#all.find((each) => each.order === order && said(filterOf(each)) === said(filter));
  }

  async #read(): Promise<void> {
    const answer = await this.#kit.call((api) => api.views.list.query()).catch(() => undefined);
    if (!answer || this.#isClosed) return;
    const own = new Set(answer.own.map(({ id }) => id));
    this.#all = [...answer.desk.filter(({ id }) => !own.has(id)), ...answer.own];
    this.#view.host.changed();
    void this.#count();
  }

  /** One after the other: nobody waits for them. */
  async #count(): Promise<void> {
    for (const each of this.#all) {
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
    if (this.#isClosed) return;
    this.#view.host.changed();
    this.#timer = setTimeout(() => void this.#count(), countAgainMs);
  }
}

function filterOf({ filter }: SavedView): QueueFilter {
  const { status, ...others } = filter;
  return status === 'open' ? (others as QueueFilter) : (filter as QueueFilter);
}
