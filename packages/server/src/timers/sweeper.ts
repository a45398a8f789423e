import { forgetReplies } from '../operations/forget-replies.ts';
import { fireDue } from '../operations/incidents/fire-due.ts';
import { indexTexts } from '../operations/index-texts.ts';
import type { Store } from '../store/store.ts';

/** How often to look for what has fallen due, milliseconds. */
const everyMs = 1_000;

/** How often to look for replies that are too old to keep, milliseconds. */
const forgetEveryMs = 60 * 60_000;

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
  #forgetAt = 0;

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
    this.#sweeping ??= this.#look()
      .catch(this.#onError)
      .finally(() => {
        this.#sweeping = null;
      });
  }

  async #look(): Promise<void> {
    await fireDue(this.#store, this.#now);
    await indexTexts(this.#store);
    if (performance.now() < this.#forgetAt) return;
    await forgetReplies(this.#store, this.#now());
    this.#forgetAt = performance.now() + forgetEveryMs;
  }
}
