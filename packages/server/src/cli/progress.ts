/** How long a command runs before it says how far it is, and how often from then on, milliseconds. */
const shownAfterMs = 2_000;
const everyMs = 500;

/** A line for whoever sits before the terminal and waits; nothing for anybody else. */
export class Progress {
  #nextAt = performance.now() + shownAfterMs;
  #isShown = false;

  tell = (count: number, of = 'events'): void => {
    if (!process.stderr.isTTY || performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + everyMs;
    this.#isShown = true;
    process.stderr.write(`\r\u001b[K${count.toLocaleString('en')} ${of} …`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#isShown) process.stderr.write('\r\u001b[K');
  }
}
