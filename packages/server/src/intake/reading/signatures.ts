import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Distrust } from '../../operations/signals/source-kind.ts';

/** How far the time that was signed may be from ours, either way. */
const patience = 300_000;

interface Signed {
  /** As the header says; undefined where there is none. Several while the source changes its secret. */
  readonly signatures: readonly string[] | undefined;
  readonly content: string;
  /** The time that was signed along, epoch milliseconds, where the source signs one. */
  readonly at?: number;
}

/** Whether one of the secrets made one of the signatures (HMAC-SHA256, hex). */
export function distrustOf(
  { signatures, content, at }: Signed,
  secrets: readonly string[],
  now: number,
): Distrust | undefined {
  if (signatures === undefined) return 'unsigned';
  const isOurs = secrets
    .map((secret) => createHmac('sha256', secret).update(content).digest())
    .some((expected) => signatures.some((signature) => isSame(expected, signature)));
  if (!isOurs) return 'wrong-signature';
  return at !== undefined && !(Math.abs(now - at) <= patience) ? 'not-now' : undefined;
}

function isSame(expected: Buffer, signature: string): boolean {
  const given = Buffer.from(signature.trim(), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
