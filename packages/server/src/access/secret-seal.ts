import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Keeps secrets of sites so that a copy of the database alone tells none of them, if there is a key for it: they
 * cannot be hashed, as tokens are checked with them. Without a key they are kept as they are.
 */
export class SecretSeal {
  readonly #key: Buffer | null;

  /** @param key of any length; null for none */
  constructor(key: string | null) {
    this.#key =
      key === null
        ? null
        : Buffer.from(hkdfSync('sha256', key, 'incident-kit', 'secrets of sites', 32));
  }

  /** @param name of what it is kept under; sealed under one name, it does not open under another */
  close(secret: string, name: string): string {
    if (!this.#key) return `plain:${secret}`;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(name));
    const sealed = [cipher.update(secret, 'utf8'), cipher.final()];
    return `sealed:${Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64')}`;
  }

  /** Null when it was sealed with another key, or is none. */
  open(kept: string, name: string): string | null {
    if (kept.startsWith('plain:')) return kept.slice('plain:'.length);
    if (!this.#key || !kept.startsWith('sealed:')) return null;
    const bytes = Buffer.from(kept.slice('sealed:'.length), 'base64');
    const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
    try {
      const decipher = createDecipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(name))
        .setAuthTag(tag.subarray(0, tagBytes));
      return decipher.update(tag.subarray(tagBytes), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return null;
    }
  }
}
