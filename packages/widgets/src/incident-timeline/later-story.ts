import { LaterPart } from '../base/later-part.ts';
import type { LongStory } from './long/long-story.ts';
import type { WorkHost } from './work-host.ts';

/** As many as the first page has. */
const most = 100;

/** What happened, at its end; what it takes to draw a long one comes when it is long. */
export class LaterStory {
  /** What draws a long one; undefined for a short one, and until it has come. */
  long: LongStory | undefined;
  /** Whether that is on its way. */
  isComing = false;

  readonly #part: LaterPart<typeof import('./long/long-story.ts')>;
  /** Whether the newest is in sight: then the next comes into sight as well, and else nothing moves. */
  #isAtEnd = true;

  constructor(changed: () => void) {
    this.#part = new LaterPart(() => import('./long/long-story.ts'), changed);
  }

  /** Begins anew, with another incident or identity. */
  restart(): void {
    this.long?.leave();
    this.long = undefined;
    this.#isAtEnd = true;
  }

  bring(host: WorkHost | undefined, locale: string): void {
    const { feed, root } = host ?? {};
    const isLong = !!feed && (feed.earlier !== null || feed.entries.length > most);
    const part = isLong ? this.#part.get() : undefined;
    // Who reads further up, or is in it, keeps what they have.
    const isFree = this.#isAtEnd && !root?.activeElement?.closest('.story');
    if (part && host && isFree) this.long ??= new part.LongStory(host);
    this.isComing = isLong && !this.long?.isReady(locale) && !this.#part.hasFailed;
  }

  readonly scrolled = (event: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < 40;
  };

  drawn(root: ParentNode): void {
    this.long?.drawn(root);
    const story = root.querySelector('.story');
    if (!this.long && story && this.#isAtEnd) story.scrollTop = story.scrollHeight;
  }
}
