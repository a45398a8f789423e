import type { AttachmentLimits, NoteVisibility } from '@incident-kit/server/domain';
import { nothing } from 'lit';
import type { Attaching, AttachingHost } from '../base/attaching/attaching.ts';
import type { ShownFiles } from '../base/attaching/shown-files.ts';
import type { KitClient } from '../client/client.ts';
import { Retry } from '../client/retry.ts';
import type { ShownEntry } from './shown-entries.ts';

interface Turn {
  kit: KitClient;
  incident: string;
}

/**
 * What of a timeline has to do with files: those that are attached to a note, and those that entries have. Its
 * parts come when there are some, or may be some.
 */
export class TimelineFiles {
  readonly #host: () => AttachingHost;
  /** Files have the readers of the note that they are attached to. */
  #attaching: Partial<Record<NoteVisibility, Attaching>> = {};
  /** Where what is pasted and dropped goes. */
  #open: NoteVisibility | undefined;
  #shown: ShownFiles | undefined;
  readonly #retry = new Retry(() => this.#host().changed());
  /** Of which incident and identity it is; without one nothing is loaded. */
  #turn: Turn | undefined;
  #isLoading = false;

  /** @param host - asked when it is drawn: before, it has no shadow root */
  constructor(host: () => AttachingHost) {
    this.#host = host;
  }

  /** Begins anew, with another incident or identity. */
  restart(kit: KitClient | undefined, incident: string): void {
    for (const each of Object.values(this.#attaching)) each.close();
    this.#retry.reset();
    this.#attaching = {};
    this.#shown = undefined;
    this.#isLoading = false;
    this.#turn = kit && { kit, incident };
  }

  /**
   * Waits until all that is attached has arrived, and gives it as a command takes it.
   * @throws {KitRequestError} why a file did not arrive
   */
  async send(readers: NoteVisibility): Promise<{ attachments?: string[] }> {
    return (await this.#attaching[readers]?.send()) ?? {};
  }

  /** What was attached has been used. */
  clear(readers: NoteVisibility): void {
    this.#attaching[readers]?.clear();
  }

  /** What is attached for these readers; undefined where nothing can be. */
  of(readers: NoteVisibility): Attaching | undefined {
    return this.#attaching[readers];
  }

  /** @param limits - what may be attached; undefined where nothing may */
  attachingTemplate(
    limits: AttachmentLimits | undefined | null,
    locale: string,
    readers: NoteVisibility,
  ): unknown {
    if (!limits) return nothing;
    this.#open = readers;
    if (!this.#attaching[readers]) {
      void this.#load(async ({ kit, incident }) => {
        const [{ Attaching }, { FileShelf }] = await Promise.all([
          import('../base/attaching/attaching.ts'),
          import('../base/attaching/file-shelf.ts'),
        ]);
        // What one person attached is not another's.
        const owner = [kit.endpoint, kit.settings.siteKey, await kit.subject(), incident, readers];
        const shelf = new FileShelf(`incident-kit/note:${JSON.stringify(owner)}`);
        return () => {
          const host = { ...this.#host(), isOpen: () => this.#open === readers };
          this.#attaching[readers] = new Attaching(kit, limits, host, shelf);
        };
      });
    }
    return this.#attaching[readers]?.template(locale) ?? nothing;
  }

  shownTemplate(entry: ShownEntry, locale: string): unknown {
    const attachments = 'attachments' in entry ? entry.attachments : undefined;
    if (!attachments) return nothing;
    if (!this.#shown) {
      void this.#load(async ({ kit }) => {
        const { ShownFiles } = await import('../base/attaching/shown-files.ts');
        return () => {
          const { root, changed } = this.#host();
          this.#shown = new ShownFiles(kit, root, changed);
        };
      });
    }
    return this.#shown?.template({ ...entry, attachments }, locale) ?? nothing;
  }

  /** One after the other: what is still missing is asked for as the next is drawn. */
  async #load(part: (turn: Turn) => Promise<() => void>): Promise<void> {
    const turn = this.#turn;
    if (this.#isLoading || !turn) return;
    this.#isLoading = true;
    // Without a network it does not come; the rest of the timeline needs none of it.
    const make = await part(turn).catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#isLoading = false;
    if (!make) return this.#retry.later();
    this.#retry.reset();
    make();
    this.#host().changed();
  }
}
