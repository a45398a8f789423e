import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { copyGlyph } from '../base/glyphs/copy.ts';
import { notice } from '../base/notice.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { AlertSourceDetailMessages } from '../locales/en/alert-source-detail.ts';
import { type Deliveries, readNewest, readOlder } from './delivery-pages.ts';
import { deliveryView } from './delivery-view.ts';
import { type Reading, readingView } from './reading-view.ts';
import { setupText } from './setup-text.ts';
import type { SourceView } from './source-row.ts';
import { TryForm } from './try-form.ts';

/** What it needs of its element. */
export interface DetailHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError): string;
  draw(): void;
  focusOn(selector: string): void;
  /** Something was sent: the list says so. */
  readAgain(): void;
}

interface DetailModel {
  source: SourceView;
  words: AlertSourceDetailMessages;
  locale: string;
  level: unknown;
  isReadonly: boolean;
}

/** The source that is open: where it sends to, what it sent, and what else could be made of that. */
export class SourceDetail {
  readonly key: string;
  readonly #host: DetailHost;
  #deliveries: Deliveries | undefined;
  #failure: KitRequestError | undefined;
  /** When the newest delivery came that was asked for, epoch milliseconds; null where there was none. */
  #askedFor: number | null | undefined;
  #isReading = false;
  #opened = '';
  readonly #readings = new Map<string, Reading | null>();
  #tested: { reading: Reading } | { problem: KitRequestError } | undefined;
  #isTesting = false;
  #isCopied = false;
  #form: TryForm | undefined;

  constructor(key: string, host: DetailHost) {
    this.key = key;
    this.#host = host;
  }

  /** Reads what has come since. */
  follow({ lastReceivedAt }: SourceView): void {
    if (this.#askedFor === lastReceivedAt && !this.#failure) return;
    void this.#read((kit) => readNewest(kit, this.key, this.#deliveries), lastReceivedAt);
  }

  draw(model: DetailModel): TemplateResult {
    const { source, words, level } = model;
    return html`
      <div class="detail" part="detail">
        ${this.#address(source, words)}
        <details>
          <summary>${words.setup}</summary>
          <div class="setup">${setupText(source.setup)}</div>
        </details>
        <div class="actions">
          ${
            model.isReadonly
              ? nothing
              : html`
                <button type="button" aria-disabled=${this.#isTesting} @click=${() => void this.#test()}>
                  ${this.#isTesting ? words.testing : words.test}
                </button>
              `
          }
          <button
            type="button"
            class="trier"
            aria-expanded=${this.#form !== undefined}
            @click=${() => this.#toggleForm(source)}
          >
            ${words.try}
          </button>
        </div>
        <div class="tested" role="status">${this.#renderTested(words)}</div>
        ${this.#form?.draw(words, model.locale) ?? nothing}
        <h4 aria-level=${level} tabindex="-1">${words.deliveries}</h4>
        ${this.#renderDeliveries(model)}
      </div>
    `;
  }

  // ---- where to send to ----

  #address({ address }: SourceView, words: AlertSourceDetailMessages): TemplateResult {
    return html`
      <div class="field">
        <label for="address">${words.address}</label>
        <div class="address">
          <input
            id="address"
            class="code"
            readonly
            dir="ltr"
            aria-describedby="address-hint"
            .value=${address}
            @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
          />
          <button type="button" @click=${(event: Event) => void this.#copy(event, address)}>
            ${glyph(copyGlyph)}<span ?data-say=${this.#isCopied}
              >${this.#isCopied ? words.copied : words.copy}</span
            >
          </button>
        </div>
        <p class="hint" id="address-hint">${words.addressHint}</p>
      </div>
    `;
  }

  async #copy({ currentTarget }: Event, address: string): Promise<void> {
    const field = (currentTarget as HTMLElement).parentElement?.querySelector('input');
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // There is no clipboard on plain http; the old way still works.
      field?.select();
      if (!document.execCommand('copy')) return;
    }
    this.#isCopied = true;
    this.#host.draw();
  }

  // ---- trying it ----

  async #test(): Promise<void> {
    const kit = this.#host.kit();
    if (!kit || this.#isTesting) return;
    this.#isTesting = true;
    this.#tested = undefined;
    this.#host.draw();
    try {
      const { reading } = await kit.call((api) => api.signals.test.mutate({ source: this.key }));
      this.#tested = { reading };
      this.#host.readAgain();
    } catch (problem) {
      this.#tested = { problem: problem as KitRequestError };
    }
    this.#isTesting = false;
    this.#host.draw();
  }

  #renderTested(words: AlertSourceDetailMessages): unknown {
    const tested = this.#tested;
    if (!tested) return nothing;
    if ('problem' in tested) {
      return notice('danger', circleAlertGlyph, this.#host.explain(tested.problem));
    }
    const { reading } = tested;
    return reading.problem === null
      ? notice(
          'success',
          circleCheckGlyph,
          html`<p>${words.tested}</p>${readingView(reading, words)}`,
        )
      : notice('warning', circleAlertGlyph, words.untested(reading.problem));
  }

  #toggleForm(source: SourceView): void {
    const host = this.#host;
    if (this.#form) {
      this.#form = undefined;
      host.focusOn('.trier');
      return;
    }
    this.#form = new TryForm(source, {
      kit: () => host.kit(),
      explain: (error) => host.explain(error),
      draw: () => host.draw(),
      focusOn: (selector) => host.focusOn(selector),
      close: () => this.#toggleForm(source),
    });
    host.focusOn('#try-options, #try-key');
  }

  // ---- what came ----

  #renderDeliveries({ words, locale }: DetailModel): unknown {
    const failure = this.#failure;
    const failed = failure
      ? notice('warning', circleAlertGlyph, `${words.failed} ${this.#host.explain(failure)}`, {
          label: words.retry,
          onClick: () => this.#host.readAgain(),
        })
      : nothing;
    const shown = this.#deliveries;
    if (!shown) return failure ? failed : html`<div class="bone row" aria-busy="true"></div>`;
    if (shown.deliveries.length === 0)
      return html`${failed}<p class="hint">${words.noDeliveries}</p>`;
    return html`
      ${failed}
      <ul class="deliveries">
        ${shown.deliveries.map((delivery) => {
          const { id } = delivery;
          return deliveryView(delivery, {
            words,
            locale,
            isOpen: id === this.#opened,
            toggle: () => void this.#open(id),
            reading: this.#readings.get(id),
          });
        })}
      </ul>
      ${
        shown.next === null
          ? nothing
          : html`
            <button type="button" aria-disabled=${this.#isReading} @click=${() => void this.#more()}>
              ${words.more}
            </button>
          `
      }
    `;
  }

  async #open(id: string): Promise<void> {
    this.#opened = this.#opened === id ? '' : id;
    this.#host.draw();
    const kit = this.#host.kit();
    if (!kit || this.#opened !== id) return;
    try {
      const { reading } = await kit.call((api) => api.signals.delivery.query({ delivery: id }));
      this.#readings.set(id, reading);
    } catch (failure) {
      this.#failure = failure as KitRequestError;
      this.#readings.set(id, null);
    }
    this.#host.draw();
  }

  async #more(): Promise<void> {
    const shown = this.#deliveries;
    if (!shown) return;
    await this.#read((kit) => readOlder(kit, this.key, shown));
    // The button may be gone.
    if (this.#deliveries?.next === null) this.#host.focusOn('h4');
  }

  async #read(
    ask: (kit: KitClient) => Promise<Deliveries>,
    askedFor: number | null | undefined = this.#askedFor,
  ): Promise<void> {
    const kit = this.#host.kit();
    if (!kit || this.#isReading) return;
    this.#isReading = true;
    try {
      this.#deliveries = await ask(kit);
      this.#askedFor = askedFor;
      this.#failure = undefined;
    } catch (failure) {
      this.#failure = failure as KitRequestError;
    }
    this.#isReading = false;
    this.#host.draw();
  }
}
