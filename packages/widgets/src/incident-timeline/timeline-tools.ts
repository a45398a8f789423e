import { nothing } from 'lit';
import { LaterPart } from '../base/later-part.ts';
import type { MenuItem } from './action-menu.ts';
import type { TimelineFind } from './find/timeline-find.ts';
import type { Finding } from './finding.ts';
import type { TimelinePrint } from './print/timeline-print.ts';
import type { TimelineSave } from './save/timeline-save.ts';
import type { SentenceContext } from './sentence.ts';
import { toShownEntries } from './shown-entries.ts';
import type { ShownEntry } from './shown-entry.ts';
import { type StoryPages, storyPagesOf } from './story-pages.ts';
import type { ToolsHost } from './tools-host.ts';
import type { WorkMessages } from './work-messages.ts';
import type { ZoneSwitch } from './zone/zone-switch.ts';

/**
 * What whoever sees a timeline can do with it: look for something, take it along, print it, read it by the clocks of
 * the desk. Each comes when it is opened, or when there is something to choose.
 */
export class TimelineTools {
  readonly #host: ToolsHost;
  readonly #pages: StoryPages;
  readonly #findPart: LaterPart<typeof import('./find/timeline-find.ts')>;
  readonly #savePart: LaterPart<typeof import('./save/timeline-save.ts')>;
  readonly #printPart: LaterPart<typeof import('./print/timeline-print.ts')>;
  readonly #zonePart: LaterPart<typeof import('./zone/zone-switch.ts')>;
  #find: TimelineFind | undefined;
  #save: TimelineSave | undefined;
  #print: TimelinePrint | undefined;
  #zone: ZoneSwitch | undefined;
  /** Whether somebody asked to look for something. */
  #isFinding = false;
  #isSaving = false;
  #isPrinting = false;
  /** What gets the focus back from there. */
  #opener: HTMLElement | null | undefined;

  constructor(host: ToolsHost) {
    this.#host = host;
    this.#pages = storyPagesOf(host);
    this.#findPart = new LaterPart(() => import('./find/timeline-find.ts'), host.changed);
    this.#savePart = new LaterPart(() => import('./save/timeline-save.ts'), host.changed);
    this.#printPart = new LaterPart(() => import('./print/timeline-print.ts'), host.changed);
    this.#zonePart = new LaterPart(() => import('./zone/zone-switch.ts'), host.changed);
  }

  /** Another incident or identity. */
  close(): void {
    this.#pages.stop();
    this.#isFinding = this.#isSaving = this.#isPrinting = false;
    this.#find?.close();
    this.#save?.close();
    this.#print?.close();
    this.#zone?.close();
  }

  /** What is drawn in place of all that happened: what somebody looks for, or all of it, to be printed. */
  get finding(): Finding | undefined {
    return this.#print?.finding ?? this.#find?.finding;
  }

  /** What may be done with an entry that was found. */
  below(entry: ShownEntry): unknown {
    return this.#print?.finding ? undefined : this.#find?.below(entry);
  }

  /** As a menu has them: names, labels, keys. */
  items(messages: WorkMessages): MenuItem[] {
    return [
      ['find', messages.find, '/'],
      ['save', messages.save],
      ['print', messages.print],
      ...(this.#zone?.items ?? []),
    ];
  }

  /** Does what was chosen in the menu, if it is one of these. */
  begin(name: string): boolean {
    // What was chosen in the menu is gone with it.
    if (name === 'find') this.find(this.#host.root.querySelector<HTMLElement>('.open-menu'));
    else if (name === 'save') this.#openSave();
    else if (name === 'print') this.#openPrint();
    else if (name === 'zone') this.#zone?.turn();
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

  #openPrint(): void {
    this.#isPrinting = true;
    if (this.#print) this.#print.open();
    else this.#host.changed();
  }

  /** What is open of it. */
  template(locale: string, context: SentenceContext | undefined): unknown {
    const find = this.#isFinding ? this.#findPart.get() : undefined;
    if (find && !this.#find) {
      this.#find = new find.TimelineFind(this.#host, this.#pages);
      this.#find.open(this.#opener);
    }
    const save = this.#isSaving ? this.#savePart.get() : undefined;
    if (save && !this.#save) {
      this.#save = new save.TimelineSave(this.#host, this.#pages, (entries) =>
        toShownEntries(entries, this.#host.context()?.desk),
      );
      this.#save.open();
    }
    const print = this.#isPrinting ? this.#printPart.get() : undefined;
    if (print && !this.#print) {
      this.#print = new print.TimelinePrint(this.#host, this.#pages);
      this.#print.open();
    }
    const hasZone = !!this.#host.feed.head?.incident.zone;
    const zone = hasZone ? this.#zonePart.get() : undefined;
    if (zone) this.#zone ??= new zone.ZoneSwitch(this.#host);
    return [
      this.#zone?.template(locale),
      this.#save?.template(locale),
      this.#print?.template(locale),
      // On paper it would say that this is not all.
      !this.#print?.finding && context && this.#find?.template(locale, context),
    ].map((each) => each || nothing);
  }
}
