import type { Caller } from '../caller.ts';
import { CallCounter } from './call-counter.ts';
import { networkOf } from './network-of.ts';
import { type MakeLimiter, RateLimits, tooMany } from './rate-limits.ts';
import type { LimitSettings } from './settings.ts';

/** Addresses that are shut out at once; whoever has more of them begins anew. */
const mostNetworks = 100_000;

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
