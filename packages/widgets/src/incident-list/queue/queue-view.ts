import type { CSSResult } from '@lit/reactive-element';
import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { Retry } from '../../client/retry.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { ListHost, ListModel, ListView } from '../list-view.ts';
import { DrawnRows, type RowState } from './drawn-rows.ts';
import { styles } from './queue.styles.ts';
import type { readAddress } from './queue-address.ts';
import { cellStyles } from './queue-cells.styles.ts';
import { type ColumnName, defaultColumns } from './queue-columns.ts';
import { QueueData } from './queue-data.ts';
import type { QueueDesk } from './queue-desk.ts';
import { queueFrame, queueSkeleton } from './queue-frame.ts';
import type { QueueShell } from './queue-shell.ts';
import { QueueWindow } from './queue-window.ts';

/** How often a row reads what counts down, milliseconds: it is told in minutes. */
const grainMs = 10_000;

/** How long what was pressed before it could be done is still meant, milliseconds. */
const meantMs = 5_000;

/** What somebody may do before what does it has come. */
const early = ['click', 'keydown'] as const;

/**
 * The desk's queue: a grid, windowed. Its rows come first, and what somebody works with in it, `QueueDesk`, right
 * after them; what was pressed meanwhile is done then.
 */
export class QueueView implements ListView, QueueShell {
  readonly host: ListHost;
  readonly data: QueueData;
  readonly window: QueueWindow;
  columns: readonly ColumnName[] = defaultColumns;
  desk: QueueDesk | undefined;

  readonly #styles: readonly CSSResult[];
  readonly #drawn = new DrawnRows();
  readonly #retry = new Retry(() => this.#loadDesk());
  #isLoading = false;
  #pressed: { event: Event; target: HTMLElement; at: number }[] = [];
  #model: ListModel | undefined;
  #wasReady = false;

  /**
   * @param asked - what the page's address says of it, where the page wants that
   * @param narrow - where there is little room; it comes later where there is enough
   */
  constructor(host: ListHost, asked?: ReturnType<typeof readAddress>, narrow?: CSSResult) {
    this.host = host;
    this.#styles = narrow ? [styles, cellStyles, narrow] : [styles, cellStyles];
    this.data = new QueueData(host.changed);
    this.window = new QueueWindow(() => this.draw(), host.changed);
    if (asked) {
      const { columns, ...shown } = asked;
      this.columns = columns;
      Object.assign(this.data, shown);
    }
  }

  get words(): QueueMessages | undefined {
    const language = languageOf(this.host.locale(), 'incident-queue');
    return messagesOf(language, 'incident-queue', this.host.changed) as QueueMessages | undefined;
  }

  get heading(): string | undefined {
    return this.words?.heading;
  }

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
    const root = this.host.root();
    for (const type of early) root.addEventListener(type, this.#keep);
    const leave = this.desk?.connect(kit);
    return () => {
      disconnect();
      for (const type of early) root.removeEventListener(type, this.#keep);
      this.#retry.cancel();
      this.window.detach();
      (leave ?? this.desk?.leave)?.();
    };
  }

  reload(): void {
    this.data.resource.reload();
  }

  changesIn(): number {
    return this.data.rows.order.length > 0 ? grainMs : Infinity;
  }

  template(model: ListModel): unknown {
    this.#addStyles();
    this.desk?.beforeDrawing();
    this.#model = model;
    const { words } = this;
    return words ? queueFrame(this, words, model) : this.skeleton(undefined);
  }

  skeleton(loading: string | undefined): unknown {
    this.#addStyles();
    return queueSkeleton(loading);
  }

  get root(): ShadowRoot {
    return this.host.root().getRootNode() as ShadowRoot;
  }

  #addStyles(): void {
    for (const each of this.#styles) addStyles(this.root, each);
    this.desk?.addStyles();
  }

  updated(): void {
    this.window.attach(this.host.root());
    this.draw();
    this.desk?.afterDrawing();
    if (this.desk || !this.isReady) return;
    // Once the rows are seen.
    requestAnimationFrame(() => setTimeout(this.#loadDesk));
  }

  /** Draws the rows that are seen, and nothing else: what a queue that is scrolled does in each frame. */
  draw(): void {
    const { data, desk, words } = this;
    const parent = this.host.root().querySelector<HTMLElement>('.rows[role]');
    if (!parent || !words || !this.#model) return;
    const { locale, now, chosen } = this.#model;
    const { rows } = data;
    const count = rows.order.length;
    const [first, last] = this.window.range(count);
    const active = desk ? desk.cursor.index : Math.min(0, count - 1);
    const state = (index: number): RowState | [] => {
      const row = rows.row(rows.order[index]);
      if (!row) return [];
      const { incident } = row;
      const isActive = index === active;
      return {
        row,
        index,
        isActive,
        offersIt: !!desk && (isActive || incident === desk.pointed),
        isSelected: !!desk?.selection.has(incident),
        isChosen: chosen === incident,
        hasLeft: !!desk?.moves.hasLeft(incident),
        problem: desk?.refused.get(incident),
      };
    };
    const drawn = Array.from({ length: last - first }, (_, at) => first + at);
    // The row with the focus stays, wherever is looked at.
    if (active >= 0 && active < first) drawn.unshift(active);
    else if (active >= last) drawn.push(active);
    this.#drawn.draw(parent, drawn.flatMap(state), {
      words,
      locale,
      now: Math.floor(now / grainMs) * grainMs,
      columns: this.columns,
      priorities: data.priorities,
      take: desk?.words.actions.take ?? '',
    });
    desk?.pages.seen(last);
  }

  /** Goes back to the row that was open, or to the one after it when that is done with. */
  focus(): void {
    if (this.desk) this.desk.focus();
    else this.root.querySelector<HTMLElement>('.row')?.focus();
  }

  // ---- what somebody works with ----

  readonly #loadDesk = async (): Promise<void> => {
    if (this.#isLoading || this.desk) return;
    this.#isLoading = true;
    try {
      const { openDesk } = await import('./queue-desk.ts');
      this.desk = await openDesk(this);
      this.#retry.reset();
    } catch {
      if (this.data.kit && this.host.element.isConnected) this.#retry.later();
      return;
    } finally {
      this.#isLoading = false;
    }
    this.host.changed();
    await this.#doPressed();
  };

  /** Keeps what is pressed in the grid, or in the bar, until it can be done. */
  readonly #keep = (event: Event): void => {
    const target = event.composedPath()[0] as HTMLElement;
    if (this.desk || !target.closest('.grid, .open-filters')) return;
    if (event instanceof KeyboardEvent) {
      if (event.key === 'Tab' || !target.closest('.grid')) return;
      if (event.isComposing || event.altKey) return;
      if ((event.ctrlKey || event.metaKey) && event.key !== 'a') return;
      event.preventDefault();
    }
    this.#pressed.push({ event, target, at: performance.now() });
    void this.#loadDesk();
  };

  async #doPressed(): Promise<void> {
    for (const { event, target, at } of this.#pressed.splice(0)) {
      if (performance.now() - at > meantMs) continue;
      await (this.host.element as HTMLElement & { updateComplete: unknown }).updateComplete;
      const { activeElement } = this.root;
      const now = event instanceof KeyboardEvent ? (activeElement ?? target) : target;
      const Same = event.constructor as typeof Event;
      now.dispatchEvent(new Same(event.type, event));
    }
  }
}
