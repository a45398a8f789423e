import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { formatInstant } from '../base/intl.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { AlertSourceDetailMessages } from '../locales/en/alert-source-detail.ts';
import { readingView } from './reading-view.ts';
import type { SourceView } from './source-row.ts';

export interface TryHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError): string;
  draw(): void;
  focusOn(selector: string): void;
  close(): void;
}

type Tried = Awaited<ReturnType<KitApi['signals']['tryOptions']['query']>>;

/** What is asked stands in an address, and servers take some 16 kB of that with all headers. */
const longestQuery = 12_000;

/** Other options and another key for alerts, tried on what a source sent last. */
export class TryForm {
  readonly #host: TryHost;
  readonly #source: string;
  readonly #hasOptions: boolean;
  #options: string;
  #alertKey: string;
  #isBusy = false;
  #wrong: 'notJson' | 'tooLong' | undefined;
  #outcome: { tried: Tried } | { problem: KitRequestError } | undefined;

  constructor({ key, options, alertKey }: SourceView, host: TryHost) {
    this.#host = host;
    this.#source = key;
    this.#hasOptions = options !== null;
    this.#options = JSON.stringify(options ?? {}, null, 2);
    this.#alertKey = alertKey ?? '';
  }

  draw(words: AlertSourceDetailMessages, locale: string): TemplateResult {
    const isWrong = this.#wrong !== undefined;
    return html`
      <form
        class="try"
        part="try"
        aria-label=${words.try}
        aria-busy=${this.#isBusy}
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#try();
        }}
      >
        <p class="hint">${words.tryHint}</p>
        ${
          this.#hasOptions
            ? html`
              <div class="field">
                <label for="try-options">${words.options}</label>
                <textarea
                  id="try-options"
                  class="code"
                  dir="ltr"
                  spellcheck="false"
                  aria-invalid=${isWrong ? 'true' : nothing}
                  aria-describedby=${isWrong ? 'try-error' : nothing}
                  .value=${this.#options}
                  @input=${(event: Event) => {
                    this.#options = textIn(event);
                  }}
                ></textarea>
                ${
                  this.#wrong
                    ? html`<p class="field-error" id="try-error" data-say>${words[this.#wrong]}</p>`
                    : nothing
                }
              </div>
            `
            : html`<p class="hint">${words.noOptions}</p>`
        }
        <div class="field">
          <label for="try-key">${words.alertKey}</label>
          <input
            id="try-key"
            class="code"
            maxlength="200"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="try-key-hint"
            .value=${this.#alertKey}
            @input=${(event: Event) => {
              this.#alertKey = textIn(event);
            }}
          />
          <p class="hint" id="try-key-hint">${words.alertKeyHint}</p>
        </div>
        <div class="actions">
          <button type="submit" class="primary" aria-disabled=${this.#isBusy}>
            ${this.#isBusy ? words.trying : words.tryNow}
          </button>
          <button type="button" class="plain" @click=${() => this.#host.close()}>${words.close}</button>
        </div>
        <div class="tried" role="status">${this.#said(words, locale)}</div>
      </form>
    `;
  }

  #said(words: AlertSourceDetailMessages, locale: string): unknown {
    const outcome = this.#outcome;
    if (!outcome) return nothing;
    if ('problem' in outcome) {
      return notice('danger', circleAlertGlyph, this.#host.explain(outcome.problem));
    }
    const { deliveries, alerts } = outcome.tried;
    const at = (when: number) =>
      formatInstant(locale, when, { dateStyle: 'medium', timeStyle: 'medium' });
    return html`
      <p class="label">${words.tried(deliveries.length, alerts)}</p>
      <ul class="plain-list">
        ${deliveries.map(
          ({ receivedAt, ...reading }) => html`
            <li><p class="hint">${at(receivedAt)}</p>${readingView(reading, words)}</li>
          `,
        )}
      </ul>
    `;
  }

  async #try(): Promise<void> {
    const kit = this.#host.kit();
    if (this.#isBusy || !kit) return;
    const options = this.#hasOptions ? objectOf(this.#options) : undefined;
    const alertKey = this.#alertKey.trim() || null;
    const input = { source: this.#source, ...(options && { options }), alertKey };
    const isTooLong = encodeURIComponent(JSON.stringify(input)).length > longestQuery;
    this.#wrong = this.#hasOptions && !options ? 'notJson' : isTooLong ? 'tooLong' : undefined;
    this.#outcome = undefined;
    if (this.#wrong) return this.#host.focusOn('#try-options');
    this.#isBusy = true;
    this.#host.draw();
    try {
      this.#outcome = { tried: await kit.call((api) => api.signals.tryOptions.query(input)) };
    } catch (problem) {
      this.#outcome = { problem: problem as KitRequestError };
    }
    this.#isBusy = false;
    this.#host.draw();
  }
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(text.trim() || '{}');
    const isObject = typeof said === 'object' && said !== null && !Array.isArray(said);
    return isObject ? (said as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const textIn = ({ target }: Event) => (target as HTMLInputElement | HTMLTextAreaElement).value;
