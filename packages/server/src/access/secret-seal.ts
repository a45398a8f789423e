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
  /** What they were sealed with before. */
  readonly #older: readonly Buffer[];

  /**
   * @param key of any length; null for none
   * @param older keys that still open what was sealed with them, and seal nothing any more
   */
  constructor(key: string | null, older: readonly string[] = []) {
    this.#key = key === null ? null : derived(key);
    this.#older = older.map(derived);
  }

  get hasKey(): boolean {
    return this.#key !== null;
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
    for (const key of this.#key ? [this.#key, ...this.#older] : this.#older) {
      const secret = openWith(key, kept, name);
      if (secret !== null) return secret;
    }
    return null;
  }

  /** Whether it is kept as it would be now. */
  isCurrent(kept: string, name: string): boolean {
    return this.#key ? openWith(this.#key, kept, name) !== null : kept.startsWith('plain:');
  }
}

function derived(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, 'incident-kit', 'secrets of sites', 32));
}

function openWith(key: Buffer, kept: string, name: string): string | null {
  if (!kept.startsWith('sealed:')) return null;
  const bytes = Buffer.from(kept.slice('sealed:'.length), 'base64');
  const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(name))
      .setAuthTag(tag.subarray(0, tagBytes));
    return decipher.update(tag.subarray(tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** What secrets are kept with, by these settings. */
export function sealOf(settings: {
  secretsKey?: string | undefined;
  oldSecretsKeys: readonly string[];
}): SecretSeal {
  return new SecretSeal(settings.secretsKey ?? null, settings.oldSecretsKeys);
}
