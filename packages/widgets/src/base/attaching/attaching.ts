import type { AttachmentLimits } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { refusalOfFile, Upload } from '../../client/upload.ts';
import type { AttachmentMessages } from '../../locales/en/attachments.ts';
import { addStyles } from '../add-styles.ts';
import { glyph } from '../glyph.ts';
import { circleAlertGlyph } from '../glyphs/circle-alert.ts';
import { format } from '../intl.ts';
import { languageOf, messagesOf } from '../messages.ts';
import { styles } from './attaching.styles.ts';
import { fileSize } from './file-size.ts';

/** What it asks of the element that shows it. */
export interface AttachingHost {
  readonly root: ShadowRoot;
  changed(): void;
  /** The sentence for an error in the element's language. */
  explain(error: KitRequestError): string;
}

interface Picked {
  upload: Upload;
  state: 'sending' | 'ready' | 'failed' | 'waiting';
  problem?: string | undefined;
}

/** The files that somebody picks for what they write: each is sent as soon as it is there. */
export class Attaching {
  readonly #client: KitClient;
  readonly #limits: AttachmentLimits;
  readonly #host: AttachingHost;
  #picked: Picked[] = [];
  #problem: ((messages: AttachmentMessages, locale: string) => string) | undefined;

  constructor(client: KitClient, limits: AttachmentLimits, host: AttachingHost) {
    this.#client = client;
    this.#limits = limits;
    this.#host = host;
    const { root } = host;
    root.addEventListener('paste', this.#onPaste as EventListener);
    root.addEventListener('dragover', this.#onDrag as EventListener);
    root.addEventListener('dragleave', this.#onDrag as EventListener);
    root.addEventListener('drop', this.#onDrop as EventListener);
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
    this.#host.changed();
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

  /** Takes all back that were not used. */
  cancel(): void {
    for (const { upload } of this.#picked) upload.cancel();
    this.clear();
  }

  /** They were used: the next ones are for something else. */
  clear(): void {
    this.#picked = [];
    this.#problem = undefined;
  }

  /** Listens no more; what was picked is taken back. */
  close(): void {
    const { root } = this.#host;
    root.removeEventListener('paste', this.#onPaste as EventListener);
    root.removeEventListener('dragover', this.#onDrag as EventListener);
    root.removeEventListener('dragleave', this.#onDrag as EventListener);
    root.removeEventListener('drop', this.#onDrop as EventListener);
    this.cancel();
  }

  template(locale: string): TemplateResult {
    addStyles(this.#host.root, styles);
    const language = languageOf(locale, 'attachments');
    const found = messagesOf(language, 'attachments', this.#host.changed);
    if (!found) return html`<div class="files" aria-busy="true"></div>`;
    const messages = found as unknown as AttachmentMessages;
    const said = this.#problem?.(messages, locale);
    return html`
      <div class="files" part="files" role="group" aria-label=${messages.label}>
        <div class="actions">
          <span class="hint" id="files-hint">
            ${messages.hint(fileSize(locale, this.#limits.fileBytes))}
          </span>
          <button type="button" aria-describedby="files-hint" @click=${this.#choose}>
            ${messages.choose}
          </button>
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
      </div>
    `;
  }

  #row(picked: Picked, messages: AttachmentMessages, locale: string): TemplateResult {
    const { upload, state, problem } = picked;
    const { name, size } = upload.file;
    const share = upload.sent / size;
    const percent = format(Intl.NumberFormat, locale, { style: 'percent' }, share);
    const how = {
      sending: messages.sending(percent),
      ready: messages.ready,
      waiting: messages.waiting,
      failed: '',
    }[state];
    return html`
      <li data-state=${state}>
        <span><bdi>${name}</bdi> <span class="hint">${fileSize(locale, size)} ${how}</span></span>
        <span>
          ${
            state === 'failed' || state === 'waiting'
              ? html`<button type="button" class="plain" @click=${() => void this.#send(picked).catch(() => {})}>${messages.retry}</button>`
              : nothing
          }
          <button
            type="button"
            class="plain"
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
        ${problem ? html`<p class="field-error" data-say>${glyph(circleAlertGlyph)}${problem}</p>` : nothing}
      </li>
    `;
  }

  #begin(file: File): void {
    const upload = new Upload(this.#client, file, this.#host.changed);
    const picked: Picked = { upload, state: 'sending' };
    this.#picked = [...this.#picked, picked];
    this.#send(picked).catch(() => {});
  }

  async #send(picked: Picked): Promise<string> {
    picked.problem = undefined;
    if (picked.state !== 'ready') picked.state = 'sending';
    this.#host.changed();
    try {
      const id = await picked.upload.send();
      picked.state = 'ready';
      return id;
    } catch (thrown) {
      const error = thrown as KitRequestError;
      picked.state = error.passes ? 'waiting' : 'failed';
      picked.problem = error.passes ? undefined : this.#host.explain(error);
      throw error;
    } finally {
      this.#host.changed();
    }
  }

  #remove(picked: Picked): void {
    picked.upload.cancel();
    this.#picked = this.#picked.filter((each) => each !== picked);
    this.#problem = undefined;
    this.#host.changed();
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
    if (files.length) this.add(files);
  };

  readonly #onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const box = this.#host.root.querySelector('.files');
    box?.classList.toggle('over', event.type === 'dragover');
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.#onDrag(event);
    this.add([...(event.dataTransfer?.files ?? [])]);
  };
}
