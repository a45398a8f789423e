import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { TimelineSaveMessages } from '../../locales/en/timeline-save.ts';
import type { Finding } from '../finding.ts';
import { withOwnWords } from '../own-words.ts';
import type { StoryPages } from '../story-pages.ts';
import type { ToolsHost } from '../tools-host.ts';
import { styles } from './print.styles.ts';
import { printTemplate } from './print-view.ts';

/** Prints the page with all of a timeline: what is not loaded yet is read first, and all of it drawn. */
export class TimelinePrint {
  readonly #host: ToolsHost;
  readonly #pages: StoryPages;
  #isOpen = false;
  #isBusy = false;
  /** Whether all of it is drawn. */
  #isDrawn = false;
  #problem = '';
  #messages: TimelineSaveMessages | undefined;

  constructor(host: ToolsHost, pages: StoryPages) {
    this.#host = host;
    this.#pages = pages;
  }

  open(): void {
    // It has a button of its own to print again.
    if (this.#isOpen) return void this.#host.focusOn('.print-again');
    this.#isOpen = true;
    void this.#print();
  }

  close(): void {
    this.#isOpen = this.#isDrawn = false;
    removeEventListener('afterprint', this.#leave);
  }

  /** All that happened, nothing folded and nothing left out; undefined until it is to be drawn. */
  get finding(): Finding | undefined {
    if (!this.#isDrawn) return undefined;
    const { arrived } = this.#host.feed;
    const feed = { entries: this.#pages.all, earlier: null, arrived };
    return { feed, desk: undefined, long: undefined };
  }

  /** How far it is; nothing until its words have come. */
  template(locale: string): unknown {
    if (!this.#isOpen) return undefined;
    const { root, changed, ownWords } = this.#host;
    const language = languageOf(locale, 'timeline-save');
    const words = messagesOf(language, 'timeline-save', changed);
    if (!words) return undefined;
    addStyles(root, styles);
    this.#messages = withOwnWords(words as unknown as TimelineSaveMessages, language, ownWords());
    return printTemplate({
      messages: this.#messages,
      isBusy: this.#isBusy,
      count: this.#pages.all.length,
      problem: this.#problem,
      onPrint: () => void this.#print(),
      onStop: () => this.#pages.stop(),
      onClose: this.#leave,
    });
  }

  async #print(): Promise<void> {
    if (this.#isBusy) return;
    const { focusOn } = this.#host;
    this.#isBusy = true;
    this.#problem = '';
    await focusOn('.print-close');
    const isWhole = this.#pages.isWhole || (await this.#pages.readAll());
    this.#isBusy = false;
    if (!this.#isOpen) return;
    if (!isWhole) {
      this.#problem = this.#pages.problemOfAll ?? this.#messages?.print.stopped ?? '';
      return focusOn('.print-again');
    }
    this.#isDrawn = true;
    await focusOn('.print-close');
    if (!this.#isDrawn) return;
    // Some browsers go on while they print; where printing is not allowed, none says so: it is closed by hand.
    addEventListener('afterprint', this.#leave);
    print();
  }

  readonly #leave = (): void => {
    this.close();
    if (this.#isBusy) this.#pages.stop();
    void this.#host.focusOn('.open-menu');
  };
}
