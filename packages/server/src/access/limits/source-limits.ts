import { CallCounter } from './call-counter.ts';
import type { Overload } from './overload.ts';
import type { RateWindow } from './settings.ts';

/** Why what can come later is not taken now. */
export interface Excess {
  /** Which limit it is, in words. */
  limit: string;
  /** Seconds. */
  retryAfter: number;
  /** Whether nothing of that source was refused for it lately: one is kept, so that it can be seen. */
  isFirst: boolean;
}

/** How much sources of alerts may send. What says nothing new is refused first; it is for who takes it in to tell. */
export class SourceLimits {
  readonly #counter: CallCounter;
  readonly #window: RateWindow;
  readonly #overload: Pick<Overload, 'retryAfter'>;
  /** Until when what is refused of a source is not the first, by the clock of the process. */
  readonly #refusing = new Map<string, number>();

  constructor(window: RateWindow, overload: Pick<Overload, 'retryAfter'>) {
    this.#counter = new CallCounter(window);
    this.#window = window;
    this.#overload = overload;
  }

  /** Counts a delivery of a source. */
  count(source: string): Excess | null {
    const waitMs = this.#counter.count(source);
    if (waitMs > 0) {
      const { max, seconds } = this.#window;
      const limit = `${max} deliveries in ${seconds} s`;
      return this.#excess(source, limit, Math.max(1, Math.ceil(waitMs / 1000)));
    }
    const { retryAfter } = this.#overload;
    if (retryAfter === null) return null;
    return this.#excess(source, 'what the server can do at once', retryAfter);
  }

  #excess(source: string, limit: string, retryAfter: number): Excess {
    const now = performance.now();
    const isFirst = (this.#refusing.get(source) ?? 0) <= now;
    if (isFirst) this.#refusing.set(source, now + this.#window.seconds * 1_000);
    return { limit, retryAfter, isFirst };
  }
}
