/**
 * A key that nobody else has, for a request that must count once however often it is sent: 32 hexadecimal digits, of
 * which the first twelve are the time in milliseconds, so that a server keeps those of one moment side by side.
 * `crypto.randomUUID` has no time in it, and exists only in secure contexts, which an intranet on plain
 * http is not; `getRandomValues` is everywhere.
 */
export function newKey(): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
    (byte + 256).toString(16).slice(1),
  );
  return `0${Date.now().toString(16)}${random.join('')}`;
}
