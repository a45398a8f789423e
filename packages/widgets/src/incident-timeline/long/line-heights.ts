/** Of a line that has not been drawn yet, and while none has. */
const guess = 64;

/**
 * Where each of many lines of different heights is. What was drawn is known; the others are taken for as high as
 * those are on average. It knows no DOM: it is told.
 */
export class LineHeights {
  readonly #known = new Map<string, number>();
  #sum = 0;
  /** Where each line begins; one more for where the last ends. */
  #starts = new Float64Array(1);

  /** A line has been drawn, so high. */
  measured(key: string, height: number): void {
    this.#sum += height - (this.#known.get(key) ?? 0);
    this.#known.set(key, height);
  }

  /** Puts lines below each other. */
  place(lines: readonly { key: string }[]): void {
    const average = this.#known.size ? this.#sum / this.#known.size : guess;
    const starts = new Float64Array(lines.length + 1);
    lines.forEach(({ key }, index) => {
      starts[index + 1] = (starts[index] as number) + (this.#known.get(key) ?? average);
    });
    this.#starts = starts;
  }

  /** How far below the first a line begins. */
  startOf(index: number): number {
    return this.#starts[index] ?? this.total;
  }

  get total(): number {
    return this.#starts.at(-1) ?? 0;
  }

  /** The line that is so far below the beginning of the first. */
  indexAt(distance: number): number {
    const last = this.#starts.length - 2;
    let [low, high] = [0, Math.max(0, last)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= distance) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
