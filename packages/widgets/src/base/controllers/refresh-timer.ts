/** How often what no stream tells of is read again, milliseconds. */
const everyMs = 30_000;

/** Reads again from time to time what no stream tells of, while somebody can see the page. */
export class RefreshTimer {
  readonly #read: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isDue = false;

  constructor(read: () => void) {
    this.#read = read;
  }

  /** Begins; whoever began ends it with `stop` before they begin again. */
  start(): void {
    this.#timer = setInterval(this.#tick, everyMs);
    document.addEventListener('visibilitychange', this.#seen);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#isDue = false;
    document.removeEventListener('visibilitychange', this.#seen);
  }

  readonly #tick = (): void => {
    this.#isDue = document.visibilityState === 'hidden';
    if (!this.#isDue) this.#read();
  };

  readonly #seen = (): void => {
    if (this.#isDue) this.#tick();
  };
}
