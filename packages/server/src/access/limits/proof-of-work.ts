import { createHmac, timingSafeEqual } from 'node:crypto';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import type { Payload } from 'altcha-lib/v1/types';
import { z } from 'zod';
import { KitError, type WorkChallenge } from '../../domain/errors.ts';
import type { Limiter, MakeLimiter } from './rate-limits.ts';
import type { LimitSettings } from './settings.ts';

/** What ALTCHA's own clients send: base64 of JSON. */
const payload = z.strictObject({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().regex(/^[\da-f]{64}$/),
  number: z.int().min(0),
  salt: z.string().max(500),
  signature: z.string().regex(/^[\da-f]{64}$/),
  took: z.number().optional(),
});

/**
 * Work that costs whoever reports much, and a person a moment. Challenges are signed and nothing of them is kept
 * until they are solved: then that they were, until they expire.
 */
export class ProofOfWork {
  readonly #settings: LimitSettings['proofOfWork'];
  readonly #key: string;
  readonly #used: Limiter;
  readonly #now: () => number;

  constructor(
    settings: LimitSettings['proofOfWork'],
    { secret, make, now }: { secret: string; make: MakeLimiter; now: () => number },
  ) {
    this.#settings = settings;
    this.#key = createHmac('sha256', secret).update('proof of work').digest('hex');
    // Longer than a challenge is good for, as each instance has a clock of its own to forget it by.
    this.#used = make('proofs', { max: 1, seconds: settings.expireSeconds + 120 });
    this.#now = now;
  }

  /**
   * Accepts a proof, once.
   * @param proof as it was sent
   * @param site the key of the site that is reported through; a proof is of use for no other
   * @param times how much harder than the easiest the next challenge is
   * @throws KitError `proof-of-work-required`, with a challenge, when it is none
   */
  async spend(proof: string | undefined, site: string, times: number): Promise<void> {
    const why = proof === undefined ? 'missing' : await this.#reject(proof, site);
    if (why === null) return;
    throw new KitError(
      'proof-of-work-required',
      'Much is being reported just now. Your browser has to do some work before this is taken: ' +
        'solve the challenge and send the same again with the solution as “proof”.',
      { details: { why, challenge: await this.#challenge(site, times) } },
    );
  }

  async #reject(proof: string, site: string): Promise<'wrong' | 'expired' | 'used' | null> {
    const given = read(proof);
    // The expiry is read here, by the clock that all instances share.
    if (!given || !(await verifySolution(given, this.#key, false))) return 'wrong';
    const { site: madeFor, until } = extractParams(given);
    if (madeFor !== site) return 'wrong';
    if (Number(until) < this.#now()) return 'expired';
    return (await this.#used.take(given.signature)) > 0 ? 'used' : null;
  }

  async #challenge(site: string, times: number): Promise<WorkChallenge> {
    const { easiest, hardest, expireSeconds } = this.#settings;
    const maxnumber = Math.min(Math.max(easiest, hardest), Math.round(easiest * times));
    const until = String(this.#now() + expireSeconds * 1000);
    const made = await createChallenge({
      hmacKey: this.#key,
      maxnumber,
      params: { site, until },
    });
    return { ...made, maxnumber };
  }
}

function read(proof: string): Payload | null {
  try {
    const parsed = payload.safeParse(JSON.parse(Buffer.from(proof, 'base64').toString('utf8')));
    if (!parsed.success) return null;
    const { took: _, ...given } = parsed.data;
    return given;
  } catch {
    return null;
  }
}

/** Says when a form was given out, so that whoever sends it cannot say another time. */
export class FormStamps {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  issue(at: number): string {
    return `${at}.${this.#sign(at)}`;
  }

  /** Epoch milliseconds; null when it is none of ours. */
  verify(stamp: string): number | null {
    const [, digits = '', signature = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(stamp) ?? [];
    const expected = Buffer.from(this.#sign(Number(digits)));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(expected, given)
      ? Number(digits)
      : null;
  }

  #sign(at: number): string {
    return createHmac('sha256', this.#secret).update(`form ${at}`).digest('base64url');
  }
}
