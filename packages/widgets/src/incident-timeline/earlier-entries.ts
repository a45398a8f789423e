import type { TimelineEntry } from '@incident-kit/server/domain';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** How often it is said how far it has come, milliseconds. */
const toldEveryMs = 250;

export interface EarlierEntriesHost {
  readonly kit: KitClient;
  readonly incident: string;
  readonly feed: Pick<TimelineFeed, 'entries' | 'earlier'>;
  explain(error: KitRequestError): string;
  changed(): void;
}

/**
 * Reads what came before the entries that are loaded, to the first, for whoever needs all of it. It is kept here: what
 * is drawn of a long timeline stays as short as it was.
 */
export class EarlierEntries {
  /** Why it could not go on. */
  problem: string | undefined;

  readonly #host: EarlierEntriesHost;
  /** Those that were read here, the newest page first, each in the log's order. */
  #pages: (readonly TimelineEntry[])[] = [];
  /** Before which position they were read: up to there they have no gap. */
  #until: number | undefined;
  /** What to read next before; null when the first of all was read. */
  #next: number | null = null;
  #count = 0;
  #reading: Promise<boolean> | undefined;
  #isStopped = false;
  #toldAt = 0;
  #all:
    | { of: readonly TimelineEntry[]; pages: number; entries: readonly TimelineEntry[] }
    | undefined;

  constructor(host: EarlierEntriesHost) {
    this.#host = host;
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** Whether all entries are there. */
  get isWhole(): boolean {
    return this.#host.feed.earlier === null || (this.#isJoined && this.#next === null);
  }

  /** How many entries have been read by now. */
  get count(): number {
    return this.#host.feed.entries.length + (this.#isJoined ? this.#count : 0);
  }

  /** All that is loaded, in the log's order. The same list as long as nothing comes. */
  get entries(): readonly TimelineEntry[] {
    const { feed } = this.#host;
    if (!this.#isJoined || !this.#pages.length) return feed.entries;
    const pages = this.#pages.length;
    if (this.#all?.of !== feed.entries || this.#all.pages !== pages) {
      const first = feed.entries[0]?.seq ?? Infinity;
      const earlier = this.#pages.toReversed().flat();
      // The page may have read some of it, too.
      const entries = [...earlier.filter(({ seq }) => seq < first), ...feed.entries];
      this.#all = { of: feed.entries, pages, entries };
    }
    return this.#all.entries;
  }

  /** Reads all of it, once however often it is asked for. Gives whether all is there then. */
  readAll(): Promise<boolean> {
    this.#isStopped = false;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
      this.#host.changed();
    });
    return this.#reading;
  }

  /** Reads no further; what has been read stays. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Whether what was read here goes on where what is loaded begins: after long silence there may be a gap. */
  get #isJoined(): boolean {
    const first = this.#host.feed.entries[0]?.seq ?? Infinity;
    return this.#until !== undefined && first <= this.#until;
  }

  async #read(): Promise<boolean> {
    const { kit, incident, feed, explain } = this.#host;
    this.problem = undefined;
    if (!this.#isJoined) {
      this.#pages = [];
      this.#count = 0;
      this.#next = feed.earlier;
      this.#until = feed.earlier ?? undefined;
    }
    try {
      while (this.#next !== null && !this.#isStopped) {
        const before = this.#next;
        const page = await kit.call((api) => api.incidents.timeline.query({ incident, before }));
        this.#pages.push(page.entries);
        this.#count += page.entries.length;
        this.#next = page.earlier;
        this.#tell();
      }
    } catch (error) {
      this.problem = explain(error as KitRequestError);
    }
    return this.isWhole;
  }

  #tell(): void {
    const now = performance.now();
    if (now - this.#toldAt < toldEveryMs) return;
    this.#toldAt = now;
    this.#host.changed();
  }
}
