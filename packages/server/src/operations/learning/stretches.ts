import { setTimeout as after } from 'node:timers/promises';

/** Work goes on for so long at a stretch, and then lets others work for as long, milliseconds. */
const stretchMs = 5;

/** Long work of which nobody else is to notice anything. */
export class Stretches {
  #since = performance.now();

  /** To be called between two steps. */
  async pause(): Promise<void> {
    if (performance.now() - this.#since < stretchMs) return;
    await after(stretchMs);
    this.#since = performance.now();
  }
}
