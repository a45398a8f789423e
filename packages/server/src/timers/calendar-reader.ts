import {
  type CalendarReading,
  forgetCalendars,
  readCalendars,
} from '../operations/oncall/read-calendars.ts';
import type { Store } from '../store/port/store.ts';

/** How often to look for calendars whose time has come, milliseconds. */
const everyMs = 5_000;
/** How often to look for those that are too old to keep, milliseconds. */
const forgetEveryMs = 60 * 60_000;

/** Reads the calendars that say who is on call. By itself, as others may be slow to answer. */
export class CalendarReader {
  readonly #store: Store;
  readonly #options: Omit<CalendarReading, 'signal'>;
  readonly #onError: (error: unknown) => void;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | null = null;
  #forgetAt = performance.now() + forgetEveryMs;

  constructor(
    store: Store,
    options: Omit<CalendarReading, 'signal'>,
    onError: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#options = options;
    this.#onError = onError;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), everyMs);
    this.#look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#reading;
  }

  /** Reads those whose time has come, and resolves when each was tried. */
  async readDue(): Promise<void> {
    await this.#reading;
    await this.#read();
  }

  #look(): void {
    this.#reading ??= this.#read()
      .catch((error) => this.#onError(error))
      .finally(() => {
        this.#reading = null;
      });
  }

  async #read(): Promise<void> {
    // One whose clock is off, or that may not write, leaves them to the others. The sweeper says why.
    if (await this.#store.check()) return;
    const now = () => this.#store.now();
    const { signal } = this.#closing;
    await readCalendars(this.#store, { ...this.#options, signal }, now);
    if (performance.now() < this.#forgetAt) return;
    await forgetCalendars(this.#store, now());
    this.#forgetAt = performance.now() + forgetEveryMs;
  }
}
