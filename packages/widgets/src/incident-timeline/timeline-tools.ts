import { LaterPart } from '../base/later-part.ts';
import type { MenuItem } from './action-menu.ts';
import { EarlierEntries } from './earlier-entries.ts';
import type { TimelineFind } from './find/timeline-find.ts';
import type { Finding } from './finding.ts';
import type { SentenceContext } from './sentence.ts';
import type { ToolsHost } from './tools-host.ts';
import type { WorkMessages } from './work-messages.ts';

/** What reading takes besides: looking for something, for whoever sees the timeline. It comes when it is opened. */
export class TimelineTools {
  readonly #host: ToolsHost;
  readonly #earlier: EarlierEntries;
  readonly #findPart: LaterPart<typeof import('./find/timeline-find.ts')>;
  #find: TimelineFind | undefined;
  /** Whether somebody asked to look for something. */
  #isFinding = false;
  /** What gets the focus back from there. */
  #opener: HTMLElement | null | undefined;

  constructor(host: ToolsHost) {
    this.#host = host;
    this.#earlier = new EarlierEntries(host);
    this.#findPart = new LaterPart(() => import('./find/timeline-find.ts'), host.changed);
  }

  /** Another incident or identity. */
  close(): void {
    this.#earlier.stop();
    this.#isFinding = false;
    this.#find?.close();
  }

  /** What somebody looks for; undefined while nobody does. */
  get finding(): Finding | undefined {
    return this.#find?.finding;
  }

  /** As a menu has them: names, labels, keys. */
  items(messages: WorkMessages): MenuItem[] {
    return [['find', messages.find, '/']];
  }

  /** Does what was chosen in the menu, if it is one of these. */
  begin(name: string): boolean {
    if (name !== 'find') return false;
    // What was chosen in the menu is gone with it.
    this.find(this.#host.root.querySelector<HTMLElement>('.open-menu'));
    return true;
  }

  /** Opens the box in which is said what to look for, and goes there. */
  find(opener?: HTMLElement | null): void {
    this.#isFinding = true;
    this.#opener = opener;
    if (this.#find) this.#find.open(opener);
    else this.#host.changed();
  }

  /** What is open of it. */
  template(locale: string, context: SentenceContext | undefined): unknown {
    const part = this.#isFinding ? this.#findPart.get() : undefined;
    if (part && !this.#find) {
      this.#find = new part.TimelineFind(this.#host, this.#earlier);
      this.#find.open(this.#opener);
    }
    return context && this.#find?.template(locale, context);
  }
}
