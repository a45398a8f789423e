import { CallCounter } from './call-counter.ts';
import type { Overload } from './overload.ts';
import type { RateWindow } from './settings.ts';

/** Why what can come later is not taken now. */
export interface Excess {
  /** Which limit it is, in words. */
  limit: string;
  /** Seconds. */
  retryAfter: number;
}

/** How much sources of alerts may send. What says nothing new is refused first; it is for who takes it in to tell. */
export class SourceLimits {
  readonly #counter: CallCounter;
  readonly #window: RateWindow;
  readonly #overload: Pick<Overload, 'retryAfter'>;

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
      return { limit, retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) };
    }
    const { retryAfter } = this.#overload;
    return retryAfter === null ? null : { limit: 'what the server can do at once', retryAfter };
  }
}
