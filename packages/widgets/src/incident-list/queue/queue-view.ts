import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { ListHost, ListModel, ListView } from '../list-view.ts';
import type { BulkActions } from './bulk-actions.ts';
import type { FilterPanel } from './filter-panel.ts';
import type { KeptViews, ViewsEditor } from './kept-views.ts';
import { PanelFocus } from './panel-focus.ts';
import { styles } from './queue.styles.ts';
import { cellStyles } from './queue-cells.styles.ts';
import { type ColumnName, defaultColumns } from './queue-columns.ts';
import { QueueCursor } from './queue-cursor.ts';
import { QueueData } from './queue-data.ts';
import { type FilterName, type QueueFilter, readAddress, writeAddress } from './queue-filter.ts';
import { QueueInput } from './queue-input.ts';
import type { QueueAction } from './queue-keys.ts';
import type { Queue, QueuePart } from './queue-model.ts';
import { narrowStyles } from './queue-narrow.styles.ts';
import type { QueueOrder } from './queue-order.ts';
import type { QueueRow } from './queue-rows.ts';
import { QueueSelection } from './queue-selection.ts';
import { grainMs, queueSkeleton, queueTemplate } from './queue-template.ts';
import { QueueWindow } from './queue-window.ts';
import type { SavedViews } from './saved-views.ts';

/** The desk's queue: a grid, windowed, in an order that stands still while somebody is in it. */
export class QueueView implements ListView, Queue {
  readonly host: ListHost;
  readonly data: QueueData;
  readonly window: QueueWindow;
  readonly cursor: QueueCursor;
  readonly selection: QueueSelection = new QueueSelection();
  readonly input: QueueInput;
  columns: readonly ColumnName[] = defaultColumns;
  /** What comes when it is used. */
  panel: FilterPanel | undefined;
  bulk: BulkActions | undefined;
  views: SavedViews | undefined;
  missing = '';
  showsMore = false;
  pointed: string | undefined;
  keys: QueuePart | undefined;
  /** What teams, people and services are called, by `team:network`, as far as that is known. */
  readonly names: Map<string, string> = new Map();
  /** What was refused last, by incident, with why. */
  refused: ReadonlyMap<string, string> = new Map();

  readonly #panelFocus = new PanelFocus();

  /** What a screen reader is told of the last filter: how many there are. */
  told = '';
  #tells = false;

  constructor(host: ListHost) {
    this.host = host;
    this.data = new QueueData(host.changed);
    this.window = new QueueWindow(host.changed);
    this.cursor = new QueueCursor(host, this.data.rows, this.window);
    this.input = new QueueInput(this);
    const { prefix } = this;
    if (prefix !== undefined) {
      const { columns, ...shown } = readAddress(prefix);
      this.columns = columns;
      Object.assign(this.data, shown);
    }
    this.data.rows.forget(this.data.rule);
  }

  get words(): QueueMessages | undefined {
    const language = languageOf(this.host.locale(), 'incident-queue');
    return messagesOf(language, 'incident-queue', this.host.changed) as QueueMessages | undefined;
  }

  get heading(): string | undefined {
    return this.words?.heading;
  }

  /** Under which names the page's address has the filters; undefined where it has none. */
  get prefix(): string | undefined {
    return this.host.element.getAttribute('address') ?? undefined;
  }

  #wasReady = false;

  get isReady(): boolean {
    // Once there was something, another filter keeps the frame.
    this.#wasReady ||= this.data.rows.isKnown && !!this.words;
    return this.#wasReady && !this.failure?.definite;
  }

  get failure(): KitRequestError | undefined {
    return this.data.resource.failure;
  }

  connect(kit: KitClient): () => void {
    const disconnect = this.data.connect(kit);
    addEventListener('popstate', this.#onAddress);
    this.#viewsOf = kit;
    return () => {
      disconnect();
      removeEventListener('popstate', this.#onAddress);
      this.window.detach();
      this.views?.close();
      this.#viewsOf = undefined;
    };
  }

  /** For whom the views are still to be read: after the rows, which somebody waits for. */
  #viewsOf: KitClient | undefined;

  async #readViews(): Promise<void> {
    const kit = this.#viewsOf;
    this.#viewsOf = undefined;
    const part = await import('./saved-views.ts').catch(() => undefined);
    // Left, or somebody else's, meanwhile.
    if (!part || !kit || kit !== this.data.kit || !this.host.element.isConnected) return;
    this.views?.close();
    this.views = new part.SavedViews(this, kit);
  }

  reload(): void {
    this.data.resource.reload();
  }

  changesIn(): number {
    return this.data.rows.order.length > 0 ? grainMs : Infinity;
  }

  template(model: ListModel): unknown {
    const { words } = this;
    this.#panelFocus.keep(this.#root);
    this.#addStyles();
    if (!words) return this.skeleton(undefined);
    return queueTemplate(this, words, model);
  }

  skeleton(loading: string | undefined): unknown {
    this.#addStyles();
    return queueSkeleton(loading);
  }

  get #root(): ShadowRoot {
    return this.host.root().getRootNode() as ShadowRoot;
  }

  #addStyles(): void {
    const root = this.#root;
    addStyles(root, styles);
    addStyles(root, cellStyles);
    addStyles(root, narrowStyles);
  }

  updated(): void {
    const { rows } = this.data;
    const { words } = this;
    if (this.#tells && rows.isKnown && words) {
      this.#tells = false;
      this.told = words.count(rows.total, rows.isMore);
      this.host.changed();
    }
    if (this.#viewsOf && rows.isKnown) void this.#readViews();
    const root = this.host.root();
    root.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    this.#panelFocus.putBack(this.#root);
    this.window.attach(root);
    this.data.seen(this.window.range(rows.order.length)[1]);
  }

  // ---- what is shown ----

  /** Narrows it to something else, or orders it otherwise. */
  show(filter: QueueFilter, order: QueueOrder = this.data.order, columns = this.columns): void {
    this.columns = columns;
    this.#tells = true;
    this.selection.clear();
    this.cursor.toStart();
    this.window.toTop();
    this.data.show(filter, order);
    this.#writeAddress();
  }

  /** Shows others, or in another order. */
  setColumns(columns: readonly ColumnName[]): void {
    this.columns = columns;
    this.#writeAddress();
    this.host.changed();
  }

  #writeAddress(): void {
    const { filter, order } = this.data;
    if (this.prefix !== undefined) writeAddress(this.prefix, { filter, order }, this.columns);
  }

  readonly #onAddress = (): void => {
    if (this.prefix === undefined) return;
    const { filter, order, columns } = readAddress(this.prefix);
    this.columns = columns;
    this.data.show(filter, order);
  };

  async toggleFilters(): Promise<void> {
    if (this.panel) {
      this.panel = undefined;
      return this.host.focusOn('.open-filters');
    }
    const load = async () => (await import('./filter-panel.ts')).openFilters(this);
    this.panel = await this.#load(load);
    if (!this.panel) return;
    await this.host.focusOn('.filters select');
  }

  /** What was pressed is gone with the filter. */
  async removeFilter(filter: QueueFilter): Promise<void> {
    this.show(filter);
    await this.host.focusOn('.open-filters');
  }

  /** What a filter is set to, in words. */
  nameOf(name: FilterName, words: QueueMessages): string {
    const value = this.data.filter[name] ?? '';
    const own: Record<string, Record<string, string>> = {
      status: words.statuses,
      assignee: words.assignees,
    };
    return own[name]?.[value] ?? this.names.get(`${name}:${value}`) ?? value;
  }

  get isNarrow(): boolean {
    const { clientWidth = Infinity } = this.host.root().querySelector('.queue') ?? {};
    return (
      clientWidth < 30 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    );
  }

  clearSelection(): void {
    this.showsMore = false;
    this.selection.clear();
    this.refused = new Map();
    void this.cursor.focus();
  }

  /** What is done next concerns these: all that are selected, or else the row with the focus. */
  targets(): QueueRow[] {
    const { rows } = this.data;
    const all = this.selection.size > 0 ? this.selection.all : [this.cursor.incident];
    return all.flatMap((incident) => rows.row(incident) ?? []);
  }

  updateOrder(): void {
    const { rows } = this.data;
    rows.update();
    this.host.changed();
    // What had the focus is gone.
    void this.cursor.moveTo(this.cursor.index, null);
  }

  /** Goes back to the row that was open, or to the one after it when that is done with. */
  focus(): void {
    const { rows } = this.data;
    let { index } = this.cursor;
    const { order } = rows;
    while (index < order.length - 1 && rows.hasLeft(order[index] as string)) index++;
    void this.cursor.moveTo(index, null);
  }

  /** Opens the row with the focus, to look at it or to write. */
  open(intent: 'open' | 'reply' | 'note'): void {
    const { incident } = this.cursor;
    if (!incident || !this.host.select({ incident, intent })) return;
    this.data.rows.pretend(incident, { unread: false });
    this.host.changed();
  }

  async showKeys(shows: boolean): Promise<void> {
    this.keys = undefined;
    if (!shows) return this.cursor.focus();
    const part = await this.#load(() => import('./queue-help.ts'));
    if (!part) return;
    this.keys = { template: (words) => part.keysTemplate(this, words) };
    await this.host.focusOn('.keys button');
  }

  /** Does something to the row with the focus, or to all that are selected. */
  async act(action: QueueAction): Promise<void> {
    await this.loadActions();
    await this.bulk?.start(action);
  }

  /** What acts on rows comes with its words, when somebody is there who may press a key. */
  async loadActions(isAhead = false): Promise<void> {
    if (this.bulk) return;
    const load = async () => (await import('./bulk-actions.ts')).openActions(this);
    const come = await this.#load(load, isAhead);
    this.bulk ??= come;
    this.host.changed();
  }

  /** What keeps views of one's own comes with its words, too. */
  openViews(views: KeptViews, end: () => void): Promise<ViewsEditor | undefined> {
    return this.#load(async () => (await import('./own-views.ts')).openViews(this, views, end));
  }

  /** What does not come is told where it was asked for. */
  async #load<Part>(load: () => Promise<Part>, isAhead = false): Promise<Part | undefined> {
    this.missing = '';
    try {
      return await load();
    } catch {
      if (isAhead) return;
      this.missing = this.words?.notLoaded ?? '';
      this.data.whenBack(() => {
        this.missing = '';
        this.host.changed();
      });
      this.host.changed();
    }
  }
}
