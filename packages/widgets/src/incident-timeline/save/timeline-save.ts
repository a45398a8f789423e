import { languageOf, messagesOf } from '../../base/messages.ts';
import { saveFile } from '../../base/save-file.ts';
import type { TimelineSaveMessages } from '../../locales/en/timeline-save.ts';
import { withOwnWords } from '../own-words.ts';
import type { ShownEntry } from '../shown-entry.ts';
import type { StoryPages } from '../story-pages.ts';
import type { ToolsHost } from '../tools-host.ts';
import { asCsv } from './as-csv.ts';
import { asJson } from './as-json.ts';
import { asMarkdown } from './as-markdown.ts';
import { type SaveFormat, saveTemplate } from './save-view.ts';
import type { SavedTimeline } from './saved-timeline.ts';

const formats: Record<
  SaveFormat,
  { write(timeline: SavedTimeline): string; extension: string; type: string }
> = {
  markdown: { write: asMarkdown, extension: 'md', type: 'text/markdown' },
  csv: { write: asCsv, extension: 'csv', type: 'text/csv' },
  json: { write: asJson, extension: 'json', type: 'application/json' },
};

interface Written {
  text: string;
  count: number;
}

/** Copies and downloads a timeline, all of it: what is not loaded yet is read first. */
export class TimelineSave {
  readonly #host: ToolsHost;
  readonly #pages: StoryPages;
  readonly #shown: (entries: StoryPages['all']) => ShownEntry[];
  #isOpen = false;
  /** Whether the focus is to go into it. */
  #isAsked = false;
  #format: SaveFormat = 'markdown';
  #isBusy = false;
  /** How it went. */
  #outcome = '';
  #hasFailed = false;
  #messages: TimelineSaveMessages | undefined;

  /** @param shown - what of entries is shown, and how notes read by now */
  constructor(
    host: ToolsHost,
    pages: StoryPages,
    shown: (entries: StoryPages['all']) => ShownEntry[],
  ) {
    this.#host = host;
    this.#pages = pages;
    this.#shown = shown;
  }

  open(): void {
    this.#isOpen = this.#isAsked = true;
    this.#tell('');
  }

  close(): void {
    this.#isOpen = false;
  }

  /** Where it is said in what form; nothing until its words have come. */
  template(locale: string): unknown {
    if (!this.#isOpen) return undefined;
    const { changed, ownWords, focusOn } = this.#host;
    const language = languageOf(locale, 'timeline-save');
    const words = messagesOf(language, 'timeline-save', changed);
    if (!words) return undefined;
    this.#messages = withOwnWords(words as unknown as TimelineSaveMessages, language, ownWords());
    if (this.#isAsked) void focusOn('.save [name=save-format]:checked');
    this.#isAsked = false;
    return saveTemplate({
      messages: this.#messages,
      format: this.#format,
      isBusy: this.#isBusy,
      count: this.#pages.all.length,
      outcome: this.#outcome,
      hasFailed: this.#hasFailed,
      onFormat: (format) => {
        this.#format = format;
        this.#tell('');
      },
      onCopy: () => void this.#copy(),
      onDownload: () => void this.#download(),
      onStop: () => this.#pages.stop(),
      onClose: () => {
        this.close();
        if (this.#isBusy) this.#pages.stop();
        void focusOn('.open-menu');
      },
    });
  }

  // ---- what is done ----

  async #copy(): Promise<void> {
    if (this.#isBusy) return;
    const written = this.#write();
    const copied = copy(written.then((all) => all?.text ?? Promise.reject(new Error('Not read.'))));
    const [all, isCopied] = await Promise.all([written, copied]);
    if (!all) return;
    if (isCopied) this.#tell(this.#messages?.copied(all.count) ?? '');
    else this.#tell(this.#messages?.refused ?? '', true);
  }

  async #download(): Promise<void> {
    if (this.#isBusy) return;
    const { extension, type } = formats[this.#format];
    const all = await this.#write();
    if (!all) return;
    saveFile(`${this.#host.incident}.${extension}`, all.text, `${type};charset=utf-8`);
    this.#tell(this.#messages?.downloaded(all.count) ?? '');
  }

  /** All of it in the form that was chosen; undefined, which is said, when it could not be read to the first entry. */
  async #write(): Promise<Written | undefined> {
    const { context: contextNow, feed } = this.#host;
    const { write } = formats[this.#format];
    this.#isBusy = true;
    this.#tell('');
    const isWhole = this.#pages.isWhole || (await this.#pages.readAll());
    this.#isBusy = false;
    const [context, now, words] = [contextNow(), feed.head, this.#messages];
    if (!isWhole || !context || !now || !words) {
      this.#tell(this.#pages.problemOfAll ?? words?.stopped ?? '', true);
      await this.#host.focusOn('.save .save-copy');
      return undefined;
    }
    const entries = this.#shown(this.#pages.all);
    const text = write({ head: now, entries, context, words });
    // The button that stops it is gone.
    if (this.#host.root.activeElement?.matches('.save-stop')) {
      void this.#host.focusOn('.save .save-copy');
    }
    return { text, count: entries.length };
  }

  #tell(outcome: string, hasFailed = false): void {
    this.#outcome = outcome;
    this.#hasFailed = hasFailed;
    this.#host.changed();
  }
}

/**
 * Copies what will be there in a while: the browser is asked at once, since some let only do so who has just pressed
 * something. Gives whether it did.
 */
async function copy(text: Promise<string>): Promise<boolean> {
  const type = 'text/plain';
  try {
    const blob = text.then((all) => new Blob([all], { type }));
    blob.catch(() => {});
    await navigator.clipboard.write([new ClipboardItem({ [type]: blob })]);
    return true;
  } catch {
    // Not at all, or none that is still to come.
  }
  try {
    await navigator.clipboard.writeText(await text);
    return true;
  } catch {
    return false;
  }
}
