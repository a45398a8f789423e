import type { TimelineEntry } from '@incident-kit/server/domain';

/** What others did since somebody began to write: worth a look before it is sent. */
export class SinceBegun {
  /** The last entry that was there; undefined while nothing is written. */
  #last: number | undefined;
  #count = 0;

  /** @param text - what is written by now */
  write(text: string, entries: readonly TimelineEntry[]): void {
    if (!text.trim()) this.#last = undefined;
    else this.#last ??= entries.at(-1)?.seq ?? 0;
  }

  /**
   * @param own - what this person did themselves, by its position
   * @param isBusy - whether something of theirs is on its way: whose what comes is will be known then
   */
  count(entries: readonly TimelineEntry[], own: ReadonlySet<number>, isBusy: boolean): number {
    const last = this.#last ?? Infinity;
    if (!isBusy) this.#count = entries.filter(({ seq }) => seq > last && !own.has(seq)).length;
    return this.#count;
  }
}
