import type { KitElement } from '../../base/kit-element.ts';
import type { StoryPages } from '../story-pages.ts';
import type { WorkHost } from '../work-host.ts';

/**
 * The entry that a link in the page's address leads to, `#INC-42-7`, or that somebody asked for: brings it in sight and
 * the focus to it. What is not loaded of it is read before.
 */
export class LinkedEntry {
  readonly #host: WorkHost;
  readonly #pages: StoryPages;
  readonly #reveal: (seq: number) => HTMLElement | undefined;
  /** What the page's address said when that was looked at. */
  #hash = '';
  #isFollowing = false;

  /** @param reveal - scrolls to what is read, and gives what it is drawn in */
  constructor(host: WorkHost, pages: StoryPages, reveal: (seq: number) => HTMLElement | undefined) {
    this.#host = host;
    this.#pages = pages;
    this.#reveal = reveal;
  }

  leave(): void {
    removeEventListener('hashchange', this.#host.changed);
    this.#isFollowing = false;
  }

  /** What happened has been drawn. */
  drawn(missing: string | undefined): void {
    const { feed, incident, changed } = this.#host;
    if (!this.#isFollowing) addEventListener('hashchange', changed);
    this.#isFollowing = true;
    // The desk's own entries are drawn when what it takes has come, and then say what they are.
    if (!missing || this.#host.root.querySelector('.story .bone')) return;
    const { hash } = location;
    if (hash !== this.#hash && hash.startsWith(`#${incident}-`)) {
      feed.asked = Number(hash.slice(incident.length + 2));
    }
    this.#hash = hash;
    const { asked } = feed;
    feed.asked = undefined;
    if (asked) void this.#goTo(asked, missing);
  }

  async #goTo(asked: number, missing: string): Promise<void> {
    const { root, changed } = this.#host;
    const seq = await this.#pages.readAround(asked);
    changed();
    await (root.host as KitElement).updateComplete;
    const line = seq && this.#reveal(seq);
    const story = root.querySelector('.story');
    if (line && story) return goTo(line, story);
    this.#pages.problem ??= missing;
    changed();
  }
}

function goTo(line: HTMLElement, story: Element): void {
  // What is around it may be scrolled as well.
  story.scrollIntoView({ block: 'nearest' });
  if (!isSeen(line, story)) line.scrollIntoView({ block: 'center' });
  const { activeElement } = document;
  // Who is writing goes on.
  if ((activeElement as HTMLElement | null)?.isContentEditable) return;
  if (activeElement?.matches('input, textarea, select')) return;
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
}

function isSeen(line: Element, story: Element): boolean {
  const { top, bottom } = line.getBoundingClientRect();
  const { top: from, bottom: to } = story.getBoundingClientRect();
  return top >= Math.max(0, from) && bottom <= Math.min(innerHeight, to);
}
