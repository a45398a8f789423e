/** Where in an entry stands what can be found. */
const searched = '.line > span:first-child bdi, .words > .text, .code, .chosen, .shown-files bdi';

/** A text that was drawn, and what stands in its place besides. */
interface Marked {
  whole: string;
  /** What is left of it before the first mark. */
  first: string;
  added: ChildNode[];
}

/**
 * Marks what was found in what is drawn, after it was: what draws entries need not know of it, and every page would
 * pay for that. Each text keeps its node, which stays the first, so that whoever drew it finds it there.
 */
export class Marks {
  readonly #placesIn: (text: string) => readonly [from: number, to: number][];
  readonly #marked = new Map<Text, Marked>();
  readonly #observer = new MutationObserver(() => this.#mark());
  #place: Element | undefined;
  /** What is looked for: with something else, all is marked anew. */
  #terms = '';

  /** @param placesIn - where in a text is what is looked for */
  constructor(placesIn: (text: string) => readonly [from: number, to: number][]) {
    this.#placesIn = placesIn;
  }

  /** Marks what is in there, now and whenever something else is drawn. */
  follow(place: Element | null, terms: string): void {
    if (!place || (place === this.#place && terms === this.#terms)) return;
    this.clear();
    this.#terms = terms;
    if (!terms) return;
    this.#place = place;
    this.#observe();
    // What is drawn now is drawn before.
    queueMicrotask(() => this.#mark());
  }

  clear(): void {
    this.#observer.disconnect();
    for (const text of this.#marked.keys()) this.#restore(text);
    this.#place = undefined;
    this.#terms = '';
  }

  #observe(): void {
    const all = { childList: true, characterData: true, subtree: true };
    if (this.#place) this.#observer.observe(this.#place, all);
  }

  #mark(): void {
    if (!this.#place) return;
    for (const [text, { first }] of this.#marked) {
      if (!text.isConnected) this.#marked.delete(text);
      else if (text.data !== first) this.#restore(text);
    }
    for (const place of this.#place.querySelectorAll(searched)) {
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      const all: Text[] = [];
      while (texts.nextNode()) all.push(texts.currentNode as Text);
      for (const text of all) this.#markIn(text);
    }
    // Its own work is no news.
    this.#observer.takeRecords();
  }

  #markIn(text: Text): void {
    if (this.#marked.has(text) || text.parentElement?.localName === 'mark' || !text.data.trim())
      return;
    if (text.previousSibling instanceof HTMLElement && text.previousSibling.localName === 'mark')
      return;
    const whole = text.data;
    const places = this.#placesIn(whole);
    if (!places.length) return;
    const first = whole.slice(0, places[0]?.[0]);
    const added = places.flatMap(([from, to], index): ChildNode[] => {
      const mark = document.createElement('mark');
      mark.textContent = whole.slice(from, to);
      const rest = document.createTextNode(whole.slice(to, places[index + 1]?.[0]));
      return [mark, rest];
    });
    text.data = first;
    text.after(...added);
    this.#marked.set(text, { whole, first, added });
  }

  /** As it was, or as it was drawn since. */
  #restore(text: Text): void {
    const { whole, first, added } = this.#marked.get(text) ?? {};
    for (const each of added ?? []) each.remove();
    if (whole !== undefined && text.data === first) text.data = whole;
    this.#marked.delete(text);
  }
}
