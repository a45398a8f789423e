import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { TimelineFindMessages } from '../../locales/en/timeline-find.ts';
import type { Finding } from '../finding.ts';
import { withOwnWords } from '../own-words.ts';
import type { SentenceContext } from '../sentence.ts';
import { toShownEntries } from '../shown-entries.ts';
import type { ShownEntry } from '../shown-entry.ts';
import type { StoryPages } from '../story-pages.ts';
import type { ToolsHost } from '../tools-host.ts';
import { authorOf, sortOf, textsOf } from './entry-texts.ts';
import { styles } from './find.styles.ts';
import { type Criteria, findTemplate, placeTemplate } from './find-view.ts';
import { type FoldedText, TextFolder } from './fold-text.ts';
import { Marks } from './marks.ts';
import { hasAll, placesIn, termsOf } from './search.ts';

const anything: Criteria = { words: '', sort: '', author: '' };
/** Who is still typing does not make it read all there is for each letter, milliseconds. */
const pauseMs = 300;
/** So many of what was found are drawn, and as many more whenever they are asked for. */
const mostDrawn = 200;

/** What somebody looks for in a timeline: also in what is not loaded yet, which is read as soon as they pause. */
export class TimelineFind {
  readonly #host: ToolsHost;
  readonly #pages: StoryPages;
  #isOpen = false;
  /** What had the focus before. */
  #opener: HTMLElement | null = null;
  /** Whether the focus is to go into it. */
  #isAsked = false;
  #criteria: Criteria = anything;
  #folder = new TextFolder('en');
  #locale: string | undefined;
  #terms: readonly string[] = [];
  /** By entry: as they were said with these words. */
  #texts = new WeakMap<ShownEntry, FoldedText[]>();
  #saidWith = '';
  #context: SentenceContext | undefined;
  #messages: TimelineFindMessages | undefined;
  /** Whether somebody stopped the reading: then it does not begin again by itself. */
  #isStopped = false;
  /** What is drawn: the last of all that fit. */
  #found: readonly ShownEntry[] = [];
  #most = mostDrawn;
  readonly #marks: Marks;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ToolsHost, pages: StoryPages) {
    this.#host = host;
    this.#pages = pages;
    this.#marks = new Marks((text) => placesIn(this.#folder.fold(text), this.#terms));
  }

  /** Whether only some of the entries are asked for. */
  get isActive(): boolean {
    const { words, sort, author } = this.#criteria;
    return this.#isOpen && !!(words.trim() || sort || author);
  }

  /**
   * Goes into its box.
   * @param opener - gets the focus back; without it, whatever has it now
   */
  open(opener?: HTMLElement | null): void {
    const { root, changed } = this.#host;
    if (!this.#isOpen) {
      this.#opener = opener ?? (root.activeElement as HTMLElement | null);
      this.#isOpen = true;
      this.#isStopped = false;
    }
    this.#isAsked = true;
    changed();
  }

  /** Goes into its box, once that is there. */
  async #enter(): Promise<void> {
    const { root, focusOn } = this.#host;
    this.#isAsked = false;
    await focusOn('#find');
    root.querySelector<HTMLInputElement>('#find')?.select();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#isOpen = false;
    this.#criteria = anything;
    this.#terms = [];
    this.#marks.clear();
  }

  // ---- what fits ----

  /** What is drawn instead of all that happened; undefined while nothing is looked for. */
  get finding(): Finding | undefined {
    if (!this.isActive || !this.#context) return undefined;
    const { arrived } = this.#host.feed;
    // What is not loaded yet is read by itself, and needs no button.
    const feed = { entries: this.#found, earlier: 0, arrived };
    return { feed, desk: undefined, long: undefined };
  }

  #of(entries: readonly ShownEntry[], context: SentenceContext): readonly ShownEntry[] {
    const { sort, author } = this.#criteria;
    return entries.filter(
      (entry) =>
        (!sort || sortOf(entry) === sort) &&
        (!author || authorOf(entry, context) === author) &&
        (!this.#terms.length || hasAll(this.#textsOf(entry, context), this.#terms)),
    );
  }

  #textsOf(entry: ShownEntry, context: SentenceContext): FoldedText[] {
    let texts = this.#texts.get(entry);
    if (!texts) {
      texts = textsOf(entry, context).map((text) => this.#folder.fold(text));
      this.#texts.set(entry, texts);
    }
    return texts;
  }

  // ---- what is drawn ----

  /** The box in which is said what to look for, and what was found; nothing until its words have come. */
  template(locale: string, context: SentenceContext): unknown {
    if (!this.#isOpen) return undefined;
    const { root, changed, ownWords } = this.#host;
    const language = languageOf(locale, 'timeline-find');
    const words = messagesOf(language, 'timeline-find', changed);
    if (!words) return undefined;
    addStyles(root, styles);
    const messages = withOwnWords(words as unknown as TimelineFindMessages, language, ownWords());
    this.#messages = messages;
    this.#speak(locale, context);
    if (this.#isAsked) void this.#enter();
    const all = toShownEntries(this.#pages.all, context.desk);
    const { isReadingAll: isReading, isWhole, problemOfAll: problem } = this.#pages;
    const found = this.#of(all, context);
    this.#found = found.slice(-this.#most);
    this.#marks.follow(root.querySelector('.story'), this.#terms.join(' '));
    return findTemplate({
      messages,
      criteria: this.#criteria,
      isActive: this.isActive,
      count: found.length,
      shown: this.#found.length,
      sorts: (['message', context.desk && 'note', 'change', 'system'] as const).filter(
        (each) => !!each,
      ),
      authors: [...new Set(all.map((entry) => authorOf(entry, context)))].sort(
        new Intl.Collator(locale).compare,
      ),
      reading: { count: this.#pages.all.length, isReading, isWhole, problem },
      onChange: this.#change,
      onClear: () => {
        this.#change(anything);
        void this.#host.focusOn('#find');
      },
      onMore: () => {
        this.#most += mostDrawn;
        void this.#host.focusOn('section.story');
      },
      onStop: () => {
        this.#isStopped = true;
        clearTimeout(this.#timer);
        this.#pages.stop();
        void this.#host.focusOn('#find');
      },
      onGoOn: () => {
        this.#isStopped = false;
        void this.#read();
        void this.#host.focusOn('#find');
      },
      onEnter: () => void this.#host.focusOn('section.story'),
      onClose: this.#leave,
    });
  }

  /** What was said in other words is compared anew. */
  #speak(locale: string, context: SentenceContext): void {
    this.#context = context;
    if (locale !== this.#locale) {
      this.#locale = locale;
      this.#folder = new TextFolder(locale);
    }
    const saidWith = `${locale} ${!!context.desk}`;
    if (saidWith === this.#saidWith) return;
    this.#saidWith = saidWith;
    this.#texts = new WeakMap();
    this.#terms = termsOf(this.#folder.fold(this.#criteria.words).text);
  }

  /** Below an entry that was found: a way to where it stands. */
  below({ seq }: ShownEntry): unknown {
    const { showInPlace } = this.#messages ?? {};
    if (!this.isActive || !showInPlace) return undefined;
    return placeTemplate(showInPlace, () => {
      this.close();
      this.#pages.stop();
      this.#host.feed.asked = seq;
      this.#host.changed();
    });
  }

  // ---- what is done ----

  readonly #change = (criteria: Partial<Criteria>): void => {
    this.#criteria = { ...this.#criteria, ...criteria };
    this.#most = mostDrawn;
    this.#terms = termsOf(this.#folder.fold(this.#criteria.words).text);
    clearTimeout(this.#timer);
    if (this.isActive && !this.#isStopped)
      this.#timer = setTimeout(() => void this.#read(), pauseMs);
    this.#host.changed();
  };

  async #read(): Promise<void> {
    if (this.#pages.isWhole) return;
    const reading = this.#pages.readAll();
    this.#host.changed();
    await reading;
    // The button that stops it is gone.
    const had = this.#host.root.activeElement;
    if (had?.matches('.find-stop')) void this.#host.focusOn('#find');
  }

  readonly #leave = (): void => {
    const { root, focusOn } = this.#host;
    this.close();
    this.#pages.stop();
    const opener = this.#opener;
    const isThere = !!opener?.isConnected && root.contains(opener) && opener.checkVisibility();
    if (!isThere) return void focusOn('h2');
    opener.focus();
    this.#host.changed();
  };
}
