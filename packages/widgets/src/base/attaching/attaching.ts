import type { AttachmentLimits } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { Retry } from '../../client/retry.ts';
import { type KeptFile, refusalOfFile, Upload } from '../../client/upload.ts';
import type { AttachmentMessages } from '../../locales/en/attachments.ts';
import { addStyles } from '../add-styles.ts';
import { glyph } from '../glyph.ts';
import { circleAlertGlyph } from '../glyphs/circle-alert.ts';
import { format } from '../intl.ts';
import { languageOf, messagesOf } from '../messages.ts';
import { styles } from './attaching.styles.ts';
import type { FileShelf } from './file-shelf.ts';
import { fileSize } from './file-size.ts';

/** What it asks of the element that shows it. */
export interface AttachingHost {
  readonly root: ShadowRoot;
  changed(): void;
  /** The sentence for an error in the element's language. */
  explain(error: KitRequestError): string;
  /** Whether files are taken and sent at present: not while what they belong to waits or has been sent. */
  isOpen(): boolean;
}

/** `waiting`: is sent by itself when the server is there. `stopped`: may succeed. `failed`: will not. */
type State = 'sending' | 'ready' | 'waiting' | 'stopped' | 'failed';

interface Picked {
  upload: Upload;
  state: State;
  /** Why it could not be sent. */
  error?: KitRequestError | undefined;
}

/** The files that somebody picks for what they write: each is sent as soon as it is there. */
export class Attaching {
  readonly #client: KitClient;
  readonly #limits: AttachmentLimits;
  readonly #host: AttachingHost;
  readonly #shelf: FileShelf;
  readonly #retry = new Retry(() => this.#sendWaiting());
  #isRetrying = false;
  #isClosed = false;
  #isKept = true;
  #picked: Picked[] = [];
  #problem: ((messages: AttachmentMessages, locale: string) => string) | undefined;

  /** @param shelf - where they are kept, and may have been kept before */
  constructor(client: KitClient, limits: AttachmentLimits, host: AttachingHost, shelf: FileShelf) {
    this.#client = client;
    this.#limits = limits;
    this.#host = host;
    this.#shelf = shelf;
    const { root } = host;
    root.addEventListener('paste', this.#onPaste as EventListener);
    root.addEventListener('dragover', this.#onDrag as EventListener);
    root.addEventListener('dragleave', this.#onDrag as EventListener);
    root.addEventListener('drop', this.#onDrop as EventListener);
    void shelf.take().then((kept) => this.#isClosed || this.addKept(kept));
  }

  /** What is attached, for when it is to be sent another time. */
  get kept(): KeptFile[] {
    return this.#picked.map(({ upload: { file, id } }) => ({ file, id }));
  }

  /** Adds what was attached before. */
  addKept(files: KeptFile[]): void {
    for (const { file, id } of files) this.#begin(file, id);
    this.#changed();
  }

  /** Adds files, as many as there is room for. */
  add(files: Iterable<File>): void {
    this.#problem = undefined;
    for (const file of files) {
      const refusal = refusalOfFile(file, this.#limits);
      const { fileBytes, files: max } = this.#limits;
      if (refusal === 'empty') this.#problem = ({ empty }) => `${file.name}: ${empty}`;
      else if (refusal) {
        this.#problem = ({ tooLarge }, locale) =>
          `${file.name}: ${tooLarge(fileSize(locale, fileBytes))}`;
      } else if (this.#picked.length >= max) this.#problem = ({ tooMany }) => tooMany(max);
      else this.#begin(file);
    }
    this.#changed();
  }

  /**
   * Waits until all have arrived, and gives their ids, as a command takes them.
   * @throws {KitRequestError} why one did not.
   */
  async send(): Promise<{ attachments?: string[] }> {
    const attachments: string[] = [];
    for (const picked of this.#picked) attachments.push(await this.#send(picked));
    return attachments.length ? { attachments } : {};
  }

  /** The server has forgotten what was sent: it is sent once more. */
  renew(): void {
    this.#picked = this.#picked.map(({ upload }) => this.#pick(upload.file));
  }

  /** Takes all back that were not used. */
  cancel(): void {
    for (const { upload } of this.#picked) upload.cancel();
    this.clear();
  }

  /** They were used, or wait elsewhere: the next ones are for something else. */
  clear(): void {
    for (const { upload } of this.#picked) upload.stop();
    this.#picked = [];
    this.#problem = undefined;
    this.#changed();
  }

  /** Listens no more. What was picked stays where it is kept. */
  close(): void {
    this.#isClosed = true;
    this.#retry.cancel();
    for (const { upload } of this.#picked) upload.stop();
    const { root } = this.#host;
    root.removeEventListener('paste', this.#onPaste as EventListener);
    root.removeEventListener('dragover', this.#onDrag as EventListener);
    root.removeEventListener('dragleave', this.#onDrag as EventListener);
    root.removeEventListener('drop', this.#onDrop as EventListener);
  }

  template(locale: string): TemplateResult {
    addStyles(this.#host.root, styles);
    // What has waited elsewhere came back.
    if (this.#picked.some(({ state }) => state === 'waiting')) this.#retryLater();
    const language = languageOf(locale, 'attachments');
    const found = messagesOf(language, 'attachments', this.#host.changed);
    if (!found) return html`<div class="files" aria-busy="true"></div>`;
    const messages = found as unknown as AttachmentMessages;
    const said = this.#problem?.(messages, locale);
    return html`
      <div class="files" part="files" role="group" aria-label=${messages.label}>
        <div class="actions">
          <button type="button" aria-describedby="files-hint" @click=${this.#choose}>
            ${messages.choose}
          </button>
          <span class="hint" id="files-hint">
            ${messages.hint(fileSize(locale, this.#limits.fileBytes))}
          </span>
        </div>
        <input type="file" hidden multiple @change=${this.#onChosen} />
        ${
          said
            ? html`<p class="field-error" data-say>${glyph(circleAlertGlyph)}<bdi>${said}</bdi></p>`
            : nothing
        }
        ${
          this.#picked.length
            ? html`<ul>${repeat(
                this.#picked,
                (picked) => picked,
                (picked) => this.#row(picked, messages, locale),
              )}</ul>`
            : nothing
        }
        ${this.#isKept ? nothing : html`<p class="hint" data-say>${messages.notKept}</p>`}
      </div>
    `;
  }

  #row(picked: Picked, messages: AttachmentMessages, locale: string): TemplateResult {
    const { upload, state, error } = picked;
    const { name, size } = upload.file;
    const share = Math.min(1, upload.sent / size);
    const percent = format(Intl.NumberFormat, locale, { style: 'percent' }, share);
    const how = {
      sending: messages.sending(percent),
      ready: messages.ready,
      waiting: messages.waiting,
      stopped: '',
      failed: '',
    }[state];
    const mayGoOn = state === 'stopped' || state === 'waiting';
    const problem = error && state !== 'waiting' && this.#host.explain(error);
    return html`
      <li data-state=${state}>
        <span class="file">
          <bdi>${name}</bdi>
          <span class="hint">${fileSize(locale, size)}${how && html` · ${how}`}</span>
        </span>
        <span class="do">
          ${
            mayGoOn
              ? html`<button
                type="button"
                class="plain"
                aria-label=${`${messages.retry}: ${name}`}
                @click=${() => this.#sendAgain(picked)}
              >
                ${messages.retry}
              </button>`
              : nothing
          }
          <button
            type="button"
            class="plain remove"
            aria-label=${messages.remove(name)}
            @click=${() => this.#remove(picked)}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </span>
        ${
          state === 'sending'
            ? html`<progress aria-label=${name} max="1" .value=${share}></progress>`
            : nothing
        }
        ${problem ? html`<p class="field-error" data-say>${glyph(circleAlertGlyph)}<bdi>${problem}</bdi></p>` : nothing}
      </li>
    `;
  }

  #pick(file: File, id?: string): Picked {
    return { upload: new Upload(this.#client, file, this.#host.changed, id), state: 'sending' };
  }

  #begin(file: File, id?: string): void {
    const picked = this.#pick(file, id);
    this.#picked = [...this.#picked, picked];
    this.#send(picked).catch(() => {});
  }

  #sendAgain(picked: Picked): void {
    this.#send(picked).catch(() => {});
  }

  readonly #sendWaiting = (): void => {
    this.#isRetrying = false;
    if (!this.#host.isOpen()) return;
    for (const picked of this.#picked) if (picked.state === 'waiting') this.#sendAgain(picked);
  };

  #retryLater(): void {
    if (this.#isRetrying || this.#isClosed || !this.#host.isOpen()) return;
    this.#isRetrying = true;
    this.#retry.later();
  }

  async #send(picked: Picked): Promise<string> {
    // The same again would be refused again.
    if (picked.state === 'failed' && picked.error) throw picked.error;
    if (picked.state !== 'ready') picked.state = 'sending';
    this.#host.changed();
    try {
      const id = await picked.upload.send();
      picked.state = 'ready';
      picked.error = undefined;
      this.#retry.failures = 0;
      return id;
    } catch (thrown) {
      const error = thrown as KitRequestError;
      picked.error = error;
      picked.state = stateAfter(error);
      throw error;
    } finally {
      this.#changed();
    }
  }

  /** Also what the server knows of it: after a reload it goes on from there. */
  #changed(): void {
    this.#host.changed();
    if (this.#isClosed) return;
    void this.#shelf.keep(this.kept).then((isKept) => {
      if (isKept !== this.#isKept) this.#host.changed();
      this.#isKept = isKept;
    });
  }

  #remove(picked: Picked): void {
    picked.upload.cancel();
    this.#picked = this.#picked.filter((each) => each !== picked);
    this.#problem = undefined;
    this.#changed();
    this.#host.root.querySelector<HTMLElement>('.files button')?.focus();
  }

  readonly #choose = (): void => {
    this.#host.root.querySelector<HTMLInputElement>('.files input')?.click();
  };

  readonly #onChosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.add([...(input.files ?? [])]);
    // The same file may be chosen again.
    input.value = '';
  };

  readonly #onPaste = ({ clipboardData }: ClipboardEvent): void => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length && this.#host.isOpen()) this.add(files);
  };

  readonly #onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Else the browser would leave the page for the file.
    event.preventDefault();
    const box = this.#host.root.querySelector('.files');
    box?.classList.toggle('over', event.type === 'dragover');
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.#onDrag(event);
    if (this.#host.isOpen()) this.add([...(event.dataTransfer?.files ?? [])]);
  };
}

/** What may still become of a file that could not be sent. */
function stateAfter({ status, passes }: KitRequestError): State {
  if (passes) return status ? 'stopped' : 'waiting';
  // Whoever signs in again may be let in; what broke may be mended.
  return status === 0 || status === 401 || status >= 500 ? 'stopped' : 'failed';
}
