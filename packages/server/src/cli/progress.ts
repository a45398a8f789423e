/** How long a command runs before it says how far it is, and how often from then on, milliseconds. */
const shownAfterMs = 2_000;
const everyMs = 500;

/** A line for whoever sits before the terminal and waits; nothing for anybody else. */
export class Progress {
  readonly #startedAt = performance.now();
  #nextAt = this.#startedAt + shownAfterMs;
  #isShown = false;
  /** Since when what is counted now is counted. */
  #since = { of: '', at: this.#startedAt };

  /** @param all how many there will be, where that is known: then it says how long it still takes */
  tell = (count: number, of = 'events', all?: number): void => {
    const now = performance.now();
    if (this.#since.of !== of) this.#since = { of, at: now };
    if (!process.stderr.isTTY || now < this.#nextAt) return;
    this.#nextAt = now + everyMs;
    this.#isShown = true;
    const estimate = all === undefined ? '' : estimateOf(count, all, now - this.#since.at);
    process.stderr.write(`\r\u001b[K${count.toLocaleString('en')}${estimate} ${of} …`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#isShown) process.stderr.write('\r\u001b[K');
    this.#isShown = false;
  }
}

/** ` of 16,646 (about 12 s left)`. */
export function estimateOf(count: number, all: number, tookMs: number): string {
  const of = ` of ${all.toLocaleString('en')}`;
  if (count <= 0 || count >= all) return of;
  const leftSeconds = Math.ceil((tookMs / count) * (all - count) * 0.001);
  const left = leftSeconds < 90 ? `${leftSeconds} s` : `${Math.ceil(leftSeconds / 60)} min`;
  return `${of} (about ${left} left)`;
}
