const firstMs = 300;
const lastMs = 10_000;

/**
 * Runs something again after a failure: later after each, with jitter so that a thousand pages do not
 * come back in the same instant, and at once when the network returns or somebody looks at the page.
 */
export class Retry {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  /** How often it has failed since it last went well. */
  get failures(): number {
    return this.#failures;
  }

  later(): void {
    this.cancel();
    const ms = Math.min(lastMs, firstMs * 2 ** this.#failures++);
    this.#timer = setTimeout(this.#now, ms * (0.5 + Math.random() / 2));
    addEventListener('online', this.#now);
    document.addEventListener('visibilitychange', this.#now);
  }

  /** It went well: the next failure is the first again. */
  reset(): void {
    this.cancel();
    this.#failures = 0;
  }

  cancel(): void {
    clearTimeout(this.#timer);
    removeEventListener('online', this.#now);
    document.removeEventListener('visibilitychange', this.#now);
  }

  readonly #now = (event?: Event): void => {
    if (event?.type === 'visibilitychange' && document.hidden) return;
    this.cancel();
    this.#run();
  };
}
