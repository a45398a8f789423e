import type { KitEvent, Store } from '../store/store.ts';

/** Events read at a time. */
const pageSize = 500;

/** How often to look without having been told: another process may have written to the database. */
const pollMs = 1_000;

/**
 * Follows the log: every event once, in order. Commits, of this process or another, are only a hint to
 * look sooner; the cursor is the truth.
 */
export class LogTail {
  readonly #store: Store;
  readonly #onEvents: (events: KitEvent[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #cursor = 0;
  #reading: Promise<void> | null = null;
  #again = false;
  #stop: (() => void) | null = null;

  constructor(
    store: Store,
    onEvents: (events: KitEvent[]) => Promise<void>,
    onError: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#onEvents = onEvents;
    this.#onError = onError;
  }

  /** Position of the last event that was handed on. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Begins at the end of the log as it is now. */
  async start(): Promise<void> {
    this.#cursor = await this.#store.read((snapshot) => snapshot.head());
    const look = () => this.#look();
    const stopListening = this.#store.onCommit(look);
    const stopHints = this.#store.onHint((seq) => {
      if (seq > this.#cursor) look();
    });
    const timer = setInterval(look, pollMs);
    this.#stop = () => {
      stopListening();
      stopHints();
      clearInterval(timer);
    };
  }

  async stop(): Promise<void> {
    this.#stop?.();
    await this.#reading;
  }

  #look(): void {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = this.#readOn()
      .catch(this.#onError)
      .finally(() => {
        this.#reading = null;
        if (this.#again) {
          this.#again = false;
          this.#look();
        }
      });
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const events = await this.#store.read((snapshot) =>
        snapshot.logAfter(this.#cursor, pageSize),
      );
      const last = events.at(-1);
      if (!last) return;
      await this.#onEvents(events);
      this.#cursor = last.seq;
      if (events.length < pageSize) return;
    }
  }
}
