import { render } from 'lit';
import type { ShownEntry } from '../shown-entry.ts';
import type { StoryParts } from '../story-parts.ts';
import { LineHeights } from './line-heights.ts';
import { indexAt, type Line, linesOf } from './lines.ts';
import { linesTemplate } from './lines-template.ts';
import { type Anchor, ViewOfLines } from './view-of-lines.ts';

/** How much is drawn above and below what is seen, and how much of that is left when more is drawn, in px. */
const beyond = 400;
const least = 120;

/** Entries, and how they are shown. */
export interface Drawing extends StoryParts {
  entries: readonly ShownEntry[];
  /** Whether something comes before them, or after them. */
  isEarlier: boolean;
  isLater: boolean;
  isPrinting: boolean;
}

/**
 * Draws the lines that are seen, and some around them. What is seen stays where it is when lines come, go or change
 * their height above it; at the end the newest stays in sight. The line with the focus stays drawn wherever it is.
 */
export class DrawnLines {
  readonly #moved: () => void;
  readonly #heights = new LineHeights();
  readonly #observer = new ResizeObserver(() => {
    this.#notice();
    this.#settle();
  });
  #view: ViewOfLines | undefined;
  #drawing: Drawing | undefined;
  #lines: readonly Line[] = [];
  /** The indexes of those that are drawn, in order, and what they are drawn in. */
  #drawn: readonly number[] = [];
  #elements: readonly HTMLElement[] = [];
  #anchor: Anchor | undefined;
  #isAtEnd = true;

  /** @param moved - called when something else is seen */
  constructor(moved: () => void) {
    this.#moved = moved;
  }

  attach(story: HTMLElement, place: HTMLElement): void {
    if (this.#view?.story === story && this.#view.place === place) return;
    this.detach();
    this.#view = new ViewOfLines(story, place);
    this.#scrolledTo = story.scrollTop;
    story.addEventListener('scroll', this.#onScroll, { passive: true });
    // What is around it may be scrolled instead.
    addEventListener('scroll', this.#onScroll, { passive: true, capture: true });
    this.#observer.observe(story);
    this.#observer.observe(place);
  }

  detach(): void {
    this.#view?.story.removeEventListener('scroll', this.#onScroll);
    removeEventListener('scroll', this.#onScroll, { capture: true });
    this.#observer.disconnect();
    this.#view = undefined;
  }

  /** How much there is above and below what is seen, in heights of that. */
  get above(): number {
    return this.#view ? this.#view.top / (this.#view.height || 1) : 0;
  }

  get below(): number {
    const { top = 0, height = 0 } = this.#view ?? {};
    return (this.#heights.total - top - height) / (height || 1);
  }

  get isScrolledByItself(): boolean {
    return this.#view?.isScrolledByItself === true;
  }

  /** Whether the newest is in sight: then the next comes into sight as well. */
  get isAtEnd(): boolean {
    return this.#isAtEnd && this.#drawing?.isLater === false;
  }

  draw(drawing: Drawing): void {
    this.#notice();
    this.#drawing = drawing;
    const { entries, locale, desk, feed, isPrinting } = drawing;
    const folds = desk && { story: desk, feed };
    this.#lines = linesOf(entries, locale, folds, isPrinting);
    this.#heights.place(this.#lines);
    this.#draw();
    this.#settle();
  }

  toFirst(): void {
    this.#goTo({ at: -1, offset: 0 });
  }

  toEnd(): void {
    this.#isAtEnd = true;
    this.#anchor = undefined;
  }

  /** Brings the line of an entry in sight, unless it is. */
  reveal(seq: number): HTMLElement | undefined {
    const index = indexAt(this.#lines, seq);
    if (this.#lines[index]?.at !== seq || !this.#view) return undefined;
    this.#goTo({ at: seq, offset: this.#view.height / 3 });
    return this.#elements[this.#drawn.indexOf(index)];
  }

  #goTo(anchor: Anchor): void {
    this.#isAtEnd = false;
    this.#anchor = anchor;
    this.#draw();
    this.#settle();
  }

  readonly #onScroll = (): void => {
    const view = this.#view;
    if (!view || this.#drawing?.isPrinting) return;
    this.#take(view);
    if (!this.#isCovered()) {
      this.#draw();
      this.#settle();
    }
    this.#moved();
  };

  /** Where the story was scrolled to when that was looked at last. */
  #scrolledTo = 0;

  /** Somebody may have scrolled, and what that tells not have come yet. */
  #notice(): void {
    const view = this.#view;
    if (!view?.isScrolledByItself || this.#drawing?.isPrinting) return;
    if (Math.abs(view.story.scrollTop - this.#scrolledTo) > 1) this.#take(view);
  }

  /** Remembers the first line that is seen, and where. */
  #take(view: ViewOfLines): void {
    const { top } = view;
    this.#scrolledTo = view.story.scrollTop;
    this.#isAtEnd = view.isScrolledByItself ? view.isAtEnd : false;
    const first = this.#drawn.findIndex((index, at) => {
      const element = this.#elements[at] as HTMLElement;
      // Days stay in sight by themselves.
      return !isDay(this.#lines[index]) && view.offsetOf(element) + element.offsetHeight > 0;
    });
    const element = this.#elements[first];
    const offset = element && view.offsetOf(element);
    const line = this.#lines[this.#drawn[first] ?? -1];
    if (line && offset !== undefined && offset < view.height)
      this.#anchor = { at: line.at, offset };
    else {
      const index = this.#heights.indexAt(top);
      const at = this.#lines[index]?.at;
      this.#anchor =
        at === undefined ? undefined : { at, offset: this.#heights.startOf(index) - top };
    }
  }

  /** From where to where lines are seen, from the beginning of the first. */
  get #seen(): [number, number] {
    const view = this.#view as ViewOfLines;
    const { height, top } = view;
    // Before anything is drawn there is nothing to scroll.
    const isScrolled = view.isScrolledByItself || !this.#elements.length;
    let from = top;
    if (this.isAtEnd && isScrolled) from = Math.max(0, this.#heights.total - height);
    else if (this.#anchor) {
      const { at, offset } = this.#anchor;
      from = this.#heights.startOf(indexAt(this.#lines, at)) - offset;
    }
    return [from, from + height];
  }

  #isCovered(): boolean {
    const [from, to] = this.#seen;
    const [first, last] = this.#window;
    const heights = this.#heights;
    return (
      heights.startOf(first) <= Math.max(0, from - least) &&
      heights.startOf(last) >= Math.min(heights.total, to + least)
    );
  }

  /** From which line to before which all are drawn. */
  #window: readonly [number, number] = [0, 0];

  #draw(): void {
    const { place } = this.#view ?? {};
    const drawing = this.#drawing;
    if (!place || !drawing) return;
    const lines = this.#lines;
    const heights = this.#heights;
    const focused = this.#focused(place);
    const [from, to] = this.#seen;
    this.#window = drawing.isPrinting
      ? [0, lines.length]
      : [heights.indexAt(from - beyond), Math.min(lines.length, heights.indexAt(to + beyond) + 1)];
    const drawn = new Set<number>();
    const add = (index: number) => {
      const line = lines[index];
      if (line) drawn.add(line.day).add(index);
    };
    for (let index = this.#window[0]; index < this.#window[1]; index += 1) add(index);
    if (focused !== undefined) add(indexAt(lines, focused));
    const all = [...drawn].sort((a, b) => a - b);
    const keys = new Set(all.map((index) => (lines[index] as Line).key));
    if (focused !== undefined) {
      // What goes goes before what comes: else rows may change places, and what is moved loses the focus.
      this.#render(
        place,
        drawing,
        all.filter((index) => this.#keys.has((lines[index] as Line).key)),
      );
    }
    this.#render(place, drawing, all);
    this.#drawn = all;
    this.#keys = keys;
    this.#elements = [...place.querySelectorAll<HTMLElement>('.day, .entries > :not(.gap)')];
    this.#count();
    // What had the focus may have gone, as a line does that is folded.
    const root = place.getRootNode() as ShadowRoot;
    if (focused !== undefined && !root.activeElement) {
      this.#view?.story.focus({ preventScroll: true });
    }
  }

  /** What is drawn. */
  #keys: ReadonlySet<string> = new Set();

  #render(place: HTMLElement, { entry, day, desk }: Drawing, drawn: readonly number[]): void {
    const heights = this.#heights;
    const between = (from: number, to: number) => heights.startOf(to) - heights.startOf(from);
    render(linesTemplate({ lines: this.#lines, drawn, between, entry, day, desk }), place);
  }

  /** Where the line is that has the focus. */
  #focused(place: HTMLElement): number | undefined {
    const { activeElement } = place.getRootNode() as ShadowRoot;
    if (!activeElement || !place.contains(activeElement)) return undefined;
    const at = this.#elements.findIndex((each) => each.contains(activeElement));
    return this.#lineAt.get(this.#elements[at] as HTMLElement);
  }

  readonly #lineAt = new WeakMap<HTMLElement, number>();

  /** Tells a screen reader which of how many each is: it sees those that are drawn. */
  #count(): void {
    const { isEarlier, isLater } = this.#drawing as Drawing;
    const lastDay = this.#lines.at(-1)?.day;
    this.#elements.forEach((element, at) => {
      const line = this.#lines[this.#drawn[at] as number] as Line;
      this.#lineAt.set(element, line.at);
      if (isDay(line)) return;
      const day = this.#lines[line.day];
      const isOpen = (isEarlier && line.day === 0) || (isLater && line.day === lastDay);
      element.ariaPosInSet = String(line.place);
      element.ariaSetSize = String(day && isDay(day) && !isOpen ? day.lines : -1);
    });
  }

  /** Learns how high lines are, and puts what is seen back where it was. */
  #settle(): void {
    const view = this.#view;
    if (!view || this.#drawing?.isPrinting) return;
    for (let turn = 0; turn < 4; turn += 1) {
      this.#measure();
      if (this.isAtEnd) {
        if (view.isScrolledByItself) view.toEnd();
      } else if (this.#anchor) {
        const index = indexAt(this.#lines, this.#anchor.at);
        const found = this.#elements[this.#drawn.indexOf(index)];
        // A day stays in sight by itself; where it begins does not.
        const element = isDay(this.#lines[index]) ? found?.parentElement : found;
        if (element) view.scrollBy(view.offsetOf(element) - this.#anchor.offset);
      }
      this.#scrolledTo = view.story.scrollTop;
      if (this.#isCovered()) return;
      this.#draw();
    }
  }

  #measure(): void {
    this.#elements.forEach((element, at) => {
      const { key } = this.#lines[this.#drawn[at] as number] as Line;
      this.#heights.measured(key, element.getBoundingClientRect().height);
    });
    this.#heights.place(this.#lines);
  }
}

function isDay(line: Line | undefined): line is Extract<Line, { startsAt: number }> {
  return !!line && 'startsAt' in line;
}
