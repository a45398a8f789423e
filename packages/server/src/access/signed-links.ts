import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * What links hold that are sent to somebody: a subject and when the link ends, signed for one purpose, so that
 * nothing is kept of a link and none is good for anything else.
 */
export class SignedLinks {
  /** What links begin with, without a slash at the end; null where the settings do not say it: mails have none then. */
  readonly base: string | null;
  readonly #secret: KeyObject;

  constructor(secret: string, base: string | null = null) {
    this.base = base;
    this.#secret = createSecretKey(secret, 'utf8');
  }

  /**
   * @param purpose what the link is good for, e.g. `subscription`
   * @param endsAt epoch milliseconds
   */
  sign(purpose: string, subject: string, endsAt: number): string {
    const said = `${Buffer.from(subject).toString('base64url')}.${endsAt.toString(36)}`;
    return `${said}.${this.#signature(purpose, said)}`;
  }

  /** The subject of what was signed for a purpose; null when it was not, or has ended. */
  verify(purpose: string, token: string, now: number): string | null {
    const [, subject, ends, signature] =
      /^([\w-]{1,2000})\.([0-9a-z]{1,11})\.([\w-]{43})$/.exec(token) ?? [];
    if (subject === undefined || !ends || !signature) return null;
    const expected = Buffer.from(this.#signature(purpose, `${subject}.${ends}`));
    if (!timingSafeEqual(expected, Buffer.from(signature))) return null;
    return Number.parseInt(ends, 36) > now ? Buffer.from(subject, 'base64url').toString() : null;
  }

  /** A UUID for a name, the same for ever and another on every other installation. */
  uuidOf(name: string): string {
    const bytes = createHmac('sha256', this.#secret).update(`uuid ${name}`).digest();
    // Version 8 of RFC 9562: made in a way of one's own.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
    return [...parts, hex.slice(20, 32)].join('-');
  }

  #signature(purpose: string, said: string): string {
    return createHmac('sha256', this.#secret).update(`link ${purpose} ${said}`).digest('base64url');
  }
}
