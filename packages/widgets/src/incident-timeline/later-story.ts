import { LaterPart } from '../base/later-part.ts';
import type { LongStory } from './long/long-story.ts';
import type { WorkHost } from './work-host.ts';

/** As many as the first page has. */
const most = 100;
/** So many are not drawn whole, whoever reads in them: all were read for somebody who looked for something. */
const tooMany = 999;

/** What happened, at its end; what it takes to draw a long one comes when it is long. */
export class LaterStory {
  /** What draws a long one; undefined for a short one, and until it has come. */
  long: LongStory | undefined;
  /** Whether that is on its way. */
  isComing = false;

  readonly #part: LaterPart<typeof import('./long/long-story.ts')>;
  /** Whether the newest is in sight: then the next comes into sight as well, and else nothing moves. */
  #isAtEnd = true;
  /** Where it was scrolled to when it was drawn. */
  #top = 0;

  constructor(changed: () => void) {
    this.#part = new LaterPart(() => import('./long/long-story.ts'), changed);
  }

  /** Begins anew, with another incident or identity. */
  restart(): void {
    this.long?.leave();
    this.long = undefined;
    this.#isAtEnd = true;
    this.#top = 0;
  }

  bring(host: WorkHost | undefined, locale: string): void {
    const { feed, root, incident } = host ?? {};
    const count = feed?.entries.length ?? 0;
    // What can go to an entry draws them for whoever asks for one, or came by a link to one.
    const isAsked = !!feed?.asked || location.hash.startsWith(`#${incident}-`);
    const isLong = !!feed && (feed.earlier !== null || count > most || isAsked);
    const part = isLong ? this.#part.get() : undefined;
    // Who reads further up, or is in it, keeps what they have.
    const isFree =
      isAsked || count > tooMany || (this.#isAtEnd && !root?.activeElement?.closest('.story'));
    if (part && host && isFree) this.long ??= new part.LongStory(host);
    this.isComing = isLong && !this.long?.isReady(locale) && !this.#part.hasFailed;
  }

  readonly scrolled = ({ target }: Event): void => {
    this.#isAtEnd = isNearEnd(target as HTMLElement);
  };

  drawn(root: ParentNode): void {
    this.long?.drawn(root);
    const story = root.querySelector<HTMLElement>('.story');
    if (this.long || !story) return;
    // Somebody may have scrolled, and what tells that not have come yet.
    if (this.#top - story.scrollTop >= near) this.#isAtEnd = isNearEnd(story);
    if (this.#isAtEnd) story.scrollTop = story.scrollHeight;
    this.#top = story.scrollTop;
  }
}

/** How near to its end it is taken to be there, in px. */
const near = 40;

function isNearEnd({ scrollTop, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < near;
}
