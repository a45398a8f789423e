import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { SentMessagesMessages } from '../locales/en/sent-messages.ts';
import type { SentMessagesTargetsMessages } from '../locales/en/sent-messages-targets.ts';

/** What the form needs of its element. */
export interface FormHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError): string;
  draw(): void;
  close(): void;
  focusOn(selector: string): void;
}

type Preview = Parameters<KitApi['messages']['preview']['query']>[0];

interface Target {
  id: string;
  channel: string;
  address: string;
}

type Outcome =
  | { problem: KitRequestError }
  | { tested: string; why: string | null }
  | { preview: string | null; target: string; incident: string };

/** What a message can be about, for a preview. */
const subjects: readonly Preview['about'][] = [
  'assigned',
  'escalated',
  'step',
  'on-call',
  'reopened',
  'mentioned',
  'replied',
  'reported',
  'resolved',
  'closed',
  'cancelled',
];

/** Sends a test to a target, or shows what it would be sent of an incident. */
export class TargetForm {
  readonly #host: FormHost;
  /** Undefined until they have come. */
  #targets: Target[] | undefined;
  #target = '';
  #incident = '';
  #about: Preview['about'] = 'assigned';
  #isBusy = false;
  #outcome: Outcome | undefined;

  constructor(host: FormHost) {
    this.#host = host;
  }

  /** Reads which targets there are. */
  async read(): Promise<void> {
    this.#outcome = undefined;
    await this.#do(async (kit) => {
      const { current } = await kit.call((api) =>
        api.configuration.get.query({ kind: 'channels' }),
      );
      // What is asked for by its kind is of that kind.
      this.#targets = (current.document as unknown as { targets: Target[] }).targets;
      if (!this.#targets.some(({ id }) => id === this.#target)) {
        this.#target = this.#targets[0]?.id ?? '';
      }
      return undefined;
    });
    this.#host.focusOn('#targets-target');
  }

  draw(words: SentMessagesTargetsMessages, list: SentMessagesMessages): TemplateResult {
    return html`
      <form
        class="targets"
        part="targets"
        aria-label=${words.label}
        aria-busy=${this.#isBusy}
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#preview();
        }}
      >
        ${this.#fields(words, list)}
        <div class="slot" role="status">${this.#said(words, list)}</div>
        <div class="actions">
          <button type="button" class="plain" @click=${() => this.#host.close()}>
            ${words.close}
          </button>
        </div>
      </form>
    `;
  }

  #fields(words: SentMessagesTargetsMessages, list: SentMessagesMessages): unknown {
    const targets = this.#targets;
    if (!targets) return this.#outcome ? nothing : html`<p class="hint">${words.loading}</p>`;
    if (targets.length === 0) return html`<p>${words.none}</p>`;
    return html`
      <div class="field">
        <label for="targets-target">${words.target}</label>
        <select
          id="targets-target"
          @change=${(event: Event) => {
            this.#target = textIn(event);
            this.#outcome = undefined;
            this.#host.draw();
          }}
        >
          ${targets.map(
            ({ id, channel, address }) => html`
              <option value=${id} ?selected=${id === this.#target}>
                ${words.option(id, channel, address)}
              </option>
            `,
          )}
        </select>
      </div>
      <div class="actions">
        <button type="button" aria-disabled=${this.#isBusy} @click=${() => void this.#test()}>
          ${this.#isBusy ? words.testing : words.test}
        </button>
      </div>
      <div class="two">
        <div class="field">
          <label for="targets-incident">${words.incident}</label>
          <input
            id="targets-incident"
            autocomplete="off"
            maxlength="20"
            aria-describedby="targets-incident-hint"
            .value=${this.#incident}
            @input=${(event: Event) => {
              this.#incident = textIn(event);
            }}
          />
          <p class="hint" id="targets-incident-hint">${words.incidentHint}</p>
        </div>
        <div class="field">
          <label for="targets-about">${words.about}</label>
          <select
            id="targets-about"
            @change=${(event: Event) => {
              this.#about = textIn(event) as Preview['about'];
            }}
          >
            ${subjects.map(
              (each) => html`
                <option value=${each} ?selected=${each === this.#about}>
                  ${list.about[each] ?? each}
                </option>
              `,
            )}
          </select>
        </div>
      </div>
      <div class="actions">
        <button type="submit" aria-disabled=${this.#isBusy}>${words.preview}</button>
      </div>
    `;
  }

  #said(words: SentMessagesTargetsMessages, list: SentMessagesMessages): unknown {
    const outcome = this.#outcome;
    if (!outcome) return nothing;
    if ('problem' in outcome) {
      return notice('danger', circleAlertGlyph, this.#host.explain(outcome.problem));
    }
    if ('tested' in outcome) {
      const { tested, why } = outcome;
      return why === null
        ? notice('success', circleCheckGlyph, words.tested(tested))
        : notice('danger', circleAlertGlyph, words.untested(list.problem(why)));
    }
    const { preview, target, incident } = outcome;
    if (preview === null) return notice('warning', circleAlertGlyph, words.noChannel);
    const label = words.previewOf(target, incident);
    return html`<div class="notice">
      <div><div>${label}</div><pre role="region" tabindex="0" aria-label=${label}>${preview}</pre></div>
    </div>`;
  }

  #test(): Promise<void> {
    const target = this.#target;
    return this.#do(async (kit) => {
      const outcome = await kit.call((api) => api.messages.test.mutate({ target }));
      return { tested: target, why: outcome.sent ? null : outcome.problem };
    });
  }

  #preview(): Promise<void> {
    const [target, about, incident] = [this.#target, this.#about, this.#incident.trim()];
    return this.#do(async (kit) => {
      const { text } = await kit.call((api) =>
        api.messages.preview.query({ target, incident, about }),
      );
      return { preview: text, target, incident };
    });
  }

  async #do(ask: (kit: KitClient) => Promise<Outcome | undefined>): Promise<void> {
    const kit = this.#host.kit();
    if (!kit || this.#isBusy) return;
    this.#isBusy = true;
    this.#outcome = undefined;
    this.#host.draw();
    try {
      this.#outcome = await ask(kit);
    } catch (problem) {
      this.#outcome = { problem: problem as KitRequestError };
    }
    this.#isBusy = false;
    this.#host.draw();
  }
}

const textIn = ({ target }: Event) => (target as HTMLInputElement | HTMLSelectElement).value;
