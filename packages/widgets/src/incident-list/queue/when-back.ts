import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { Retry } from '../../client/retry.ts';

/** What waits, after a request without an answer, for the server to answer again. */
export class WhenBack {
  readonly #retry: Retry = new Retry(() => void this.#try());
  readonly #waiting = new Set<() => void>();
  #kit: KitClient | undefined;

  /** Calls once when the server has answered again, be it that it refuses. */
  wait(kit: KitClient, run: () => void): void {
    if (kit !== this.#kit) this.stop();
    this.#kit = kit;
    if (this.#waiting.size === 0) this.#retry.later();
    this.#waiting.add(run);
  }

  stop(): void {
    this.#waiting.clear();
    this.#retry.reset();
  }

  async #try(): Promise<void> {
    const kit = this.#kit;
    try {
      await kit?.call((api) => api.incidents.list.query({ limit: 1 }));
    } catch (thrown) {
      if (!(thrown as KitRequestError).definite) {
        if (kit === this.#kit && this.#waiting.size > 0) this.#retry.later();
        return;
      }
    }
    if (kit !== this.#kit) return;
    const waiting = [...this.#waiting];
    this.stop();
    for (const run of waiting) run();
  }
}
