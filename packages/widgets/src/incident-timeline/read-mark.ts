import type { TimelineEntry } from '@incident-kit/server/domain';
import type { KitClient } from '../client/client.ts';

/** Says up to where somebody has read, once for each newest entry that they could see. */
export class ReadMark {
  #kit: KitClient | undefined;
  #until = 0;

  /** Another incident or identity. Whoever holds a receipt is nobody who could come back to a list. */
  restart(kit: KitClient | undefined): void {
    this.#kit = kit?.settings.receipt ? undefined : kit;
    this.#until = 0;
  }

  shown(incident: string, entries: readonly TimelineEntry[]): void {
    const until = entries.at(-1)?.at ?? 0;
    if (!this.#kit || until <= this.#until || document.hidden) return;
    this.#until = until;
    // Without an answer it stays unread, which is no harm.
    this.#kit.call((api) => api.incidents.markRead.mutate({ incident, until })).catch(() => {});
  }
}
