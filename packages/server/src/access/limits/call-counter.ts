import type { RateWindow } from './settings.ts';

/** What is counted at once; whoever has more begins anew. */
const mostCounted = 100_000;

/** Counts within a window, in this process, without waiting: badges that are kept are answered within microseconds. */
export class CallCounter {
  readonly #window: RateWindow;
  #counts = new Map<string, number>();
  #endsAt = 0;

  constructor(window: RateWindow) {
    this.#window = window;
  }

  /** @returns how long to wait, milliseconds; 0 when it may go on */
  count(key: string): number {
    const now = performance.now();
    if (now >= this.#endsAt || this.#counts.size > mostCounted) {
      this.#counts = new Map();
      this.#endsAt = now + this.#window.seconds * 1000;
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count > this.#window.max ? this.#endsAt - now : 0;
  }
}
