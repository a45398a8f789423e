import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { newKey } from '../base/new-key.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { OutboxNews, Report, ReportAnswer } from '../client/outbox.ts';
import { Retry } from '../client/retry.ts';
import { incidentReportMessages as messages } from '../locales/en/incident-report.ts';
import './incident-report.events.ts';
import { styles } from './incident-report.styles.ts';
import { keepDraft, readDraft } from './report-draft.ts';
import { fieldId, reportFields } from './report-fields.ts';
import { reportSent } from './report-sent.ts';
import {
  emptyValues,
  type FieldErrors,
  type FieldName,
  fieldNames,
  findErrors,
  offered,
  type ReportForm,
  type ReportValues,
  toReport,
  toValues,
} from './report-values.ts';

type Phase = 'ready' | 'sending' | 'waiting' | 'sent';
const presets = ['service', 'category', 'impact', 'urgency'] as const;

/**
 * The form with which anybody reports a problem: asks in everyday words, keeps what was typed through
 * refusals, reloads and lost networks, and answers with a number.
 *
 * @summary The report form.
 * @fires incident-before-submit - Cancelable; `detail` is the report and may be amended.
 * @fires incident-submitted - The server has the report; `detail` is its answer.
 * @fires incident-submit-failed - The report was refused or the server failed; `detail` is the error.
 * @csspart form - The form.
 * @csspart heading - The heading above it.
 * @csspart sent - What is shown once the report has arrived.
 * @csspart notice - A sentence above or in place of the form.
 * @cssproperty --incident-kit-accent - Colour of the button and of what is chosen.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - The form is not there yet.
 * @cssstate ready - The form is there.
 * @cssstate offline - The form could not be read; it is tried again.
 * @cssstate error - The server gives no form.
 * @cssstate sending - The report is on its way.
 * @cssstate waiting - The report waits for the network.
 * @cssstate sent - The report has arrived.
 * @cssstate refused - The report has to be corrected.
 */
export class IncidentReport extends KitElement {
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    service: {},
    category: {},
    impact: {},
    urgency: {},
    hide: {},
    noDraft: { type: Boolean, attribute: 'no-draft' },
  };

  /** The heading above the form; empty for none. */
  declare heading: string;
  /** The id of the service that is chosen at first. */
  declare service: string | undefined;
  /** The id of the category that is chosen at first. */
  declare category: string | undefined;
  /** The id of the impact that is chosen at first. */
  declare impact: string | undefined;
  /** The id of the urgency that is chosen at first. */
  declare urgency: string | undefined;
  /**
   * Fields not to ask for, e.g. "service category". Impact and urgency are hidden only where they are
   * preset, as every report needs them.
   */
  declare hide: string | undefined;
  /** Does not keep what is being typed for the case of a reload. */
  declare noDraft: boolean;

  #phase: Phase = 'ready';
  #form: ReportForm | undefined;
  #failure: KitRequestError | undefined;
  #values: ReportValues = emptyValues();
  #key = newKey();
  /** Set by the first attempt to send; from then on mistakes are marked as one types. */
  #tried = false;
  #errors: FieldErrors = {};
  /** The sentence above the form. */
  #problem: string | undefined;
  #answer: ReportAnswer | undefined;
  #durable = true;
  /** Other reports of this person: how many wait, what arrived, what came back. */
  #others = 0;
  #arrived: ReportAnswer | undefined;
  #returned: { report: Report; message: string } | undefined;
  #restored = false;
  readonly #retry = new Retry(() => this.refresh());

  constructor() {
    super();
    this.heading = messages.heading;
    this.noDraft = false;
  }

  // ---- lifecycle ----

  protected override clientChanged(kit: KitClient): () => void {
    let isCurrent = true;
    let stopNews: (() => void) | undefined;
    void this.#load(kit, () => isCurrent).then(async () => {
      // Fetched while the network is there, for when it is not.
      const outbox = await kit.outbox().catch(() => undefined);
      if (!outbox || !isCurrent) return;
      stopNews = outbox.subscribe((news) => this.#hear(news));
      this.#others = (await outbox.waiting()).filter(({ key }) => key !== this.#key).length;
      this.requestUpdate();
    });
    return () => {
      isCurrent = false;
      this.#retry.cancel();
      stopNews?.();
    };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#restored) {
      this.#restored = true;
      const draft = this.noDraft ? null : readDraft(this.#draftName);
      if (draft) {
        this.#key = draft.key;
        this.#values = draft.values;
      }
    }
    for (const name of presets) {
      const before: unknown = changed.get(name);
      if (changed.has(name) && this.#values[name] === (before ?? '')) this.#preset(name);
    }
    this.setStates({
      unconfigured: !this.kit,
      loading: !this.#form && !this.#failure && this.kit !== undefined,
      ready: this.#form !== undefined && this.#phase === 'ready',
      offline: !this.#form && this.#failure?.definite === false,
      error: !this.#form && this.#failure?.definite === true,
      sending: this.#phase === 'sending',
      waiting: this.#phase === 'waiting',
      sent: this.#phase === 'sent',
      refused: this.#problem !== undefined || Object.keys(this.#errors).length > 0,
    });
  }

  // ---- public methods ----

  /** Forgets what was typed and begins a new report. */
  reset(): void {
    this.#phase = 'ready';
    this.#values = emptyValues();
    this.#key = newKey();
    this.#answer = undefined;
    this.#tried = false;
    this.#errors = {};
    this.#problem = undefined;
    keepDraft(this.#draftName, null);
    for (const name of presets) this.#preset(name);
    this.requestUpdate();
  }

  /** Sends the report as the button does. Resolves when it has arrived, waits, or was refused. */
  async submit(): Promise<void> {
    const [kit, form] = [this.kit, this.#form];
    if (!kit || !form || this.#phase !== 'ready') return;
    this.#tried = true;
    this.#problem = undefined;
    this.#errors = findErrors(form, this.#values);
    if (Object.keys(this.#errors).length) return this.focusOn('.summary');
    const detail = toReport(form, this.#values);
    if (!this.emit('incident-before-submit', detail, true)) return;
    this.#phase = 'sending';
    this.requestUpdate();
    const report: Report = { ...detail, key: this.#key };
    try {
      const answer = await kit.call((api) => api.incidents.report.mutate(report));
      await this.#arrive(answer);
    } catch (thrown) {
      const error = thrown as KitRequestError;
      if (error.offline && (await this.#wait(kit, report))) return;
      await this.#refuse(kit, error);
    }
  }

  // ---- reading ----

  async #load(kit: KitClient, isCurrent: () => boolean): Promise<void> {
    try {
      const form = await kit.call((api) => api.forms.report.query());
      if (!isCurrent()) return;
      this.#form = form;
      this.#failure = undefined;
      this.#retry.reset();
      for (const name of presets) {
        // What is no longer offered cannot be sent; the rest of what was chosen or typed stays.
        const isOffered = offered(form, name).some(({ id }) => id === this.#values[name]);
        if (!isOffered) this.#preset(name);
      }
    } catch (error) {
      if (!isCurrent()) return;
      this.#failure = error as KitRequestError;
      if (!this.#failure.definite) this.#retry.later();
    }
    this.requestUpdate();
  }

  /** Chooses what the page, or else the site, chose beforehand. */
  #preset(name: (typeof presets)[number]): void {
    const wanted = this[name] || (name === 'service' && this.#form?.defaults.service) || '';
    const isOffered = !this.#form || offered(this.#form, name).some(({ id }) => id === wanted);
    this.#values[name] = isOffered ? wanted : '';
  }

  // ---- sending ----

  async #arrive(answer: ReportAnswer): Promise<void> {
    this.#phase = 'sent';
    this.#answer = answer;
    this.#key = newKey();
    keepDraft(this.#draftName, null);
    this.requestUpdate();
    this.emit('incident-submitted', answer);
    await this.focusOn('.number');
  }

  async #wait(kit: KitClient, report: Report): Promise<boolean> {
    try {
      const outbox = await kit.outbox();
      await outbox.put(report);
      // It may have been delivered in the meantime.
      if (this.#phase !== 'sending') return true;
      this.#phase = 'waiting';
      this.#durable = outbox.durable;
      // A report that is safe elsewhere needs no draft; one that is not keeps it.
      if (outbox.durable) keepDraft(this.#draftName, null);
      this.requestUpdate();
      await this.focusOn('.panel');
      return true;
    } catch {
      return false;
    }
  }

  /** What became of reports that waited: of this one, or of those of an earlier page or another tab. */
  #hear(news: OutboxNews): void {
    const isMine = news.key === this.#key && this.#phase !== 'ready';
    if (news.kind === 'delivered') {
      if (isMine) void this.#arrive(news.answer);
      else {
        this.#others = Math.max(0, this.#others - 1);
        this.#arrived = news.answer;
      }
    } else if (news.kind === 'refused') {
      if (isMine && this.kit) void this.#refuse(this.kit, news.error);
      else {
        this.#others = Math.max(0, this.#others - 1);
        this.#returned = { report: news.report, message: news.error.message };
      }
    } else if (!isMine) this.#others += 1;
    this.requestUpdate();
  }

  async #refuse(kit: KitClient, error: Pick<KitRequestError, 'message' | 'fields'>): Promise<void> {
    this.#phase = 'ready';
    this.#problem = error.message;
    this.#keep();
    for (const { path, message } of error.fields) {
      const name = path.join('.') as FieldName;
      if (fieldNames.includes(name)) this.#errors[name] ??= message;
    }
    // The levels (or services) may have changed while the form was open.
    if (presets.some((name) => this.#errors[name])) await this.#load(kit, () => kit === this.kit);
    this.emit('incident-submit-failed', error);
    await this.focusOn('.summary');
  }

  // ---- typing ----

  readonly #onInput = (name: FieldName, value: string): void => {
    this.#values[name] = value;
    if (this.#tried && this.#form) {
      const { [name]: error } = findErrors(this.#form, this.#values);
      if (error) this.#errors[name] = error;
      else delete this.#errors[name];
    }
    this.#keep();
    this.requestUpdate();
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.submit();
  };

  #keep(): void {
    if (!this.noDraft) keepDraft(this.#draftName, { key: this.#key, values: this.#values });
  }

  /** One draft for each form of a page: what is typed here must not turn up there. */
  get #draftName(): string {
    return `incident-kit/report:${location.pathname}#${this.id}`;
  }

  /** Puts a report that came back into the form. */
  readonly #reopen = (): void => {
    if (!this.#returned) return;
    const { report, message } = this.#returned;
    this.reset();
    this.#key = report.key;
    this.#values = toValues(report);
    this.#returned = undefined;
    this.#tried = true;
    this.#problem = message;
    this.#keep();
    void this.focusOn('.summary');
  };

  // ---- rendering ----

  protected override render(): TemplateResult {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    if (this.#phase === 'sent' && this.#answer) {
      return reportSent(this.#answer, {
        locale: this.locale,
        now: this.kit.now(),
        onAnother: () => this.#startAnother(),
      });
    }
    if (this.#phase === 'waiting') return this.#renderWaiting();
    if (this.#form) return this.#renderForm(this.#form);
    if (this.#failure) {
      const { definite, message } = this.#failure;
      return notice(
        definite ? '' : 'warning',
        definite ? circleAlertGlyph : cloudOffGlyph,
        definite ? message : `${messages.loadFailed} ${message}`,
        { label: messages.retry, onClick: () => this.refresh() },
      );
    }
    return this.#renderSkeleton();
  }

  #renderForm(form: ReportForm): TemplateResult {
    const isSending = this.#phase === 'sending';
    const hidden = new Set(String(this.hide ?? '').split(/\s+/));
    for (const name of ['impact', 'urgency'] as const) {
      if (!this[name] || this.#values[name] !== this[name] || this.#errors[name]) {
        hidden.delete(name);
      }
    }
    return html`
      <form
        part="form"
        novalidate
        aria-label=${this.heading || messages.heading}
        aria-busy=${String(isSending)}
        @submit=${this.#onSubmit}
      >
        ${this.#renderOthers()}
        ${this.heading ? html`<h2 part="heading">${this.heading}</h2>` : nothing}
        ${this.#renderSummary()}
        ${reportFields({
          form,
          values: this.#values,
          errors: this.#errors,
          hidden,
          isSending,
          locale: this.locale,
          onInput: this.#onInput,
        })}
        <div class="actions">
          <button class="primary" aria-disabled=${String(isSending)}>
            ${isSending ? messages.sending : messages.send}
          </button>
          ${
            form.signedInAs
              ? html`<span class="hint">${messages.signedInAs(form.signedInAs)}</span>`
              : nothing
          }
        </div>
      </form>
    `;
  }

  #renderSummary(): unknown {
    const names = fieldNames.filter((name) => this.#errors[name]);
    if (!this.#problem && !names.length) return nothing;
    return html`
      <div class="notice danger summary" part="notice" tabindex="-1" role="group" aria-labelledby="summary">
        ${glyph(circleAlertGlyph)}
        <div>
          <p id="summary">${this.#problem ?? messages.check(names.length)}</p>
          ${
            names.length
              ? html`
                <ul>
                  ${names.map(
                    (name) => html`
                      <li>
                        <a href="#${fieldId(name)}" @click=${(event: Event) => this.#goTo(event, name)}>
                          ${this.#errors[name]}
                        </a>
                      </li>
                    `,
                  )}
                </ul>
              `
              : nothing
          }
        </div>
      </div>
    `;
  }

  #goTo(event: Event, name: FieldName): void {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLElement>(`#${fieldId(name)}`);
    (field?.querySelector('input') ?? field)?.focus();
  }

  #renderOthers(): unknown {
    const returned = this.#returned;
    return [
      this.#arrived
        ? notice(
            'success',
            circleCheckGlyph,
            html`
              ${messages.delivered(this.#arrived.incident)}
              ${
                this.#arrived.receipt
                  ? html`<a href=${this.#arrived.receipt.url}>${messages.receipt}</a>`
                  : nothing
              }
            `,
          )
        : nothing,
      returned
        ? notice(
            'danger',
            circleAlertGlyph,
            messages.returned(returned.report.title, returned.message),
            {
              label: messages.reopen,
              onClick: this.#reopen,
            },
          )
        : nothing,
      this.#others > 0 ? notice('', cloudOffGlyph, messages.waitingOthers(this.#others)) : nothing,
    ];
  }

  #renderWaiting(): TemplateResult {
    return html`
      <div class="panel sent" part="sent" tabindex="-1" role="status">
        ${notice(
          'warning',
          cloudOffGlyph,
          this.#durable
            ? html`<b>${messages.waiting}</b><br />${messages.waitingHint}`
            : html`<b>${messages.waitingMemory}</b>`,
        )}
        <p dir="auto">“${this.#values.title.trim()}”</p>
        <div class="actions">
          <button type="button" @click=${this.#startAnother}>${messages.another}</button>
        </div>
      </div>
    `;
  }

  readonly #startAnother = (): void => {
    if (this.#phase === 'waiting') this.#others += 1;
    this.reset();
    void this.focusOn(`#${fieldId('title')}`);
  };

  /** As high as the form will be, so that the page below it does not jump. */
  #renderSkeleton(): TemplateResult {
    const field = (shape: string) => html`
      <div class="field"><div class="bone line"></div><div class="bone ${shape}"></div></div>
    `;
    return html`
      <div class="panel" aria-busy="true">
        <span class="quiet" role="status">${messages.loading}</span>
        ${this.heading ? html`<h2 part="heading">${this.heading}</h2>` : nothing}
        ${field('control hinted')} ${field('area hinted')}
        <div class="columns">${field('control')} ${field('control')}</div>
        ${field('choice')} ${field('choice')}
        <div class="bone button"></div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-report': IncidentReport;
  }
}
