import type { TimelineEntry } from '@incident-kit/server/domain';
import type { KitRequestError } from '../client/errors.ts';
import { mergeEntries } from './entries.ts';
import type { TimelineFeed, TimelinePage } from './timeline-feed.ts';
import type { ToolsHost } from './tools-host.ts';

/** How often it is said how far reading all of it has come, milliseconds. */
const toldEveryMs = 250;

/** Public positions begin after this one, those of the log come nowhere near it (server, domain/views/positions.ts). */
const publicOrigin = 1e12;

/** Some of what happened, without a gap, while what follows is not read up to what is known of its end. */
interface Part {
  entries: readonly TimelineEntry[];
  /** What to read before, for the page before it; null where it begins with the first entry of all. */
  earlier: number | null;
  /** What to read after, for the page after it. */
  later: number;
}

/** Where a page is: before a position, or after one; 0 for the first. */
export type PlaceOfPage = { before: number } | { after: number };

export type AnyPage = TimelinePage & { later?: number | null };

export interface PagesHost {
  feed: TimelineFeed;
  /** Reads a page. */
  read(place: PlaceOfPage): Promise<AnyPage>;
  explain(error: KitRequestError): string;
  changed(): void;
}

const pages = new WeakMap<ToolsHost, StoryPages>();

/** Who reads the pages of the timeline that is shown: one, for all who need them. */
export function storyPagesOf(host: ToolsHost): StoryPages {
  const { kit, incident, feed, explain, changed } = host;
  const read = (place: PlaceOfPage) =>
    kit.call((api) => api.incidents.timeline.query({ incident, ...place }));
  const found = pages.get(host) ?? new StoryPages({ feed, read, explain, changed });
  pages.set(host, found);
  return found;
}

/**
 * Reads a timeline page by page: from its end backwards, from its beginning on, or around one of its entries; and all
 * of it, for whoever looks for something in it or takes it along.
 */
export class StoryPages {
  /** Why a page could not be read. */
  problem: string | undefined;
  /** Why reading all of it could not go on. */
  problemOfAll: string | undefined;
  /** Whether a page is on its way. */
  isReading = false;
  #reading: Promise<void> | undefined;
  readonly #host: PagesHost;
  /** What is shown in place of the end. */
  #part: Part | undefined;
  #all: Promise<boolean> | undefined;
  #isStopped = false;
  #toldAt = 0;

  constructor(host: PagesHost) {
    this.#host = host;
  }

  /** Those that are shown, in the log's order, and what has since become of their notes. */
  get entries(): readonly TimelineEntry[] {
    const { entries } = this.#host.feed;
    if (!this.#part) return entries;
    const changes = entries.filter(
      ({ kind }) => kind === 'note-edited' || kind === 'note-retracted',
    );
    return mergeEntries(this.#part.entries, changes);
  }

  /** Whether there is anything before what is shown. */
  get isEarlier(): boolean {
    return (this.#part ?? this.#host.feed).earlier !== null;
  }

  /** Whether there is anything between what is shown and the newest. */
  get isLater(): boolean {
    return this.#part !== undefined;
  }

  /** Shows the newest again, with what came meanwhile. */
  toNewest(): void {
    this.#part = undefined;
  }

  /** Adds the page before what is shown. */
  async readEarlier(): Promise<void> {
    const part = this.#part;
    const { earlier: before } = part ?? this.#host.feed;
    if (before === null) return;
    await this.#read({ before }, (page) => {
      if (!part) return this.#addEarlier(page);
      this.#show([...page.entries, ...part.entries], page.earlier, part.later);
    });
  }

  /** Shows what the incident began with. */
  async readFirst(): Promise<void> {
    if (!this.isEarlier) return;
    await this.#read({ after: 0 }, ({ entries, later }) => this.#show(entries, null, later));
  }

  /** Adds the page after what is shown, until that comes to the newest. */
  async readLater(): Promise<void> {
    if (!this.#part) return;
    const { entries, earlier, later: after } = this.#part;
    await this.#read({ after }, (page) =>
      this.#show([...entries, ...page.entries], earlier, page.later),
    );
  }

  /**
   * Shows an entry with what came before and after it.
   * @param seq - its position; also one that somebody in another role was told
   * @returns its position as it is told here; undefined where there is none, or it could not be read
   */
  async readAround(seq: number): Promise<number | undefined> {
    const { feed, read } = this.#host;
    const isIn = (entries: readonly TimelineEntry[]) => entries.some((each) => each.seq === seq);
    if (isIn(this.entries)) return seq;
    if (isIn(feed.entries)) {
      this.toNewest();
      return seq;
    }
    while (this.isReading) await this.#reading;
    let found: number | undefined;
    const around = async (): Promise<AnyPage> => {
      try {
        const before = await read({ before: seq });
        const after = await read({ after: before.entries.at(-1)?.seq ?? 0 });
        const next = after.entries[0]?.seq ?? 0;
        // Before what somebody in another role was told comes here what comes before it there.
        if (next === seq || (seq > publicOrigin && next < publicOrigin)) found = next || undefined;
        const { entries, later = null } = after;
        return { ...before, entries: [...before.entries, ...entries], later };
      } catch (error) {
        // It is no place in what this person sees.
        if ((error as KitRequestError).definite) return { entries: [], earlier: null };
        throw error;
      }
    };
    await this.#read(around, ({ entries, earlier, later }) => {
      if (found !== undefined) this.#show(entries, earlier, later);
    });
    return found;
  }

  // ---- all of it ----

  /** Whether all of it is being read. */
  get isReadingAll(): boolean {
    return this.#all !== undefined;
  }

  /** Whether all entries are there. */
  get isWhole(): boolean {
    return this.#host.feed.earlier === null;
  }

  /** All that is known without a gap up to the newest, in the log's order. */
  get all(): readonly TimelineEntry[] {
    return this.#host.feed.entries;
  }

  /** Reads all of it, once however often it is asked for. Gives whether all is there then. */
  readAll(): Promise<boolean> {
    this.#isStopped = false;
    this.#all ??= this.#readAll().finally(() => {
      this.#all = undefined;
      this.#host.changed();
    });
    return this.#all;
  }

  /** Reads no further; what has been read stays. */
  stop(): void {
    this.#isStopped = true;
  }

  async #readAll(): Promise<boolean> {
    const { feed, read, explain, changed } = this.#host;
    this.problemOfAll = undefined;
    try {
      while (feed.earlier !== null && !this.#isStopped) {
        const before = feed.earlier;
        const [first] = feed.entries;
        const page = await read({ before });
        if (feed.entries[0] === first) this.#addEarlier(page);
        const now = performance.now();
        if (now - this.#toldAt < toldEveryMs) continue;
        this.#toldAt = now;
        changed();
      }
    } catch (error) {
      this.problemOfAll = explain(error as KitRequestError);
    }
    return this.isWhole;
  }

  // ---- what came ----

  #addEarlier({ entries, earlier }: AnyPage): void {
    const { feed } = this.#host;
    // Nothing is compared: a hundred thousand would be for each page.
    feed.entries = [...entries, ...feed.entries];
    feed.earlier = earlier;
    const { later = 0 } = this.#part ?? {};
    if (earlier === null || earlier <= later) this.#join();
  }

  #show(entries: readonly TimelineEntry[], earlier: number | null, later?: number | null): void {
    this.#part = { entries, earlier, later: later ?? Infinity };
    if (this.#part.later >= (this.#host.feed.entries[0]?.seq ?? 0)) this.#join();
  }

  /** What is shown has met what is known of the end. */
  #join(): void {
    const { feed } = this.#host;
    const { entries = [], earlier = null } = this.#part ?? {};
    this.#part = undefined;
    if ((entries[0]?.seq ?? Infinity) > (feed.entries[0]?.seq ?? 0)) return;
    feed.entries = mergeEntries(entries, feed.entries);
    feed.earlier = earlier;
  }

  /** One at a time. What comes after the feed has begun anew, or for somebody else, is ignored. */
  async #read(
    place: PlaceOfPage | (() => Promise<AnyPage>),
    received: (page: AnyPage) => void,
  ): Promise<void> {
    const { read } = this.#host;
    if (this.isReading) return;
    this.isReading = true;
    this.#reading = this.#readOne(
      typeof place === 'function' ? place : () => read(place),
      received,
    );
    await this.#reading;
  }

  async #readOne(read: () => Promise<AnyPage>, received: (page: AnyPage) => void): Promise<void> {
    const { feed, changed, explain } = this.#host;
    const [first] = feed.entries;
    const part = this.#part;
    this.problem = undefined;
    changed();
    try {
      const page = await read();
      if (feed.entries[0] === first && this.#part === part) received(page);
    } catch (error) {
      this.problem = explain(error as KitRequestError);
    }
    this.isReading = false;
    changed();
  }
}
