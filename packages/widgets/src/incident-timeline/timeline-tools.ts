import { LaterPart } from '../base/later-part.ts';
import type { MenuItem } from './action-menu.ts';
import { EarlierEntries } from './earlier-entries.ts';
import type { TimelineFind } from './find/timeline-find.ts';
import type { Finding } from './finding.ts';
import type { TimelineSave } from './save/timeline-save.ts';
import type { SentenceContext } from './sentence.ts';
import { toShownEntries } from './shown-entries.ts';
import type { ToolsHost } from './tools-host.ts';
import type { WorkMessages } from './work-messages.ts';

/** What whoever sees a timeline can do with it: look for something, take it along. Each comes when it is opened. */
export class TimelineTools {
  readonly #host: ToolsHost;
  readonly #earlier: EarlierEntries;
  readonly #findPart: LaterPart<typeof import('./find/timeline-find.ts')>;
  readonly #savePart: LaterPart<typeof import('./save/timeline-save.ts')>;
  #find: TimelineFind | undefined;
  #save: TimelineSave | undefined;
  /** Whether somebody asked to look for something. */
  #isFinding = false;
  #isSaving = false;
  /** What gets the focus back from there. */
  #opener: HTMLElement | null | undefined;

  constructor(host: ToolsHost) {
    this.#host = host;
    this.#earlier = new EarlierEntries(host);
    this.#findPart = new LaterPart(() => import('./find/timeline-find.ts'), host.changed);
    this.#savePart = new LaterPart(() => import('./save/timeline-save.ts'), host.changed);
  }

  /** Another incident or identity. */
  close(): void {
    this.#earlier.stop();
    this.#isFinding = this.#isSaving = false;
    this.#find?.close();
    this.#save?.close();
  }

  /** What somebody looks for; undefined while nobody does. */
  get finding(): Finding | undefined {
    return this.#find?.finding;
  }

  /** As a menu has them: names, labels, keys. */
  items(messages: WorkMessages): MenuItem[] {
    return [
      ['find', messages.find, '/'],
      ['save', messages.save],
    ];
  }

  /** Does what was chosen in the menu, if it is one of these. */
  begin(name: string): boolean {
    // What was chosen in the menu is gone with it.
    if (name === 'find') this.find(this.#host.root.querySelector<HTMLElement>('.open-menu'));
    else if (name === 'save') this.#openSave();
    else return false;
    return true;
  }

  /** Opens the box in which is said what to look for, and goes there. */
  find(opener?: HTMLElement | null): void {
    this.#isFinding = true;
    this.#opener = opener;
    if (this.#find) this.#find.open(opener);
    else this.#host.changed();
  }

  #openSave(): void {
    this.#isSaving = true;
    if (this.#save) this.#save.open();
    else this.#host.changed();
  }

  /** What is open of it. */
  template(locale: string, context: SentenceContext | undefined): unknown {
    const find = this.#isFinding ? this.#findPart.get() : undefined;
    if (find && !this.#find) {
      this.#find = new find.TimelineFind(this.#host, this.#earlier);
      this.#find.open(this.#opener);
    }
    const save = this.#isSaving ? this.#savePart.get() : undefined;
    if (save && !this.#save) {
      this.#save = new save.TimelineSave(this.#host, this.#earlier, (entries) =>
        toShownEntries(entries, this.#host.context()?.desk),
      );
      this.#save.open();
    }
    return [this.#save?.template(locale), context && this.#find?.template(locale, context)];
  }
}
