import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { KitClient } from '../../client/client.ts';
import type { QueueDeskMessages } from '../../locales/en/queue-desk.ts';
import type { ListHost, ListModel } from '../list-view.ts';
import type { BulkActions } from './bulk-actions.ts';
import type { FilterPanel } from './filter-panel.ts';
import type { KeptViews, ViewsEditor } from './kept-views.ts';
import { PanelFocus } from './panel-focus.ts';
import { readAddress, writeAddress } from './queue-address.ts';
import { emptyByFilter, notices, selectionBar, underBar } from './queue-bar.ts';
import type { ColumnName } from './queue-columns.ts';
import { QueueCursor } from './queue-cursor.ts';
import type { QueueData } from './queue-data.ts';
import { deskStyles } from './queue-desk.styles.ts';
import { type FilterName, isIn, type QueueFilter } from './queue-filter.ts';
import { QueueInput } from './queue-input.ts';
import type { QueueAction } from './queue-keys.ts';
import type { Queue, QueuePart, QueueWords } from './queue-model.ts';
import { QueueMoves, type QueueRule } from './queue-moves.ts';
import { narrowStyles } from './queue-narrow.styles.ts';
import { placeOf, type QueueOrder } from './queue-order.ts';
import { QueuePages } from './queue-pages.ts';
import type { QueueRow } from './queue-rows.ts';
import { QueueSelection } from './queue-selection.ts';
import type { QueueShell } from './queue-shell.ts';
import type { QueueWindow } from './queue-window.ts';
import { SavedViews } from './saved-views.ts';
import { wordsOf } from './words-of.ts';

/** Loads what it says. @throws when it could not be loaded */
export async function openDesk(view: QueueShell): Promise<QueueDesk> {
  await wordsOf(view.host, 'queue-desk');
  return new QueueDesk(view);
}

/** What somebody works with in a queue: the keys and the pointer, what is selected, filters, views, and what is done. */
export class QueueDesk implements Queue {
  readonly host: ListHost;
  readonly data: QueueData;
  readonly window: QueueWindow;
  readonly cursor: QueueCursor;
  readonly selection: QueueSelection = new QueueSelection();
  readonly moves: QueueMoves;
  readonly pages: QueuePages;
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
  /** What a screen reader is told of the last filter: how many there are. */
  told = '';

  readonly #view: QueueShell;
  readonly #input: QueueInput;
  readonly #panelFocus = new PanelFocus();
  #tells = false;
  #words: QueueWords | undefined;
  #wordsOf: readonly unknown[] = [];

  constructor(view: QueueShell) {
    this.#view = view;
    this.host = view.host;
    this.data = view.data;
    this.window = view.window;
    this.moves = new QueueMoves(view.data.rows, () => this.#rule);
    this.pages = new QueuePages(view.data, view.host.changed);
    this.cursor = new QueueCursor(view.host, view.data.rows, view.window);
    this.#input = new QueueInput(this);
    if (view.data.kit) this.connect(view.data.kit);
  }

  /** By what a row is in the queue, and where. */
  get #rule(): QueueRule {
    const { filter, shownOrder, me, priorities } = this.data;
    const ranks = priorities.map(({ id }) => id);
    return {
      isIn: (row) => isIn(row, filter, me),
      placeOf: (row) => placeOf(row, shownOrder, ranks),
    };
  }

  /** What the queue says; in another language as soon as that has come. */
  get words(): QueueWords {
    const language = languageOf(this.host.locale(), 'queue-desk');
    const own = messagesOf(language, 'queue-desk', this.host.changed) as
      | QueueDeskMessages
      | undefined;
    const first = this.#view.words;
    const isNews = first !== this.#wordsOf[0] || own !== this.#wordsOf[1];
    if (first && own && isNews) {
      this.#wordsOf = [first, own];
      this.#words = { ...first, ...own };
    }
    return this.#words as QueueWords;
  }

  get columns(): readonly ColumnName[] {
    return this.#view.columns;
  }

  set columns(columns: readonly ColumnName[]) {
    this.#view.columns = columns;
  }

  /** Under which names the page's address has the filters; undefined where it has none. */
  get #prefix(): string | undefined {
    return this.host.element.getAttribute('address') ?? undefined;
  }

  connect(kit: KitClient): void {
    addEventListener('popstate', this.#onAddress);
    this.#input.attach(this.host.root());
    this.views?.close();
    this.views = new SavedViews(this, kit);
  }

  readonly leave = (): void => {
    removeEventListener('popstate', this.#onAddress);
    this.#input.detach(this.host.root());
    this.pages.stop();
    this.views?.close();
  };

  // ---- drawing ----

  addStyles(): void {
    addStyles(this.#view.root, deskStyles);
    addStyles(this.#view.root, narrowStyles);
  }

  beforeDrawing(): void {
    this.#panelFocus.keep(this.#view.root);
  }

  afterDrawing(): void {
    const { rows } = this.data;
    if (this.#tells && rows.isKnown) {
      this.#tells = false;
      this.told = this.words.count(rows.total, rows.isMore);
      this.host.changed();
    }
    const { root } = this.#view;
    root.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    this.#panelFocus.putBack(root);
  }

  readonly selectionBar = (): unknown => selectionBar(this, this.words);

  readonly underBar = (): unknown => underBar(this, this.words);

  readonly notices = (model: ListModel): unknown => notices(this, this.words, model);

  readonly emptyByFilter = (): unknown => emptyByFilter(this, this.words);

  drawRows(): void {
    this.#view.draw();
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
    if (this.#prefix !== undefined) writeAddress(this.#prefix, { filter, order }, this.columns);
  }

  readonly #onAddress = (): void => {
    if (this.#prefix === undefined) return;
    const { filter, order, columns } = readAddress(this.#prefix);
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
  nameOf(name: FilterName, words: QueueWords): string {
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
    this.moves.update();
    this.host.changed();
    // What had the focus is gone.
    void this.cursor.moveTo(this.cursor.index, null);
  }

  /** Goes back to the row that was open, or to the one after it when that is done with. */
  focus(): void {
    const { rows } = this.data;
    let { index } = this.cursor;
    const { order } = rows;
    while (index < order.length - 1 && this.moves.hasLeft(order[index] as string)) index++;
    void this.cursor.moveTo(index, null);
  }

  /** Opens the row with the focus, to look at it or to write. */
  open(intent: 'open' | 'reply' | 'note'): void {
    const { incident } = this.cursor;
    if (!incident || !this.host.select({ incident, intent })) return;
    this.moves.pretend(incident, { unread: false });
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
      this.missing = this.words.notLoaded;
      this.pages.whenBack(() => {
        this.missing = '';
        this.host.changed();
      });
      this.host.changed();
    }
  }
}
