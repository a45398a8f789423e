import type { AttachmentLimits, NoteVisibility } from '@incident-kit/server/domain';
import { nothing } from 'lit';
import type { Attaching, AttachingHost } from '../base/attaching/attaching.ts';
import { LaterPart } from '../base/later-part.ts';
import type { KitClient } from '../client/client.ts';

/** The files that are attached to notes: what it takes to attach some comes where some may be. */
export class NoteFiles {
  readonly #part: LaterPart<(limits: AttachmentLimits, readers: NoteVisibility) => Attaching>;
  /** Files have the readers of the note that they are attached to. */
  readonly #attaching: Partial<Record<NoteVisibility, Attaching>> = {};
  /** Where what is pasted and dropped goes. */
  #open: NoteVisibility | undefined;
  #isClosed = false;

  constructor(kit: KitClient, incident: string, host: Omit<AttachingHost, 'isOpen'>) {
    this.#part = new LaterPart(async () => {
      const [{ Attaching }, { FileShelf }] = await Promise.all([
        import('../base/attaching/attaching.ts'),
        import('../base/attaching/file-shelf.ts'),
      ]);
      const subject = await kit.subject();
      return (limits, readers) => {
        // What one person attached is not another's.
        const owner = [kit.endpoint, kit.settings.siteKey, subject, incident, readers];
        const shelf = new FileShelf(`incident-kit/note:${JSON.stringify(owner)}`);
        const isOpen = () => this.#open === readers;
        return new Attaching(kit, limits, { ...host, isOpen }, shelf);
      };
    }, host.changed);
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

  /** Another incident or identity. */
  close(): void {
    this.#isClosed = true;
    for (const each of Object.values(this.#attaching)) each.close();
  }

  /** @param limits - what may be attached; undefined where nothing may */
  template(
    limits: AttachmentLimits | undefined | null,
    locale: string,
    readers: NoteVisibility,
  ): unknown {
    if (!limits || this.#isClosed) return nothing;
    this.#open = readers;
    const made = this.#attaching[readers] ?? this.#part.get()?.(limits, readers);
    if (made) this.#attaching[readers] = made;
    return made?.template(locale) ?? nothing;
  }
}
