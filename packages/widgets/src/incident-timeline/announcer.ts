import type { TimelineEntry } from '@incident-kit/server/domain';

/** What a screen reader is told at once; more than that nobody listens to. */
const mostAnnounced = 5;

/** What those who do not see the timeline are told of it: what happens, each once. */
export class Announcer {
  /** What is to be said now. */
  text = '';
  readonly #describe: (entry: TimelineEntry) => string;
  #waiting: TimelineEntry[] = [];
  #isHeld = false;

  /** @param describe - an entry as a sentence; empty for what is not said */
  constructor(describe: (entry: TimelineEntry) => string) {
    this.#describe = describe;
  }

  /** Says an entry, at once unless it is held. */
  add(entry: TimelineEntry): void {
    this.#waiting.push(entry);
    if (!this.#isHeld) this.release();
  }

  /** Says nothing for now: whether an entry is this person's own is known with the answer. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Says what waited, but for the entry that is told in other words. */
  release(own?: number): void {
    const news = this.#waiting.filter(({ seq }) => seq !== own).slice(-mostAnnounced);
    this.clear();
    if (news.length) this.say(news.map(this.#describe).join(' '));
  }

  /** Says a sentence; the same again is heard again. */
  say(text: string): void {
    this.text = text === this.text ? `${text}\u00a0` : text;
  }

  /** Forgets what waits. */
  clear(): void {
    this.#isHeld = false;
    this.#waiting = [];
  }
}
