import { monitorEventLoopDelay } from 'node:perf_hooks';
import { KitError } from '../../domain/errors.ts';

/** How often it is looked at, milliseconds, and how finely it is measured. */
const everyMs = 500;
const resolutionMs = 10;

/** Seconds until somebody who was refused may come again. */
const retryAfter = 5;

/** Notices that the process has more to do than it can: whatever is to be done next waits for its turn. */
export class Overload {
  readonly #mostMs: number;
  readonly #delay: ReturnType<typeof monitorEventLoopDelay>;
  readonly #looking: NodeJS.Timeout;
  #isOverloaded = false;

  /** @param mostMs that a turn may be late on average */
  constructor(mostMs: number) {
    this.#mostMs = mostMs;
    this.#delay = monitorEventLoopDelay({ resolution: resolutionMs });
    this.#delay.enable();
    this.#looking = setInterval(() => this.#look(), everyMs);
    this.#looking.unref();
  }

  /** Seconds until what can wait may come again; null where nothing has to wait. */
  get retryAfter(): number | null {
    return this.#isOverloaded ? retryAfter : null;
  }

  /**
   * Before something is begun that can wait.
   * @throws KitError `overloaded`
   */
  assertNotOverloaded(): void {
    if (!this.#isOverloaded) return;
    throw new KitError(
      'overloaded',
      'The server has too much to do just now. Try again in a moment.',
      {
        details: { retryAfter },
      },
    );
  }

  close(): void {
    clearInterval(this.#looking);
    this.#delay.disable();
  }

  #look(): void {
    const lateMs = this.#delay.mean / 1e6 - resolutionMs;
    this.#isOverloaded = lateMs > this.#mostMs;
    this.#delay.reset();
  }
}
