import { fireDue } from '../operations/fire-due.ts';
import type { Store } from '../store/store.ts';

/** How often to look for what has fallen due, milliseconds. */
const everyMs = 1_000;

/**
 * Looks, again and again, for what has fallen due. Every instance does; that it happens once is the
 * doing of the log and not of who looks.
 */
export class Sweeper {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | null = null;

  constructor(store: Store, now: () => number, onError: (error: unknown) => void) {
    this.#store = store;
    this.#now = now;
    this.#onError = onError;
  }

  start(): void {
    this.#timer = setInterval(() => this.#sweep(), everyMs);
    this.#sweep();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  #sweep(): void {
    this.#sweeping ??= fireDue(this.#store, this.#now)
      .then(() => undefined, this.#onError)
      .finally(() => {
        this.#sweeping = null;
      });
  }
}
