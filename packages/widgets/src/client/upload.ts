import type { AttachmentLimits } from '@incident-kit/server/domain';
import type { ClientCore } from './core.ts';
import type { KitRequestError } from './errors.ts';

/** What is sent of a file in one request, bytes: as often is told how far it came. */
const partBytes = 512 * 1024;

/** Times that a part is sent again at once before somebody is told. */
const attempts = 3;

/** A file that waits to be sent, and as what the server knows it if some of it was. */
export interface KeptFile {
  file: File;
  id?: string | undefined;
}

interface Answer {
  id: string;
  offset: number;
  /** What it is, as soon as it can be attached. */
  type?: string | null;
}

/** What needs of the client that it belongs to; see `KitClient`. */
type Sender = Pick<ClientCore, 'fetch'>;

/** One file on its way to the server, and what became of it. */
export class Upload {
  /** How much of it the server has, bytes. */
  sent = 0;
  readonly file: File;
  readonly #client: Sender;
  readonly #onProgress: () => void;
  readonly #stop = new AbortController();
  #id: string | undefined;
  #sending: Promise<string> | undefined;

  /** @param id - as what the server knows it already */
  constructor(client: Sender, file: File, onProgress: () => void, id?: string | undefined) {
    this.#client = client;
    this.#id = id;
    this.file = file;
    this.#onProgress = onProgress;
  }

  /**
   * Sends what is not sent yet, and gives the id by which it is attached. After a failure it goes on from where it was.
   * @throws {KitRequestError}
   */
  send(): Promise<string> {
    this.#sending ??= this.#send().catch((error) => {
      this.#sending = undefined;
      throw error;
    });
    return this.#sending;
  }

  /** As what the server knows it; undefined before it does. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Ends it, so that it can go on another time. */
  stop(): void {
    this.#stop.abort();
  }

  /** Takes it back. */
  cancel(): void {
    this.stop();
    const id = this.#id;
    if (id) this.#client.fetch(`/uploads/${id}`, { method: 'DELETE' }).catch(() => {});
  }

  async #send(): Promise<string> {
    const { name, size } = this.file;
    const { id, type } =
      (await this.#resume()) ??
      (await this.#ask('/uploads', { method: 'POST', body: JSON.stringify({ name, size }) }));
    this.#id = id;
    let failed = 0;
    for (let done = Boolean(type); !done; ) {
      try {
        done = await this.#sendPart(id);
        failed = 0;
      } catch (thrown) {
        const error = thrown as KitRequestError;
        failed += 1;
        const wentOn = error.code === 'upload-offset-wrong';
        if ((error.definite && !wentOn) || failed === attempts) throw error;
        await this.#ask(`/uploads/${id}`);
      }
    }
    return id;
  }

  /** What the server has of it. Undefined when it was not used in time, or is somebody else's: it begins anew. */
  async #resume(): Promise<Answer | undefined> {
    if (!this.#id) return undefined;
    try {
      return await this.#ask(`/uploads/${this.#id}`);
    } catch (thrown) {
      if ((thrown as KitRequestError).status !== 404) throw thrown;
      return undefined;
    }
  }

  /** Whether that was the last. */
  async #sendPart(id: string): Promise<boolean> {
    const part = this.file.slice(this.sent, this.sent + partBytes);
    const isLast = this.sent + part.size >= this.file.size;
    await this.#ask(`/uploads/${id}`, {
      method: 'PATCH',
      headers: { 'upload-offset': String(this.sent) },
      body: part,
    });
    return isLast;
  }

  async #ask(path: string, init: RequestInit = {}): Promise<Answer> {
    this.#stop.signal.throwIfAborted();
    const answer: Answer = await (await this.#client.fetch(path, init)).json();
    this.sent = answer.offset;
    this.#onProgress();
    return answer;
  }
}

/** Why a file is not even sent; undefined when it may be. */
export function refusalOfFile(
  file: File,
  { fileBytes }: AttachmentLimits,
): 'empty' | 'too-large' | undefined {
  if (file.size === 0) return 'empty';
  return file.size > fileBytes ? 'too-large' : undefined;
}
