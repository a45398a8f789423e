import { hash } from 'node:crypto';
import type { HostClaims } from './host-tokens.ts';

/** Tokens that are remembered; the oldest goes when another comes. */
const mostKept = 10_000;

interface Verified {
  claims: HostClaims;
  /** When it was verified, epoch milliseconds. */
  at: number;
  /** From when on it is verified anew, and then refused, epoch milliseconds. */
  until: number;
}

/**
 * What tokens said that have been verified: a page sends the same one with every request until it runs
 * out. Kept by a digest, so that the tokens themselves are nowhere in memory, and by the site whose secret
 * they were verified with.
 */
export class VerifiedTokens {
  readonly #kept = new Map<string, Verified>();

  get size(): number {
    return this.#kept.size;
  }

  /** The claims of a token that was verified and has not run out; else null. */
  get(siteKey: string, token: string, now: number): HostClaims | null {
    const key = keyOf(siteKey, token);
    const kept = this.#kept.get(key);
    if (!kept) return null;
    // Also when the clock was put back: what a token says of when it begins is looked at anew.
    if (now < kept.until && now >= kept.at) return kept.claims;
    this.#kept.delete(key);
    return null;
  }

  /** @param until as long as verifying it would give the same, epoch milliseconds */
  keep(siteKey: string, token: string, claims: HostClaims, at: number, until: number): void {
    this.#kept.set(keyOf(siteKey, token), { claims, at, until });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && !oldest.done) this.#kept.delete(oldest.value);
  }
}

function keyOf(siteKey: string, token: string): string {
  return hash('sha256', `${siteKey}\n${token}`, 'base64');
}
