import type { AttachmentLimits } from '@incident-kit/server/domain';
import { nothing } from 'lit';
import type { Attaching, AttachingHost } from '../base/attaching/attaching.ts';
import { LaterPart } from '../base/later-part.ts';
import type { KitClient } from '../client/client.ts';

/** The files that are attached to a note: what it takes to attach some comes where some may be. */
export class NoteFiles {
  readonly #host: AttachingHost;
  readonly #part: LaterPart<(limits: AttachmentLimits) => Attaching>;
  #attaching: Attaching | undefined;
  #isClosed = false;

  constructor(kit: KitClient, incident: string, host: AttachingHost) {
    this.#host = host;
    this.#part = new LaterPart(async () => {
      const [{ Attaching }, { FileShelf }] = await Promise.all([
        import('../base/attaching/attaching.ts'),
        import('../base/attaching/file-shelf.ts'),
      ]);
      // What one person attached is not another's.
      const owner = [kit.endpoint, kit.settings.siteKey, await kit.subject(), incident];
      const shelf = new FileShelf(`incident-kit/note:${JSON.stringify(owner)}`);
      return (limits) => new Attaching(kit, limits, this.#host, shelf);
    }, host.changed);
  }

  /**
   * Waits until all that is attached has arrived, and gives it as a command takes it.
   * @throws {KitRequestError} why a file did not arrive
   */
  async send(): Promise<{ attachments?: string[] }> {
    return (await this.#attaching?.send()) ?? {};
  }

  /** What was attached has been used. */
  clear(): void {
    this.#attaching?.clear();
  }

  /** Another incident or identity. */
  close(): void {
    this.#isClosed = true;
    this.#attaching?.close();
  }

  /** @param limits - what may be attached; undefined where nothing may */
  template(limits: AttachmentLimits | undefined | null, locale: string): unknown {
    if (!limits || this.#isClosed) return nothing;
    this.#attaching ??= this.#part.get()?.(limits);
    return this.#attaching?.template(locale) ?? nothing;
  }
}
