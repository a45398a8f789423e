/**
 * A key that nobody else has, for a request that must count once however often it is sent: a UUID of version 7
 * (RFC 9562). It begins with the time, so that a server keeps those of one moment side by side.
 * `crypto.randomUUID` makes none of these, and exists only in secure contexts, which an intranet on plain
 * http is not; `getRandomValues` is everywhere.
 */
export function newKey(): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const time = Date.now().toString(16).padStart(12, '0');
  // The version, and one of the four variants that there are.
  const all = `${time}7${random.slice(0, 3)}8${random.slice(3, 18)}`;
  return all.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
