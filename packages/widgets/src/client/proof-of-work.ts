import type { WorkChallenge } from '@incident-kit/server/domain';

/** How long the page is kept from everything else at once, milliseconds: less than a frame. */
const sliceMs = 8;
/** Digests between two looks at the clock. */
const atOnce = 500;

const block = 64;

/** The first 64 primes; SHA-256 takes its constants from their roots. */
const primes: number[] = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const rounds = primes.map((prime) => fraction(Math.cbrt(prime)));
const beginning = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const schedule = new Int32Array(64);
const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** One step of SHA-256: what it makes of a state and the next 64 bytes. */
function compress(state: readonly number[], bytes: DataView, at: number): number[] {
  for (let n = 0; n < 16; n += 1) schedule[n] = bytes.getInt32(at + n * 4);
  for (let n = 16; n < 64; n += 1) {
    const early = schedule[n - 15] as number;
    const late = schedule[n - 2] as number;
    schedule[n] =
      ((schedule[n - 16] as number) +
        (rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)) +
        (schedule[n - 7] as number) +
        (rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10))) |
      0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let n = 0; n < 64; n += 1) {
    const first =
      (h +
        (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) +
        ((e & f) ^ (~e & g)) +
        (rounds[n] as number) +
        (schedule[n] as number)) |
      0;
    const second =
      ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + (state[n] as number)) | 0);
}

/**
 * Finds the number whose digest after the salt is the challenge. By itself and in slices, as a strict policy lets
 * a page start no worker of another origin, and `crypto.subtle` is not there without https.
 * @returns what to send as `proof`; undefined when there is no such number
 */
export async function solve({
  challenge,
  salt,
  algorithm,
  signature,
  maxnumber,
}: WorkChallenge): Promise<string | undefined> {
  const wanted = Array.from(
    { length: 8 },
    (_, n) => Number.parseInt(challenge.slice(n * 8, n * 8 + 8), 16) | 0,
  );
  const salted = new TextEncoder().encode(salt);
  // What is in front of the number in whole blocks is the same for all of them.
  const whole = salted.length - (salted.length % block);
  let state = beginning;
  for (let at = 0; at < whole; at += block)
    state = compress(state, new DataView(salted.buffer), at);
  const rest = new Uint8Array(2 * block);
  rest.set(salted.subarray(whole));
  const view = new DataView(rest.buffer);
  const begin = salted.length - whole;
  let until = performance.now() + sliceMs;
  for (let number = 0; number <= maxnumber; number += 1) {
    const digits = String(number);
    const length = begin + digits.length;
    const blocks = length + 9 > block ? 2 : 1;
    rest.fill(0, begin);
    for (let n = 0; n < digits.length; n += 1) rest[begin + n] = digits.charCodeAt(n);
    rest[length] = 0x80;
    view.setUint32(blocks * block - 4, (whole + length) * 8);
    let digest = compress(state, view, 0);
    if (blocks > 1) digest = compress(digest, view, block);
    if (digest.every((word, n) => word === wanted[n])) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
    if (number % atOnce === 0 && performance.now() > until) {
      await otherTasks();
      until = performance.now() + sliceMs;
    }
  }
  return undefined;
}

/** Lets the page do what else there is to do. Timers would be held back where nobody looks. */
function otherTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
