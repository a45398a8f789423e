import { hash, timingSafeEqual } from 'node:crypto';

/** What a secret of 32 bytes has to be worth, in bits: random ones have 90 to 150, as they are written. */
const leastBits = 72;

/** Whoever copies an example has the secret of everybody who did. */
const placeholders =
  /change.?me|change.?this|place.?holder|your.{0,12}(secret|key)|example|shared with the intranet/i;

/**
 * Why a secret that is long enough can still be guessed; null when it cannot. The bits are those of its
 * letters and of the steps between them, whichever are fewer, so that neither one letter repeated nor the
 * alphabet passes; of a text that repeats itself only the part that it repeats counts.
 */
export function weaknessOf(secret: string): string | null {
  if (placeholders.test(secret)) return 'It is the text of an example, which everybody can read.';
  const [, part = secret] = /^(.+?)\1+$/s.exec(secret) ?? [];
  const letters = [...Buffer.from(part)];
  const steps = letters.slice(1).map((each, index) => each - (letters[index] ?? 0));
  const bits = Math.min(bitsOf(letters), bitsOf(steps));
  return bits < leastBits ? 'It repeats itself and can be guessed.' : null;
}

/** Shannon's entropy of a list, in bits. */
function bitsOf(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const each of values) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum + n * Math.log2(values.length / n), 0);
}

/** Whether two secrets are the same, in a time that tells nothing of either: digests have one length. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(one), digest(other));
}
