/**
 * A key that nobody else has, for a request that must count once however often it is sent.
 * `crypto.randomUUID` exists only in secure contexts, and an intranet on plain http is not one;
 * `getRandomValues` is everywhere.
 */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
