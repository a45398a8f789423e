import type { TimelineEntry } from '@incident-kit/server/domain';
import type { KitRequestError } from '../../client/errors.ts';
import { mergeEntries } from '../entries.ts';
import type { TimelineFeed, TimelinePage } from '../timeline-feed.ts';

/** What an incident begins with, without a gap, while what follows is not read up to what is known of its end. */
interface Beginning {
  entries: readonly TimelineEntry[];
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

/** Reads a long timeline page by page, from its end backwards or from its beginning on. */
export class StoryPages {
  /** Why a page could not be read. */
  problem: string | undefined;
  /** Whether a page is on its way. */
  isReading = false;
  readonly #host: PagesHost;
  #beginning: Beginning | undefined;

  constructor(host: PagesHost) {
    this.#host = host;
  }

  /** Those that are shown, in the log's order, and what has since become of their notes. */
  get entries(): readonly TimelineEntry[] {
    const { entries } = this.#host.feed;
    if (!this.#beginning) return entries;
    const changes = entries.filter(
      ({ kind }) => kind === 'note-edited' || kind === 'note-retracted',
    );
    return mergeEntries(this.#beginning.entries, changes);
  }

  /** Whether there is anything before what is shown. */
  get isEarlier(): boolean {
    return !this.#beginning && this.#host.feed.earlier !== null;
  }

  /** Whether there is anything between what is shown and the newest. */
  get isLater(): boolean {
    return this.#beginning !== undefined;
  }

  /** Shows the newest again, with what came meanwhile. */
  toNewest(): void {
    this.#beginning = undefined;
  }

  /** Adds the page before what is shown. */
  async readEarlier(): Promise<void> {
    const { feed } = this.#host;
    const { earlier: before } = feed;
    if (before === null || this.#beginning) return;
    await this.#read({ before }, (page) => {
      feed.entries = mergeEntries(page.entries, feed.entries);
      feed.earlier = page.earlier;
    });
  }

  /** Shows what the incident began with. */
  async readFirst(): Promise<void> {
    if (this.isEarlier) await this.#read({ after: 0 }, (page) => this.#receive([], page));
  }

  /** Adds the page after what is shown, until that comes to the newest. */
  async readLater(): Promise<void> {
    if (!this.#beginning) return;
    const { entries, later: after } = this.#beginning;
    await this.#read({ after }, (page) => this.#receive(entries, page));
  }

  #receive(known: readonly TimelineEntry[], page: AnyPage): void {
    const { feed } = this.#host;
    const entries = [...known, ...page.entries];
    const { later = null } = page;
    if (later !== null && later < (feed.entries[0]?.seq ?? 0)) {
      this.#beginning = { entries, later };
      return;
    }
    // They have met.
    this.#beginning = undefined;
    feed.entries = mergeEntries(entries, feed.entries);
    feed.earlier = null;
  }

  /** One at a time. What comes after the feed has begun anew, or for somebody else, is ignored. */
  async #read(place: PlaceOfPage, received: (page: AnyPage) => void): Promise<void> {
    if (this.isReading) return;
    const { feed, read, changed, explain } = this.#host;
    const [first] = feed.entries;
    const beginning = this.#beginning;
    this.isReading = true;
    this.problem = undefined;
    changed();
    try {
      const page = await read(place);
      if (feed.entries[0] === first && this.#beginning === beginning) received(page);
    } catch (error) {
      this.problem = explain(error as KitRequestError);
    }
    this.isReading = false;
    changed();
  }
}
