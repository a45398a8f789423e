import { hash, randomBytes } from 'node:crypto';

/** What the first event of a log refers to as the one before. */
export const genesisHash = '0'.repeat(64);

/** The parts of an event that its hash covers, in a fixed order. */
export interface Hashed {
  seq: number;
  stream: string;
  version: number;
  type: string;
  at: number;
  actor: unknown;
  data: unknown;
  personalDigest: string;
}

/** SHA-256 over the hash before and the event, hex. */
export function hashEvent(before: string, event: Hashed): string {
  const { seq, stream, version, type, at, actor, data, personalDigest } = event;
  return sha256(
    canonicalJson([before, seq, stream, version, type, at, actor, data, personalDigest]),
  );
}

/** SHA-256 over a salt and what somebody may ask to have erased, hex. */
export function digestPersonal(salt: string, personal: unknown): string {
  return sha256(`${salt}\n${canonicalJson(personal)}`);
}

const saltBytes = 16;

/** Random bytes that are made for many salts at once: asking for a few costs as much as for many. */
let pool = Buffer.alloc(0);
let used = 0;

/** Hex. Without it, the digest of a short text could be guessed after the text was erased. */
export function newSalt(): string {
  if (used === pool.length) [pool, used] = [randomBytes(saltBytes * 256), 0];
  used += saltBytes;
  return pool.toString('hex', used - saltBytes, used);
}

/**
 * JSON with the keys of every object in order, so that the same value has the same digest whichever
 * program wrote it. After RFC 8785 (JCS), whose number and string forms are those of JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const key of inOrder(Object.keys(value))) {
    const each = (value as Record<string, unknown>)[key];
    if (each === undefined) continue;
    if (members !== '') members += ',';
    members += `${quoted(key)}:${canonicalJson(each)}`;
  }
  return `{${members}}`;
}

/** Most names and many texts are what they are between quotes; to ask for their JSON takes several times as long. */
const plain = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return text.length < 200 && plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Most are in order already. */
function inOrder(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
