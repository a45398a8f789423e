import { setImmediate } from 'node:timers/promises';
import { KitError } from '../domain/errors.ts';

/** How long a computation keeps the thread before others have their turn, milliseconds. */
const turnMs = 8;

/** Seconds after which one of those that wait is likely to be done. */
const retryAfter = 5;

/** Gives others their turn whenever a computation has had its own. */
export class Turns {
  #since = performance.now();

  async pass(): Promise<void> {
    if (performance.now() - this.#since < turnMs) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/** Long computations, one after the other: the process has one thread for them and for everybody else. */
export class OneAtATime {
  readonly #mostWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** @throws KitError `overloaded` when so many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting > this.#mostWaiting) {
      throw new KitError(
        'overloaded',
        'Others are having the same computed just now. Try again in a moment.',
        { details: { retryAfter } },
      );
    }
    this.#waiting += 1;
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#waiting -= 1;
    }
  }
}
