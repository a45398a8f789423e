/** A line that is seen, and how far below the upper end of what is seen it begins. */
export interface Anchor {
  at: number;
  offset: number;
}

/** What of the lines is seen, whoever scrolls them: the story itself, or in a low window the page. */
export class ViewOfLines {
  readonly story: HTMLElement;
  readonly place: HTMLElement;

  /** @param place - what the lines are in */
  constructor(story: HTMLElement, place: HTMLElement) {
    this.story = story;
    this.place = place;
  }

  get isScrolledByItself(): boolean {
    return this.story.scrollHeight > this.story.clientHeight + 1;
  }

  /** From where to where lines are seen, from the upper end of the window. */
  get edges(): [number, number] {
    const { top, bottom } = this.story.getBoundingClientRect();
    return [Math.max(0, top), Math.min(innerHeight, bottom)];
  }

  get height(): number {
    const [top, bottom] = this.edges;
    return Math.max(0, bottom - top);
  }

  /** How far below the beginning of the lines what is seen begins. */
  get top(): number {
    return this.edges[0] - this.place.getBoundingClientRect().top;
  }

  /** Whether the end is in sight, or almost. */
  get isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.story;
    return scrollHeight - scrollTop - clientHeight < 40;
  }

  toEnd(): void {
    this.story.scrollTop = this.story.scrollHeight;
  }

  /** Where a line is, in what is seen. */
  offsetOf(line: Element): number {
    return line.getBoundingClientRect().top - this.edges[0];
  }

  scrollBy(distance: number): void {
    if (Math.abs(distance) < 0.5) return;
    if (this.isScrolledByItself) this.story.scrollTop += distance;
    else scrollBy({ top: distance, behavior: 'instant' });
  }
}
