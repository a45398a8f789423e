import { KitError, type LimitedThing } from '../../domain/errors.ts';
import type { RateWindow } from './settings.ts';

/** Counts within one window. Those who share a database may count together. */
export interface Limiter {
  /**
   * Takes one, if there is one left.
   * @returns how long to wait for the next, milliseconds; 0 when one was taken
   */
  take(key: string): Promise<number>;
  /** How many were taken in the window that is open. */
  count(key: string): Promise<number>;
}

export type MakeLimiter = (name: string, window: RateWindow) => Limiter;

/** Several windows that hold at once. */
export class RateLimits {
  readonly #what: LimitedThing;
  readonly #limiters: readonly Limiter[];

  constructor(make: MakeLimiter, what: LimitedThing, windows: readonly RateWindow[]) {
    this.#what = what;
    // The shortest first: whoever is refused by it has taken nothing of the others.
    const inOrder = windows.toSorted((a, b) => a.seconds - b.seconds);
    this.#limiters = inOrder.map((window) => make(`${what}-${window.seconds}`, window));
  }

  /** @throws KitError `too-many-requests` */
  async take(key: string): Promise<void> {
    for (const limiter of this.#limiters) {
      const waitMs = await limiter.take(key);
      if (waitMs > 0) throw tooMany(this.#what, waitMs);
    }
  }
}

/** How long to wait is told in whole seconds, as `Retry-After` has them. */
export function tooMany(what: LimitedThing, waitMs: number): KitError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  const unit = retryAfter < 120 ? 'seconds' : 'minutes';
  const count = retryAfter < 120 ? retryAfter : Math.ceil(retryAfter / 60);
  const wait = new Intl.NumberFormat('en', {
    style: 'unit',
    unit: unit.slice(0, -1),
    unitDisplay: 'long',
  });
  return new KitError(
    'too-many-requests',
    `More comes from here than is taken at once. It goes on in ${wait.format(count)}.`,
    { details: { what, retryAfter } },
  );
}
