/** How many rows are drawn beyond what is seen, above and below. */
const beyond = 1;

/**
 * Which rows of a queue are seen. All have one height, so where a row is is arithmetic, however many there are; how
 * high one is is measured on one that is drawn for it, since it goes with the text and with the room there is.
 */
export class QueueWindow {
  readonly #scrolled: () => void;
  readonly #resized: () => void;
  readonly #observer = new ResizeObserver(() => this.#measure());
  #scroller: HTMLElement | undefined;
  #probe: HTMLElement | undefined;
  #head: HTMLElement | undefined;
  #rowHeight = 36;
  #height = 0;
  #top = 0;

  /**
   * @param scrolled - other rows are seen
   * @param resized - there is another amount of room
   */
  constructor(scrolled: () => void, resized: () => void) {
    this.#scrolled = scrolled;
    this.#resized = resized;
  }

  /** Looks at what has been drawn. */
  attach(root: ParentNode): void {
    const scroller = root.querySelector<HTMLElement>('.scroller') ?? undefined;
    this.#probe = root.querySelector<HTMLElement>('.probe') ?? undefined;
    this.#head = root.querySelector<HTMLElement>('.head') ?? undefined;
    if (scroller === this.#scroller) return;
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#observer.disconnect();
    this.#scroller = scroller;
    if (!scroller) return;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#observer.observe(scroller);
    this.#measure();
  }

  detach(): void {
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#observer.disconnect();
    this.#scroller = undefined;
  }

  /** How many rows are seen whole. */
  get size(): number {
    return Math.max(1, Math.floor(this.#height / this.#rowHeight));
  }

  /** From which row to before which is drawn, of so many. */
  range(count: number): [number, number] {
    const first = Math.floor(this.#top / this.#rowHeight);
    const seen = Math.ceil(this.#height / this.#rowHeight) + 1;
    return [
      Math.max(0, Math.min(first, count - 1) - beyond),
      Math.min(count, first + seen + beyond),
    ];
  }

  /** Brings a row into view, as little as it takes. */
  reveal(index: number): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const at = index * this.#rowHeight;
    const lowest = at + this.#rowHeight - this.#height;
    if (at < scroller.scrollTop) scroller.scrollTop = at;
    else if (lowest > scroller.scrollTop) scroller.scrollTop = lowest;
    this.#top = scroller.scrollTop;
  }

  toTop(): void {
    this.#scroller?.scrollTo({ top: 0 });
    this.#top = 0;
  }

  readonly #onScroll = (): void => {
    const before = Math.floor(this.#top / this.#rowHeight);
    this.#top = this.#scroller?.scrollTop ?? 0;
    if (Math.floor(this.#top / this.#rowHeight) !== before) this.#scrolled();
  };

  #measure(): void {
    const height = (this.#scroller?.clientHeight ?? 0) - (this.#head?.offsetHeight ?? 0);
    const rowHeight = this.#probe?.offsetHeight || 36;
    if (height === this.#height && rowHeight === this.#rowHeight) return;
    const first = this.#top / this.#rowHeight;
    const hadRows = this.#height > 0;
    this.#height = height;
    this.#rowHeight = rowHeight;
    // What was on top stays there when rows become higher.
    if (hadRows && this.#scroller) this.#scroller.scrollTop = first * rowHeight;
    // Measured for the first time it is about to be drawn anyway.
    if (hadRows) this.#resized();
  }
}
