import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { TimelineLongMessages } from '../../locales/en/timeline-long.ts';
import { withOwnWords } from '../own-words.ts';
import { type StoryPages, storyPagesOf } from '../story-pages.ts';
import type { StoryParts } from '../story-parts.ts';
import type { WorkHost } from '../work-host.ts';
import { DrawnLines } from './drawn-lines.ts';
import { LinkedEntry } from './linked-entry.ts';
import { styles } from './long.styles.ts';
import { Printing } from './printing.ts';

/** How near to an end the page beyond it is read, in heights of what is seen. */
const near = 2;

/**
 * What happened, when that is too much to be drawn whole: what is seen of it, and some above and below. Pages are read
 * before somebody comes to their end; what is seen stays where it is, whatever comes above it.
 */
export class LongStory {
  readonly #host: WorkHost;
  readonly #pages: StoryPages;
  readonly #lines: DrawnLines;
  #parts: StoryParts | undefined;
  /** The last entry that was there while the end was in sight. */
  #seen = 0;
  /** What of the ways to both ends was offered when it was drawn. */
  #wasOffered = '';
  readonly #linked: LinkedEntry;
  readonly #printing = new Printing(() => this.#draw());

  constructor(host: WorkHost) {
    this.#host = host;
    this.#pages = storyPagesOf(host);
    this.#lines = new DrawnLines(() => this.#moved());
    this.#linked = new LinkedEntry(host, this.#pages, (seq) => this.#reveal(seq));
  }

  /** The timeline is no longer on the page, and may come back. */
  leave(): void {
    this.#lines.detach();
    this.#printing.leave();
    this.#linked.leave();
  }

  /** Why a page could not be read. */
  get problem(): string | undefined {
    return this.#pages.problem;
  }

  /** Whether its words have come. */
  isReady(locale: string): boolean {
    return this.#wordsIn(locale) !== undefined;
  }

  /** Whether the story begins with the first entry that is there. */
  get isWhole(): boolean {
    return !this.#pages.isEarlier;
  }

  template(parts: StoryParts): TemplateResult {
    this.#parts = parts;
    this.#wasOffered = this.#offered;
    const { isReading, isEarlier, isLater } = this.#pages;
    const words = this.#wordsIn(parts.locale);
    const more = (is: boolean, label: string | undefined, onClick: () => void) =>
      is
        ? html`<div class="more">
            <button type="button" aria-disabled=${isReading} @click=${onClick}>
              ${isReading ? words?.loadingMore : label}
            </button>
          </div>`
        : nothing;
    const notPrinted = (is: boolean, text: string | undefined) =>
      is ? html`<p class="not-printed">${text}</p>` : nothing;
    return html`
      ${more(isEarlier, words?.earlier, () => void this.#pages.readEarlier())}
      ${notPrinted(isEarlier, words?.earlierNotPrinted)}
      <div class="lines"></div>
      ${more(isLater, words?.later, () => void this.#pages.readLater())}
      ${notPrinted(isLater, words?.laterNotPrinted)}
      ${words ? this.#jumpsTemplate(words) : nothing}
    `;
  }

  /** The element has drawn the place of the lines. */
  drawn(root: ParentNode): void {
    const story = root.querySelector<HTMLElement>('.story');
    const place = story?.querySelector<HTMLElement>('.lines');
    if (!story || !place || !this.#parts) {
      // Something else is drawn in their place for a while.
      this.#lines.detach();
      return;
    }
    addStyles(this.#host.root, styles);
    this.#lines.attach(story, place);
    if (story.onkeydown !== this.#onKeydown) story.onkeydown = this.#onKeydown;
    this.#printing.follow();
    this.#draw();
    this.#linked.drawn(this.#wordsIn(this.#parts.locale)?.entryMissing);
  }

  /**
   * Brings an entry in sight, if it is among what is shown; a page around one that is not has to be read before. Gives
   * what it is drawn in.
   */
  #reveal(seq: number): HTMLElement | undefined {
    // Which of those that were just read are folded is known once they are drawn.
    this.#draw();
    this.#parts?.desk?.unfold(seq);
    this.#draw();
    const found = this.#lines.reveal(seq);
    this.#moved();
    return found;
  }

  #draw(): void {
    const parts = this.#parts;
    if (!parts) return;
    const { isEarlier, isLater } = this.#pages;
    this.#lines.draw({
      ...parts,
      entries: parts.shown(this.#pages.entries),
      isEarlier,
      isLater,
      isPrinting: this.#printing.isPrinting,
    });
    this.#moved();
  }

  /** What is seen may be something else: more of it is read in time. */
  #moved(): void {
    const { above, below, isAtEnd, isScrolledByItself } = this.#lines;
    const { isEarlier, isLater, isReading, problem } = this.#pages;
    const { changed, feed } = this.#host;
    const isAtNewest = isAtEnd && !isLater;
    const seen = isAtNewest ? (feed.entries.at(-1)?.seq ?? 0) : this.#seen;
    this.#seen = seen;
    // With the next frame: what is drawn then may offer something else once more.
    if (this.#wasOffered !== this.#offered) requestAnimationFrame(changed);
    // On a page that is scrolled itself, it is asked for: else its end would go before whoever wants to reach it.
    if (!isScrolledByItself || isReading || problem || this.#printing.isPrinting) return;
    if (isEarlier && above < near) void this.#pages.readEarlier();
    else if (isLater && below < near) void this.#pages.readLater();
  }

  // ---- where to go ----

  /** Which ways are offered at the lower end: those that are far. */
  get #offered(): string {
    const { above, below } = this.#lines;
    const { isEarlier, isLater } = this.#pages;
    return [isEarlier || above > 1, isLater || below > 1, this.#news].join();
  }

  /** How many entries came below what is seen. */
  get #news(): number {
    const { entries, head } = this.#host.feed;
    if (!this.#seen || !head) return 0;
    let count = 0;
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      if ((entries[index]?.seq ?? 0) <= this.#seen) break;
      count += 1;
    }
    return count;
  }

  #jumpsTemplate({ toFirst, toNewest, toNews }: TimelineLongMessages): TemplateResult {
    const [isFarFromFirst, isFarFromNewest] = this.#wasOffered.split(',');
    const news = this.#news;
    const jump = (is: string | undefined, label: string, onClick: () => void) =>
      is === 'true'
        ? html`<button type="button" @click=${onClick}><bdi>${label}</bdi></button>`
        : nothing;
    return html`<div class="jumps">
      ${jump(isFarFromFirst, toFirst, () => void this.toFirst())}
      ${jump(isFarFromNewest, news ? toNews(news) : toNewest, () => this.toNewest())}
    </div>`;
  }

  /** Shows what the incident began with. */
  async toFirst(): Promise<void> {
    await this.#pages.readFirst();
    if (this.#pages.isEarlier) return;
    this.#draw();
    this.#lines.toFirst();
    this.#host.changed();
  }

  /** Shows the newest. */
  toNewest(): void {
    this.#pages.toNewest();
    this.#lines.toEnd();
    this.#draw();
    this.#host.changed();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { key, altKey, shiftKey, metaKey, isComposing } = event;
    const target = event.target as Element;
    if (altKey || shiftKey || metaKey || isComposing || event.defaultPrevented) return;
    if (target.closest('input, select, textarea, [role=menu], [role=listbox]')) return;
    if (key === 'Home') void this.toFirst();
    else if (key === 'End') this.toNewest();
    else return;
    event.preventDefault();
  };

  #wordsIn(locale: string): TimelineLongMessages | undefined {
    const { changed, ownWords } = this.#host;
    const language = languageOf(locale, 'timeline-long');
    const found = messagesOf(language, 'timeline-long', changed);
    return found && withOwnWords(found as unknown as TimelineLongMessages, language, ownWords());
  }
}
