import type { TimelineEntry } from '@incident-kit/server/domain';

/** What others did since somebody began to write: worth a look before it is sent. */
export class SinceBegun {
  /** The last entry that was there; undefined while nothing is written. */
  #last: number | undefined;

  /** @param text - what is written by now */
  write(text: string, entries: readonly TimelineEntry[]): void {
    if (!text.trim()) this.#last = undefined;
    else this.#last ??= entries.at(-1)?.seq ?? 0;
  }

  /** @param own - what this person did themselves, by its position */
  count(entries: readonly TimelineEntry[], own: ReadonlySet<number>): number {
    const last = this.#last;
    if (last === undefined) return 0;
    return entries.filter(({ seq }) => seq > last && !own.has(seq)).length;
  }
}
