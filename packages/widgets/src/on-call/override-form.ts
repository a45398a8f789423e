import { html, nothing, type TemplateResult } from 'lit';
import { formEnd } from '../base/form-end.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { OnCallOverrideMessages } from '../locales/en/on-call-override.ts';
import type { Shift, Shifts } from './roster.ts';
import { fromField, toField } from './wall-clock.ts';

/** What the form needs of its element. */
export interface FormHost {
  kit(): KitClient | undefined;
  explain(error: KitRequestError): string;
  draw(): void;
  /** Somebody is on call from here on. */
  saved(override: Saved): void;
  close(): void;
  focusOn(selector: string): void;
}

export type Saved = { version: number; from: number; to: number; name: string };

/** What it is drawn with. */
export interface FormModel {
  shifts: Shifts;
  schedule: string;
  locale: string;
  words: OnCallOverrideMessages;
}

type Wrong = 'from' | 'to' | 'order';

/** Puts somebody on call in place of who would be: who, from when until when, and why. */
export class OverrideForm {
  #person = '';
  #from = '';
  #to = '';
  #reason = '';
  #isSaving = false;
  #wrong: Wrong | undefined;
  #problem: KitRequestError | undefined;
  readonly #host: FormHost;

  constructor(host: FormHost) {
    this.#host = host;
  }

  /** Begins with what is left of a shift. */
  begin({ from, to }: Shift, now: number, locale: string): void {
    // A field has no seconds: what has begun is cut to now by the server.
    this.#from = toField(locale, Math.max(from, now));
    this.#to = toField(locale, to);
    this.#person = this.#reason = '';
    this.#wrong = this.#problem = undefined;
  }

  draw(model: FormModel): TemplateResult {
    const { words, shifts } = model;
    const reach = shifts.mayOverride ?? 'own';
    return html`
      <form
        class="override"
        part="override"
        aria-label=${words.label}
        aria-busy=${this.#isSaving}
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save(model);
        }}
      >
        ${reach === 'all' ? this.#people(model) : nothing}
        <div class="times">
          ${this.#time(words, 'from', this.#from)} ${this.#time(words, 'to', this.#to)}
        </div>
        ${
          this.#wrong
            ? html`
              <p class="field-error" id="override-error" data-say>
                ${glyph(circleAlertGlyph)}${this.#wrong === 'order' ? words.order : words.missing}
              </p>
            `
            : nothing
        }
        <div class="field">
          <label for="override-reason">${words.reason}</label>
          <input
            id="override-reason"
            maxlength="500"
            aria-describedby="override-hint"
            .value=${this.#reason}
            @input=${(event: Event) => {
              this.#reason = textIn(event);
            }}
          />
          <p class="hint" id="override-hint">${words.reasonHint}</p>
        </div>
        ${formEnd({
          problem: this.#problem && this.#host.explain(this.#problem),
          isBusy: this.#isSaving,
          submit: this.#isSaving ? words.saving : words.save[reach],
          ...{ leave: words.close, onLeave: () => this.#host.close() },
        })}
      </form>
    `;
  }

  #people({ shifts, words }: FormModel): TemplateResult {
    return html`
      <div class="field">
        <label for="override-person">${words.person}</label>
        <select
          id="override-person"
          @change=${(event: Event) => {
            this.#person = textIn(event);
          }}
        >
          <option value="" ?selected=${this.#person === ''}>${words.me}</option>
          ${shifts.people.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${this.#person === id}>${name}</option>`,
          )}
        </select>
      </div>
    `;
  }

  #time(words: OnCallOverrideMessages, end: 'from' | 'to', value: string): TemplateResult {
    const isWrong = this.#wrong === end || (this.#wrong === 'order' && end === 'to');
    return html`
      <div class="field">
        <label for="override-${end}">${words[end]}</label>
        <input
          id="override-${end}"
          type="datetime-local"
          required
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby=${isWrong ? 'override-error' : nothing}
          .value=${value}
          @input=${(event: Event) => {
            if (end === 'from') this.#from = textIn(event);
            else this.#to = textIn(event);
          }}
        />
      </div>
    `;
  }

  async #save({ schedule, locale }: FormModel): Promise<void> {
    const kit = this.#host.kit();
    if (this.#isSaving || !kit) return;
    const [from, to] = [fromField(locale, this.#from), fromField(locale, this.#to)];
    this.#problem = undefined;
    this.#wrong = Number.isNaN(from)
      ? 'from'
      : Number.isNaN(to)
        ? 'to'
        : from < to
          ? undefined
          : 'order';
    if (this.#wrong) {
      this.#host.focusOn(`#override-${this.#wrong === 'from' ? 'from' : 'to'}`);
      return;
    }
    this.#isSaving = true;
    this.#host.draw();
    const input = {
      schedule,
      from,
      to,
      reason: this.#reason.trim() || null,
      ...(this.#person && { person: this.#person }),
    };
    try {
      const { version, override } = await kit.call((api) => api.onCall.override.mutate(input));
      const { person } = override;
      this.#host.saved({ version, from: override.from, to: override.to, name: person.name });
    } catch (error) {
      this.#problem = error as KitRequestError;
    }
    this.#isSaving = false;
    this.#host.draw();
  }
}

const textIn = ({ target }: Event) => (target as HTMLInputElement | HTMLSelectElement).value;
