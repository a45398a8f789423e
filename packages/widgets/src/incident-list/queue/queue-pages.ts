import type { KitRequestError } from '../../client/errors.ts';
import type { QueueData } from './queue-data.ts';
import { WhenBack } from './when-back.ts';

/** How many rows before the end the next page is asked for. */
const ahead = 60;

/** The pages of a queue after the first, each read when it comes near. */
export class QueuePages {
  readonly #data: QueueData;
  readonly #changed: () => void;
  readonly #back = new WhenBack();
  /** The reading whose next page is on its way. */
  #paging: object | undefined;
  #failed: { reading: object; problem: KitRequestError } | undefined;

  /** @param changed - something is to be shown otherwise */
  constructor(data: QueueData, changed: () => void) {
    this.#data = data;
    this.#changed = changed;
  }

  /** Why the page after the last row did not come. */
  get problem(): KitRequestError | undefined {
    return this.#failed?.reading === this.#data.reading ? this.#failed.problem : undefined;
  }

  stop(): void {
    this.#back.stop();
  }

  /**
   * Calls once when the server answers again after a request without an answer: what was told of the connection
   * goes then, and what did not come is asked for again.
   */
  whenBack(run: () => void): void {
    const { kit } = this.#data;
    if (kit) this.#back.wait(kit, run);
  }

  /** Reads on when rows near the last are seen. */
  seen(before: number): void {
    if (before > this.#data.rows.order.length - ahead && !this.problem) void this.readNext();
  }

  /** Reads the page after the last row. */
  async readNext(): Promise<void> {
    const data = this.#data;
    const { kit, reading } = data;
    const { next } = data.rows;
    if (!kit || next === null || this.#paging === reading) return;
    this.#paging = reading;
    this.#failed = undefined;
    try {
      const page = await data.read(kit, next);
      if (reading !== data.reading) return;
      data.rows.receiveNext(page);
    } catch (thrown) {
      if (reading !== data.reading) return;
      const failed = { reading, problem: thrown as KitRequestError };
      this.#failed = failed;
      if (!failed.problem.definite) {
        this.whenBack(() => {
          if (this.#failed === failed) void this.readNext();
        });
      }
    }
    this.#paging = undefined;
    this.#changed();
  }

  /** Reads on until that many are known, or all. */
  async readUpTo(count: number): Promise<void> {
    const { rows } = this.#data;
    while (rows.next !== null && rows.order.length < count && !this.problem) {
      const before = rows.order.length;
      await this.readNext();
      if (rows.order.length === before) return;
    }
  }
}
