import type { AttachmentView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import type { KitClient } from '../../client/client.ts';
import type { AttachmentMessages } from '../../locales/en/attachments.ts';
import { addStyles } from '../add-styles.ts';
import { languageOf, messagesOf } from '../messages.ts';
import { styles } from './attaching.styles.ts';
import { fileSize } from './file-size.ts';

interface Place {
  incident: string;
  /** The entry's `seq`. */
  entry: number;
  file: number;
}

interface Link {
  url: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** The files of entries: pictures as such, everything with its name and size. Addresses are asked for as needed. */
export class ShownFiles {
  readonly #client: KitClient;
  readonly #root: ShadowRoot;
  readonly #changed: () => void;
  readonly #links = new Map<string, Link | 'asked' | 'failed'>();

  constructor(client: KitClient, root: ShadowRoot, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
    this.#root = root;
  }

  template(
    {
      incident,
      seq,
      attachments,
    }: { incident: string; seq: number; attachments: readonly AttachmentView[] },
    locale: string,
  ): unknown {
    addStyles(this.#root, styles);
    const found = messagesOf(languageOf(locale, 'attachments'), 'attachments', this.#changed);
    if (!found) return nothing;
    const messages = found as unknown as AttachmentMessages;
    const one = (view: AttachmentView, file: number) =>
      this.#one(view, { incident, entry: seq, file }, messages, locale);
    return html`<ul class="shown-files" aria-label=${messages.label}>${attachments.map(one)}</ul>`;
  }

  #one(
    { name, size, isPicture }: AttachmentView,
    place: Place,
    messages: AttachmentMessages,
    locale: string,
  ): TemplateResult {
    const link = isPicture ? this.#linkTo(place) : undefined;
    const key = keyOf(place);
    const hasFailed = this.#links.get(key) === 'failed';
    return html`
      <li>
        <a
          href="#"
          aria-label=${messages.open(name)}
          @click=${(event: Event) => {
            event.preventDefault();
            void this.#open(place);
          }}
        >
          ${link ? html`<img src=${link.url} alt="" loading="lazy" />` : nothing}
          <bdi>${name}</bdi>
        </a>
        <span class="hint">${fileSize(locale, size)}</span>
        ${hasFailed ? html`<p class="hint" data-say>${messages.failed(name)}</p>` : nothing}
      </li>
    `;
  }

  /** Kept while the picture is shown: it was loaded while the address was valid. */
  #linkTo(place: Place): Link | undefined {
    const key = keyOf(place);
    const known = this.#links.get(key);
    if (typeof known === 'object') return known;
    if (!known) {
      this.#links.set(key, 'asked');
      void this.#ask(place);
    }
    return undefined;
  }

  async #ask(place: Place): Promise<Link | undefined> {
    const key = keyOf(place);
    try {
      const link = await this.#client.call((api) => api.attachments.link.query(place));
      if (typeof this.#links.get(key) !== 'object') this.#links.set(key, link);
      return link;
    } catch {
      this.#links.set(key, 'failed');
      return undefined;
    } finally {
      this.#changed();
    }
  }

  /** In a tab of its own, where it is a picture; else it is saved. */
  async #open(place: Place): Promise<void> {
    const link = await this.#ask(place);
    if (!link) return;
    const opener = document.createElement('a');
    Object.assign(opener, { href: link.url, target: '_blank', rel: 'noopener noreferrer' });
    opener.click();
  }
}

function keyOf({ incident, entry, file }: Place): string {
  return `${incident} ${entry} ${file}`;
}
