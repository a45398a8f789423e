import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Caller, reachOf } from '../../access/caller.ts';
import type { Blobs, Scanner } from '../../blobs/blobs.ts';
import type { AttachmentSettings } from '../../blobs/settings.ts';
import type { AttachmentLimits } from '../../domain/attachments/attachment.ts';
import type { Audience } from '../../domain/views/audience.ts';

/** Files that are made ready at the same time: each is in memory as a whole. */
const readyAtOnce = 2;

/** Which file of which entry, and for whom it is shown. */
export interface Link {
  incident: number;
  /** The entry's `seq`. */
  entry: number;
  /** Its place among the files of the entry, from 0. */
  file: number;
  audience: Audience;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What operations on attachments share: settings, where bytes are, who looks at them, and who sends right now. */
export class Attachments {
  readonly settings: AttachmentSettings;
  readonly blobs: Blobs;
  readonly scanner: Scanner | null;
  readonly #secret: string;
  readonly #sending = new Map<string, { stop: AbortController; done: Promise<void> }>();
  readonly #waiting: (() => void)[] = [];
  #free = readyAtOnce;

  constructor(
    settings: AttachmentSettings,
    services: { blobs: Blobs; scanner: Scanner | null; secret: string },
  ) {
    this.settings = settings;
    this.blobs = services.blobs;
    this.scanner = services.scanner;
    this.#secret = services.secret;
  }

  /** How much somebody may attach; nothing where they may not. */
  offeredTo(caller: Caller): { attachments?: AttachmentLimits } {
    if (!this.settings.enabled || reachOf(caller, 'attachment:upload') === null) return {};
    const { fileBytes, files } = this.settings;
    return { attachments: { fileBytes, files } };
  }

  /**
   * Takes the place of whoever still sends to an upload: a sender that begins again has lost its connection, which
   * may not be known here yet.
   */
  async sendTo<T>(upload: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    await this.interrupt(upload);
    const stop = new AbortController();
    const running = work(stop.signal);
    const done = running.then(
      () => undefined,
      () => undefined,
    );
    const sender = { stop, done };
    this.#sending.set(upload, sender);
    try {
      return await running;
    } finally {
      if (this.#sending.get(upload) === sender) this.#sending.delete(upload);
    }
  }

  /** Ends what somebody sends to an upload, and waits until what arrived is kept. */
  async interrupt(upload: string): Promise<void> {
    const sender = this.#sending.get(upload);
    sender?.stop.abort();
    await sender?.done;
  }

  /** Runs what holds a whole file in memory: few at a time. */
  async whenFree<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  sign(link: Link): string {
    const { incident, entry, file, audience, expiresAt } = link;
    return createHmac('sha256', this.#secret)
      .update(`attachment ${incident} ${entry} ${file} ${audience} ${expiresAt}`)
      .digest('base64url');
  }

  isSigned(link: Link, signature: string, now: number): boolean {
    const expected = Buffer.from(this.sign(link));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given)
      ? link.expiresAt > now
      : false;
  }
}
