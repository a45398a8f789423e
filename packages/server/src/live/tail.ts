import type { KitEvent, Store } from '../store/store.ts';

/** Events read at a time. */
const pageSize = 500;

/** How often to look without having been told: another process may have written to the database. */
const pollMs = 1_000;

/**
 * Follows the log: every event once, in order. What this process commits it need not read again, where it
 * follows on what was handed on last; what others commit is only a hint to look sooner. The cursor is
 * the truth.
 */
export class LogTail {
  readonly #store: Store;
  readonly #onEvents: (events: KitEvent[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #cursor = 0;
  /** What this process has committed and not handed on yet. */
  #heard: KitEvent[] = [];
  /** Whether the log may have more than what was heard. */
  #mustRead = false;
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
    this.#cursor = await this.#store.read((snapshot) => snapshot.log.lastSeq());
    const look = () => {
      this.#mustRead = true;
      this.#look();
    };
    const stopListening = this.#store.onCommit((events) => {
      this.#heard.push(...events);
      this.#look();
    });
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
      const heard = this.#takeHeard();
      const events = heard.length > 0 || !this.#mustRead ? heard : await this.#read();
      const last = events.at(-1);
      if (!last) return;
      await this.#onEvents(events);
      this.#cursor = last.seq;
    }
  }

  /** What follows on the cursor without a gap; where there is one, others have committed between. */
  #takeHeard(): KitEvent[] {
    const heard = this.#heard.filter((event) => event.seq > this.#cursor);
    this.#heard = [];
    const following = heard.filter((event, index) => event.seq === this.#cursor + 1 + index);
    if (following.length < heard.length) this.#mustRead = true;
    return following;
  }

  async #read(): Promise<KitEvent[]> {
    // Before reading: whoever asks meanwhile may mean what this does not see.
    this.#mustRead = false;
    const events = await this.#store.read((snapshot) => snapshot.log.after(this.#cursor, pageSize));
    if (events.length === pageSize) this.#mustRead = true;
    return events;
  }
}
