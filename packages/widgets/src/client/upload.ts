import type { AttachmentLimits } from '@incident-kit/server/domain';
import type { ClientCore } from './core.ts';
import type { KitRequestError } from './errors.ts';

/** What is sent of a file in one request, bytes: as often is told how far it came. */
const partBytes = 512 * 1024;

/** Times that a part is sent again at once before somebody is told. */
const attempts = 3;

interface Answer {
  id: string;
  offset: number;
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

  constructor(client: Sender, file: File, onProgress: () => void = () => {}) {
    this.#client = client;
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

  /** Takes it back. */
  cancel(): void {
    this.#stop.abort();
    const id = this.#id;
    if (id) this.#client.fetch(`/uploads/${id}`, { method: 'DELETE' }).catch(() => {});
  }

  async #send(): Promise<string> {
    const { name, size } = this.file;
    const isResumed = this.#id !== undefined;
    const { id } = isResumed
      ? await this.#ask(`/uploads/${this.#id}`)
      : await this.#ask('/uploads', { method: 'POST', body: JSON.stringify({ name, size }) });
    this.#id = id;
    let failed = 0;
    for (let done = false; !done; ) {
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
