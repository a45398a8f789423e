import { type QueueKey, queueKey } from './queue-keys.ts';
import type { Queue } from './queue-model.ts';
import type { QueueOrder } from './queue-order.ts';

/** How many are selected at most with all that fit. */
const mostSelected = 1_000;

/** How long somebody has to have stopped typing before it is searched for, milliseconds. */
const typingMs = 250;

/** How long the focus has to have been elsewhere before the order moves, milliseconds. */
const leavingMs = 150;

const heard = [
  'pointerenter',
  'pointerleave',
  'pointerover',
  'focusin',
  'focusout',
  'click',
  'keydown',
  'input',
] as const;

/** The pointer, the keys and the focus in a queue. While one of them is in it, its order stands still. */
export class QueueInput {
  readonly #queue: Queue;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #isPointed = false;
  #hasFocus = false;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  /** Listens from now on. What has the pointer or the focus already counts. */
  attach(root: HTMLElement): void {
    for (const type of heard) root.addEventListener(type, this.#on);
    const { activeElement } = root.getRootNode() as ShadowRoot;
    this.#isPointed = !!root.querySelector('.queue:hover');
    this.#hasFocus = !!activeElement;
    const row = activeElement?.closest<HTMLElement>('[data-incident]');
    if (row) this.#queue.cursor.put(row.dataset.incident);
    if (activeElement) void this.#queue.loadActions(true);
    const search = root.querySelector<HTMLInputElement>('[type=search]');
    if (search && search.value !== (this.#queue.data.filter.text ?? '')) this.#search(search.value);
    this.#freeze();
  }

  detach(root: HTMLElement): void {
    for (const type of heard) root.removeEventListener(type, this.#on);
    clearTimeout(this.#typing);
    clearTimeout(this.#leaving);
  }

  /** One for the whole box: what is drawn in it may change under the pointer. */
  readonly #on = (event: Event): void => {
    const target = event.composedPath()[0] as Element;
    const isInGrid = !!target.closest('.grid');
    const isSearch = target.matches('[type=search]');
    switch (event.type) {
      case 'pointerenter':
      case 'pointerleave':
        this.#onPointer(event as PointerEvent);
        break;
      case 'focusin':
      case 'focusout':
        this.#onFocus(event as FocusEvent);
        break;
      case 'pointerover':
        if (isInGrid) this.#onOver(event as PointerEvent);
        break;
      case 'click':
        if (isInGrid) this.#onClick(event as MouseEvent);
        else if (target.closest('.open-filters')) void this.#queue.toggleFilters();
        break;
      case 'keydown':
        if (isInGrid) this.#onKey(event as KeyboardEvent);
        else if (isSearch) this.#onSearchKey(event as KeyboardEvent);
        break;
      case 'input':
        if (isSearch) this.#search((target as HTMLInputElement).value);
    }
  };

  readonly #onPointer = ({ type, pointerType }: PointerEvent): void => {
    // A finger that was lifted is nowhere.
    this.#isPointed = type === 'pointerenter' && pointerType !== 'touch';
    if (!this.#isPointed) this.#queue.pointed = undefined;
    this.#freeze();
  };

  /** What can be done to a row is offered where the pointer is. A finger that comes down means what is there already. */
  readonly #onOver = ({ target, pointerType }: PointerEvent): void => {
    const row = (target as Element).closest<HTMLElement>('[data-incident]');
    const pointed = pointerType === 'touch' ? undefined : row?.dataset.incident;
    if (pointed === this.#queue.pointed) return;
    this.#queue.pointed = pointed;
    this.#queue.drawRows();
  };

  readonly #onFocus = (event: FocusEvent): void => {
    const to = event.type === 'focusin' ? event.target : event.relatedTarget;
    if (event.type === 'focusin') void this.#queue.loadActions(true);
    this.#hasFocus = to instanceof Node && (event.currentTarget as Node).contains(to);
    const row = (to as Element | null)?.closest?.<HTMLElement>('[data-incident]');
    if (this.#hasFocus && row?.dataset.incident !== this.#queue.cursor.incident && row) {
      this.#queue.cursor.put(row.dataset.incident);
      this.#queue.host.changed();
    }
    this.#freeze();
  };

  #freeze(): void {
    const isFrozen = this.#isPointed || this.#hasFocus;
    const { moves } = this.#queue;
    clearTimeout(this.#leaving);
    if (moves.isFrozen === isFrozen) return;
    // What had the focus may only have closed, and a row is to have it next.
    if (!isFrozen) {
      this.#leaving = setTimeout(this.#thaw, leavingMs);
      return;
    }
    moves.freeze(true);
    this.#queue.host.changed();
  }

  readonly #thaw = (): void => {
    this.#queue.moves.freeze(false);
    this.#queue.host.changed();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const order = target.closest<HTMLElement>('[data-order]')?.dataset.order;
    if (order) this.#queue.show(this.#queue.data.filter, order as QueueOrder);
    const incident = target.closest<HTMLElement>('[data-incident]')?.dataset.incident;
    if (!incident) return;
    const from = this.#queue.cursor.incident;
    this.#queue.cursor.put(incident);
    if (event.shiftKey) {
      this.#queue.selection.extend(this.#queue.data.rows.order, from, incident);
      getSelection()?.removeAllRanges();
    } else if (event.ctrlKey || event.metaKey || target.closest('[data-column=select]')) {
      this.#queue.selection.toggle(incident);
    } else if (target.closest('.take')) {
      void this.#queue.act('take');
    } else {
      this.#queue.open('open');
    }
    this.#queue.host.changed();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const isRtl = getComputedStyle(this.#queue.host.element).direction === 'rtl';
    const head = (event.target as Element).closest<HTMLElement>('[data-order]');
    const key = queueKey(event, isRtl);
    if (!key) return;
    event.preventDefault();
    if (head) this.#doOnHead(key, head);
    else void this.#do(key);
  };

  /** The heads by which it can be sorted; none where there is no room for them. */
  get #heads(): HTMLElement[] {
    return [...this.#queue.host.root().querySelectorAll<HTMLElement>('[data-order]')].filter(
      (each) => each.checkVisibility(),
    );
  }

  /** Along the heads, to the order of one, or back to the rows. */
  #doOnHead(key: QueueKey, head: HTMLElement): void {
    const heads = this.#heads;
    if (key.to === 'cell') heads[heads.indexOf(head) + key.by]?.focus();
    else if (key.to === 'open' || key.to === 'select') head.click();
    else if (key.to === 'clear' || (key.to === 'move' && key.by > 0)) {
      void this.#queue.cursor.focus();
    }
  }

  async #do(key: QueueKey): Promise<void> {
    const { cursor, selection } = this.#queue;
    const { order } = this.#queue.data.rows;
    switch (key.to) {
      case 'move': {
        // Above the first row are the heads.
        const isAbove = key.by < 0 && !key.extend && cursor.index <= 0;
        const heads = isAbove ? this.#heads : [];
        const sorted = heads.find(({ ariaSort }) => ariaSort !== 'none') ?? heads[0];
        if (sorted) return sorted.focus();
        return this.#move(cursor.index + key.by, key.extend);
      }
      case 'edge':
        return this.#move(key.edge === 'first' ? 0 : order.length - 1, key.extend);
      case 'page':
        return this.#move(cursor.index + key.by * this.#queue.window.size, false);
      case 'cell':
        return cursor.moveCell(key.by, this.#queue.columns.length + 1);
      case 'select':
        if (cursor.incident) selection.toggle(cursor.incident);
        break;
      case 'select-all':
        return this.#selectAll();
      case 'clear':
        selection.clear();
        this.#queue.refused = new Map();
        break;
      case 'open':
        return this.#queue.open('open');
      case 'search':
        return this.#queue.host.focusOn('[type=search]');
      case 'keys':
        return this.#queue.showKeys(true);
      case 'act':
        if (key.action === 'reply' || key.action === 'note') return this.#queue.open(key.action);
        return this.#queue.act(key.action);
    }
    this.#queue.host.changed();
  }

  async #move(to: number, extend: boolean): Promise<void> {
    const from = this.#queue.cursor.incident;
    await this.#queue.cursor.moveTo(to);
    const { incident } = this.#queue.cursor;
    if (!extend || !incident) return;
    this.#queue.selection.extend(this.#queue.data.rows.order, from, incident);
    this.#queue.host.changed();
  }

  async #selectAll(): Promise<void> {
    await this.#queue.pages.readUpTo(mostSelected);
    this.#queue.selection.set(this.#queue.data.rows.order.slice(0, mostSelected));
    this.#queue.host.changed();
  }

  #search(typed: string): void {
    const text = typed.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      const { text: before, ...filter } = this.#queue.data.filter;
      // One letter of most scripts begins too many words to be one.
      const next =
        text.length > 1 || /\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Hang}|\p{sc=Thai}/u.test(text)
          ? text
          : '';
      if (next !== (before ?? '')) this.#queue.show(next ? { ...filter, text: next } : filter);
    }, typingMs);
  }

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const field = event.target as HTMLInputElement;
    if (event.key === 'ArrowDown' || (event.key === 'Escape' && !field.value)) {
      event.preventDefault();
      void this.#queue.cursor.focus();
    }
  };
}
