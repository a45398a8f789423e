/** How often what no stream tells of is read again, milliseconds. */
const everyMs = 30_000;
/** How long is waited for more, when something happened that may be news of it. */
const soonMs = 1_500;

/** Reads again what no stream tells of: from time to time, and when something else happened; while somebody can see the page. */
export class RefreshTimer {
  readonly #read: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isDue = false;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(read: () => void) {
    this.#read = read;
  }

  /**
   * Begins beside something else.
   * @param disconnect - ends that
   * @returns ends both; who begins again ends this first
   */
  beside(disconnect: () => void): () => void {
    this.#timer = setInterval(this.#tick, everyMs);
    document.addEventListener('visibilitychange', this.#seen);
    return () => {
      clearInterval(this.#timer);
      clearTimeout(this.#soon);
      this.#timer = this.#soon = undefined;
      this.#isDue = false;
      document.removeEventListener('visibilitychange', this.#seen);
      disconnect();
    };
  }

  /** It may have changed: much that happens at once is read once. */
  soon(): void {
    if (!this.#timer) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#tick();
    }, soonMs);
  }

  readonly #tick = (): void => {
    this.#isDue = document.visibilityState === 'hidden';
    if (!this.#isDue) this.#read();
  };

  readonly #seen = (): void => {
    if (this.#isDue) this.#tick();
  };
}
