/** How far a machine's clock may be from the database's before it is said to be off, milliseconds. */
const toleranceMs = 5_000;

/** A jump of the database's own clock, as with another server after a failover, milliseconds. */
const jumpMs = 1_000;

/** When an answer came, by a clock that nobody sets: the time since the process began, milliseconds. */
export interface ClockSample {
  sentAt: number;
  receivedAt: number;
  /** What the database's clock said meanwhile, epoch milliseconds. */
  said: number;
}

/**
 * The clock of the database, which all instances share, without asking it each time: what it said last, and
 * what has passed since by a clock that nobody sets. The machine's own clock is looked at to tell how far
 * it is off, and for nothing else.
 */
export class DatabaseClock {
  #said = 0;
  #at = 0;
  /** How far the sample can be from the truth, milliseconds. */
  #uncertaintyMs = Number.POSITIVE_INFINITY;

  readonly now = (): number => Math.round(this.#said + performance.now() - this.#at);

  set({ sentAt, receivedAt, said }: ClockSample): void {
    const at = (sentAt + receivedAt) / 2;
    const uncertaintyMs = (receivedAt - sentAt) / 2;
    const expected = this.#said + at - this.#at;
    // A slow answer says less than a quick one did a while ago, as clocks drift by little.
    const allowedMs = this.#uncertaintyMs + (at - this.#at) / 100;
    if (uncertaintyMs > allowedMs && Math.abs(said - expected) < uncertaintyMs + jumpMs) return;
    this.#said = said;
    this.#at = at;
    this.#uncertaintyMs = uncertaintyMs;
  }

  /** How far the machine's clock is ahead, milliseconds; negative when it is behind, 0 when it is right. */
  get offByMs(): number {
    const difference = Date.now() - this.now();
    return Math.abs(difference) > toleranceMs + this.#uncertaintyMs ? Math.round(difference) : 0;
  }
}
