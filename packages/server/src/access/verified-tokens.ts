import { hash } from 'node:crypto';
import type { HostClaims } from './host-tokens.ts';

/** Tokens that are remembered; the oldest goes when another comes. */
const mostKept = 10_000;

interface Verified {
  claims: HostClaims;
  /** Which secret of the site it was signed with; null for none. */
  secret: string | null;
  /** When that secret ends, epoch milliseconds; infinite for never. */
  endsAt: number;
  /** When it was verified, epoch milliseconds. */
  at: number;
  /** From when on it is verified anew, and then refused, epoch milliseconds. */
  until: number;
}

/**
 * What tokens said that have been verified: a page sends the same one with every request until it runs
 * out. Kept by a digest, so that the tokens themselves are nowhere in memory, and by the site, in its version,
 * whose secret they were verified with.
 */
export class VerifiedTokens {
  readonly #kept = new Map<string, Verified>();

  get size(): number {
    return this.#kept.size;
  }

  /** What a token says that was verified and has not run out; else null. */
  get(site: string, token: string, now: number): Verified | null {
    const key = keyOf(site, token);
    const kept = this.#kept.get(key);
    if (!kept) return null;
    // Also when the clock was put back: what a token says of when it begins is looked at anew.
    if (now < kept.until && now >= kept.at) return kept;
    this.#kept.delete(key);
    return null;
  }

  keep(site: string, token: string, verified: Verified): void {
    this.#kept.set(keyOf(site, token), verified);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && !oldest.done) this.#kept.delete(oldest.value);
  }
}

function keyOf(site: string, token: string): string {
  return hash('sha256', `${site}\n${token}`, 'base64');
}
