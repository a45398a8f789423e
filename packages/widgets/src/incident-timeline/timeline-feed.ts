import type { TimelineEntry } from '@incident-kit/server/domain';
import { mergeEntries } from './entries.ts';
import type { Head } from './head.ts';

/** The newest entries of a timeline, or those before them. */
export interface TimelinePage {
  /** In the log's order. */
  entries: readonly TimelineEntry[];
  /** What to read before, for the page before this one; null when this is the first. */
  earlier: number | null;
}

/**
 * What is known of one incident: how it stands, and its entries from some point on without a gap. Pages
 * and live entries may come in any order and more than once. It knows no server: it is told.
 */
export class TimelineFeed {
  /** How the incident stands; undefined until it is known. */
  head: Head | undefined;
  /** In the log's order, each once. */
  entries: readonly TimelineEntry[] = [];
  /** What to read before, if there are earlier entries than those. */
  earlier: number | null = null;
  /** The `seq` of entries that came while the page was open and have not slid in yet. */
  readonly arrived: Set<number> = new Set();

  /** The position of an entry that somebody wants to see. */
  declare asked: number | undefined;

  readonly #onNews: (entry: TimelineEntry) => void;

  /** @param onNews - told of each entry that came after the first page was read */
  constructor(onNews: (entry: TimelineEntry) => void) {
    this.#onNews = onNews;
  }

  /** Answers may overtake each other. Gives false for one that is older than what is known. */
  receiveHead(head: Head): boolean {
    if (this.head && head.incident.seq < this.head.incident.seq) return false;
    this.head = head;
    return true;
  }

  /** Takes the newest entries, read for the first time or again. */
  receiveNewest({ entries, earlier }: TimelinePage): void {
    const last = this.entries.at(-1)?.seq;
    if (last !== undefined) for (const entry of entries) this.#noticeNews(entry);
    // More happened than a page holds: what is known is earlier than the gap, and is read again.
    const isGap = last !== undefined && earlier !== null && earlier > last;
    if (last === undefined || isGap) this.earlier = earlier;
    this.entries = mergeEntries(isGap ? [] : this.entries, entries);
  }

  /**
   * Takes an entry that the live stream tells.
   * @param isOwn - this person made it: no news to them
   */
  receiveEntry(entry: TimelineEntry, isOwn = false): void {
    this.#noticeNews(entry, isOwn);
    this.entries = mergeEntries(this.entries, [entry]);
  }

  /** Another incident or identity. */
  forget(): void {
    this.head = undefined;
    this.entries = [];
    this.earlier = null;
    this.arrived.clear();
  }

  #noticeNews(entry: TimelineEntry, isOwn = false): void {
    const { seq } = entry;
    if (this.entries.some((each) => each.seq === seq)) return;
    this.arrived.add(seq);
    if (!isOwn) this.#onNews(entry);
  }
}
