import type { Caller } from '../caller.ts';
import { networkOf } from './network-of.ts';
import { type MakeLimiter, RateLimits, tooMany } from './rate-limits.ts';
import type { LimitSettings, RateWindow } from './settings.ts';

/** Addresses that are counted at once; whoever has more of them begins anew. */
const mostNetworks = 100_000;

/** Counts without waiting: badges that are kept are answered within microseconds. */
class CallCounter {
  readonly #window: RateWindow;
  #counts = new Map<string, number>();
  #endsAt = 0;

  constructor(window: RateWindow) {
    this.#window = window;
  }

  /** @returns how long to wait, milliseconds; 0 when it may go on */
  count(network: string): number {
    const now = performance.now();
    if (now >= this.#endsAt || this.#counts.size > mostNetworks) {
      this.#counts = new Map();
      this.#endsAt = now + this.#window.seconds * 1000;
    }
    const count = (this.#counts.get(network) ?? 0) + 1;
    this.#counts.set(network, count);
    return count > this.#window.max ? this.#endsAt - now : 0;
  }
}

/**
 * What one address may ask before anybody knows who it is: calls without a token, and credentials that are wrong.
 * Where no address is known, none of it holds.
 */
export class AddressLimits {
  readonly #calls: CallCounter;
  readonly #wrong: RateLimits;
  /** Until when nothing that would have to be checked is looked at, by `performance.now()`. */
  readonly #shutOut = new Map<string, number>();

  constructor(settings: LimitSettings, make: MakeLimiter) {
    this.#calls = new CallCounter(settings.anonymousCalls);
    this.#wrong = new RateLimits(make, 'credentials', settings.wrongCredentials);
  }

  /** @throws KitError `too-many-requests` */
  countCall({ id }: Caller, address: string | null): void {
    const network = networkOf(address);
    if (id !== null || network === null) return;
    const waitMs = this.#calls.count(network);
    if (waitMs > 0) throw tooMany('calls', waitMs);
  }

  /**
   * Before a credential is checked.
   * @throws KitError `too-many-requests`
   */
  assertMayTry(address: string | null): void {
    const network = networkOf(address);
    if (network === null) return;
    const left = (this.#shutOut.get(network) ?? 0) - performance.now();
    if (left > 0) throw tooMany('credentials', left);
    this.#shutOut.delete(network);
  }

  /**
   * After one was wrong.
   * @throws KitError `too-many-requests` in place of what it would be told
   */
  async wasWrong(address: string | null): Promise<void> {
    const network = networkOf(address);
    if (network === null) return;
    try {
      await this.#wrong.take(network);
    } catch (error) {
      const { retryAfter } = (error as ReturnType<typeof tooMany>).details as {
        retryAfter: number;
      };
      if (this.#shutOut.size > mostNetworks) this.#shutOut.clear();
      this.#shutOut.set(network, performance.now() + retryAfter * 1000);
      throw error;
    }
  }
}
