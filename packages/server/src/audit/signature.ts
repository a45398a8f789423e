import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../store/log/hash-chain.ts';
import type { Snapshot, Store } from '../store/port/store.ts';

/** The name under which the private key is kept. */
const secretName = 'export-signing-key';

/** What is signed, and how; a later form gets another name. */
const format = 'incident-kit/log@1';

export interface SigningKey {
  privateKey: KeyObject;
  /** Base64 of its SPKI form. */
  publicKey: string;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The last line of an export: how far it goes, signed. */
export const sealSchema = z.strictObject({
  format: z.literal(format),
  /** What the first event follows. */
  after: z.strictObject({ seq: z.int().min(0), hash }),
  /** Where the log ended. `at`: when its last event was, epoch milliseconds. */
  head: z.strictObject({ seq: z.int().min(0), hash, at: z.int() }),
  /** Epoch milliseconds. */
  exportedAt: z.int(),
  publicKey: z.base64(),
  /** Ed25519 over the canonical JSON of everything above, base64. */
  signature: z.base64(),
});

export type Seal = z.infer<typeof sealSchema>;

/** The key that exports of this database are signed with; null when none was made yet. */
export async function signingKeyIn(snapshot: Snapshot): Promise<SigningKey | null> {
  const kept = await snapshot.secrets.get(secretName);
  return kept === null ? null : toSigningKey(kept);
}

/** The same; whoever is first makes it. */
export function makeSigningKey(store: Store): Promise<SigningKey> {
  return store.write(async (transaction) => {
    const kept = await signingKeyIn(transaction);
    if (kept) return kept;
    const { privateKey } = generateKeyPairSync('ed25519');
    const made = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    await transaction.secrets.keep(secretName, made);
    return toSigningKey(made);
  });
}

function toSigningKey(kept: string): SigningKey {
  const der = Buffer.from(kept, 'base64');
  const privateKey = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  return { privateKey, publicKey: toText(createPublicKey(privateKey)) };
}

export function seal(key: SigningKey, what: Pick<Seal, 'after' | 'head' | 'exportedAt'>): Seal {
  const { after, head, exportedAt } = what;
  const statement = { format, after, head, exportedAt, publicKey: key.publicKey } as const;
  const signature = sign(null, Buffer.from(canonicalJson(statement)), key.privateKey);
  return { ...statement, signature: signature.toString('base64') };
}

/** Whether the key that a seal names has signed it. Whose key that is, it does not say. */
export function isSigned({ signature, ...statement }: Seal): boolean {
  const key = readPublicKey(statement.publicKey);
  if (key === null) return false;
  const bytes = Buffer.from(signature, 'base64');
  // Base64 can be written in several ways, and only one of them is what was written.
  if (bytes.toString('base64') !== signature) return false;
  return verify(null, Buffer.from(canonicalJson(statement)), toKey(key), bytes);
}

/**
 * A public key as somebody gives it: PEM, or the base64 within.
 * @returns base64; null when it is no Ed25519 key
 */
export function readPublicKey(text: string): string | null {
  try {
    const [pem] = /-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----/s.exec(text) ?? [];
    const key = pem ? createPublicKey(pem) : toKey(text.trim());
    return key.asymmetricKeyType === 'ed25519' ? toText(key) : null;
  } catch {
    return null;
  }
}

/** Short enough to be compared by eye or on the telephone. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

export function toPem(publicKey: string): string {
  return toKey(publicKey).export({ type: 'spki', format: 'pem' }).toString();
}

function toKey(publicKey: string): KeyObject {
  const der = Buffer.from(publicKey, 'base64');
  return createPublicKey({ key: der, type: 'spki', format: 'der' });
}

function toText(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}
