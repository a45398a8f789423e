import { pageEvents } from './page-events.ts';

const firstMs = 300;
const lastMs = 10_000;

/** Calls back when the network comes or goes and when the page is hidden or shown. */
export const onPage: ReturnType<typeof pageEvents> = pageEvents(
  'online',
  'offline',
  'visibilitychange',
);

/**
 * Runs something again after a failure: later after each, with jitter so that a thousand pages do not
 * come back in the same instant, and at once when the network returns or somebody looks at the page.
 */
export class Retry {
  /** How often it has failed since it last went well. */
  failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;
  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  later(): void {
    this.cancel();
    const now = (): void => {
      this.cancel();
      this.#run();
    };
    const ms = Math.min(lastMs, firstMs * 2 ** this.failures++);
    this.#timer = setTimeout(now, ms * (0.5 + Math.random() / 2));
    this.#stop = onPage(() => document.hidden || now());
  }

  /** It went well: the next failure is the first again. */
  reset(): void {
    this.cancel();
    this.failures = 0;
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#stop?.();
  }
}
