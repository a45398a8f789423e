import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * The secret behind the link that an anonymous reporter is answered with. It is derived from the
 * incident, not stored with it: whoever sends the same report again gets the same link.
 */
export class Receipts {
  readonly #secret: KeyObject;

  constructor(secret: string) {
    this.#secret = createSecretKey(secret, 'utf8');
  }

  issue(incident: number): string {
    return `rcpt_${incident}_${this.#sign(incident)}`;
  }

  /** The incident that a receipt was given for; null when it was never given. */
  verify(receipt: string): number | null {
    const [, digits, signature] = /^rcpt_([1-9]\d{0,14})_([\w-]{43})$/.exec(receipt) ?? [];
    if (!digits || !signature) return null;
    const expected = Buffer.from(this.#sign(Number(digits)));
    return timingSafeEqual(expected, Buffer.from(signature)) ? Number(digits) : null;
  }

  #sign(incident: number): string {
    return createHmac('sha256', this.#secret).update(`receipt ${incident}`).digest('base64url');
  }
}
