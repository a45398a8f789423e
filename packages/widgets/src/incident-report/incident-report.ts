import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { failureNotice } from '../base/failure-notice.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitClient } from '../client/client.ts';
import type { IncidentReportMessages } from '../locales/en/incident-report.ts';
import './incident-report.events.ts';
import { styles } from './incident-report.styles.ts';
import { fieldId, reportFields } from './report-fields.ts';
import { type Explain, reportSummary, reportWaiting } from './report-notices.ts';
import { reportSent } from './report-sent.ts';
import { presets, type ReportHost, ReportSession } from './report-session.ts';
import { type FieldName, fieldNames, type ReportForm } from './report-values.ts';

/** What is loaded as it is needed. */
interface Parts {
  files: typeof import('./report-files.ts');
  news: typeof import('./report-news.ts');
  similar: typeof import('./report-similar.ts');
  suggestions: typeof import('./report-suggestions.ts');
}

/** When what could not be loaded is asked for again, milliseconds. */
const retryMs = 3_000;

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
export class IncidentReport extends KitElement<'incident-report'> {
  static override readonly element = 'incident-report';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    service: {},
    category: {},
    impact: {},
    urgency: {},
    hide: {},
    noDraft: { type: Boolean, attribute: 'no-draft' },
  };

  /** The heading above the form, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /**
   * Where the element's first heading stands in the page's outline, from 1 to 6; those under it follow. 2
   * without it. Screen readers tell it; how it looks stays the same.
   */
  declare headingLevel: number | undefined;
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

  readonly #explain: Explain = (error) => this.explain(error);
  readonly #session = new ReportSession(this.#host());
  readonly #parts: Partial<Parts> = {};
  #restored = false;

  constructor() {
    super();
    this.noDraft = false;
  }

  // ---- lifecycle ----

  protected override clientChanged(kit: KitClient): () => void {
    return this.#session.connect(kit);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const session = this.#session;
    if (!this.#restored) {
      this.#restored = true;
      session.restore();
    }
    for (const name of presets) {
      const before: unknown = changed.get(name);
      if (changed.has(name) && session.values[name] === (before ?? '')) session.preset(name);
    }
    const { form, phase, problem, errors } = session;
    const { failure } = session.resource;
    this.setStates({
      unconfigured: !this.kit,
      loading: !form && !failure && !!this.kit,
      ready: !!form && phase === 'ready',
      offline: !form && failure?.definite === false,
      error: !form && failure?.definite === true,
      sending: phase === 'sending',
      waiting: phase === 'waiting',
      sent: phase === 'sent',
      refused: !!problem || Object.keys(errors).length > 0,
    });
  }

  // ---- public methods ----

  /** Forgets what was typed and begins a new report. */
  reset(): void {
    this.#session.reset();
  }

  /** Sends the report as the button does. Resolves when it has arrived, waits, or was refused. */
  submit(): Promise<void> {
    return this.#session.submit();
  }

  // ---- for the session ----

  #host(): ReportHost {
    return {
      // One draft for each form of a page: what is typed here must not turn up there.
      draftName: () => (this.noDraft ? '' : `incident-kit/report:${location.pathname}#${this.id}`),
      preset: (name) => this[name],
      changed: this.again,
      mayBeSent: (report) => this.emit('incident-before-submit', report, true),
      arrived: (answer) => this.emit('incident-submitted', answer),
      refused: (error) => this.emit('incident-submit-failed', error),
      lookAt: (what) => this.focusOn(`.${what}`),
    };
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.submit();
  };

  readonly #startAnother = (): void => {
    this.#session.startAnother();
    void this.focusOn(`#${fieldId('title')}`);
  };

  // ---- rendering ----

  protected override render(messages: IncidentReportMessages): TemplateResult {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    const { phase, answer, form, resource } = this.#session;
    if (phase === 'sent' && answer) {
      return reportSent(answer, {
        messages,
        locale: this.locale,
        headingLevel: this.headingLevel,
        now: this.kit.now(),
        onAnother: this.#startAnother,
        onCopied: this.again,
      });
    }
    if (phase === 'waiting')
      return reportWaiting(this.#session, messages, this.#explain, this.#startAnother);
    if (form) return this.#renderForm(form, messages);
    const { failure } = resource;
    if (!failure) return this.renderSkeleton();
    return failureNotice(failure, this.explain(failure), messages, () => resource.reload());
  }

  #renderForm(form: ReportForm, messages: IncidentReportMessages): TemplateResult {
    const session = this.#session;
    const { values, errors, phase, arrived, returned, others } = session;
    const heading = this.heading ?? messages.heading;
    const isSending = phase === 'sending';
    const said = this.#problems(messages);
    const hidden = new Set(String(this.hide ?? '').split(/\s+/));
    for (const name of ['impact', 'urgency'] as const) {
      if (!this[name] || values[name] !== this[name] || errors[name]) {
        hidden.delete(name);
      }
    }
    return html`
      <form
        part="form"
        novalidate
        aria-label=${heading || messages.heading}
        aria-busy=${isSending}
        @submit=${this.#onSubmit}
      >
        <div class="slot" data-say>
          ${(arrived || returned) && this.#part('news', () => import('./report-news.ts'))?.reportNews(this, session, messages, this.#explain)}
          ${others > 0 ? notice('', cloudOffGlyph, messages.waitingOthers(others)) : nothing}
        </div>
        ${heading ? html`<h2 part="heading" aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
        ${reportSummary(session, said, messages, this.#explain)}
        ${reportFields({
          messages,
          form,
          values,
          errors: said,
          hidden,
          isSending,
          onInput: (name, value) => session.type(name, value),
        })}
        ${form.suggests && this.#part('suggestions', () => import('./report-suggestions.ts'))?.reportSuggestions(this, session, hidden)}
        ${form.attachments && this.#part('files', () => import('./report-files.ts'))?.reportFiles(this, session, form.attachments)}
        <div class="actions">
          <button class="primary" aria-disabled=${isSending}>
            ${isSending ? messages.sending : messages.send}
          </button>
          ${
            form.signedInAs
              ? html`<span class="hint">${messages.signedInAs(form.signedInAs)}</span>`
              : nothing
          }
        </div>
        ${(values.title || this.#parts.similar) && this.#part('similar', () => import('./report-similar.ts'))?.reportSimilar(this, session)}
      </form>
    `;
  }

  /** A part that most people never see: it is asked for when it is needed, and until it has come. */
  #part<Name extends keyof Parts>(name: Name, load: () => Promise<Parts[Name]>) {
    if (!this.#parts[name]) {
      load().then(
        (part) => {
          this.#parts[name] = part;
          this.again();
        },
        () => setTimeout(this.again, retryMs),
      );
    }
    return this.#parts[name];
  }

  /** What is wrong with each field, as it is said in the present language. */
  #problems(messages: IncidentReportMessages): Partial<Record<FieldName, string>> {
    const said: Partial<Record<FieldName, string>> = {};
    for (const name of fieldNames) {
      const problem = this.#session.errors[name];
      if (typeof problem === 'function') said[name] = problem(messages);
      else if (problem) said[name] = this.explain(problem.error, problem.field);
    }
    return said;
  }

  /** As high as the form will be, so that the page below it does not jump. */
  protected override renderSkeleton(): TemplateResult {
    const heading = this.heading ?? this.text?.heading;
    const field = (shape: string) => html`
      <div class="field"><div class="bone line"></div><div class="bone ${shape}"></div></div>
    `;
    return html`
      <div class="panel" aria-busy="true">
        <span class="quiet" data-say>${this.text?.loading}</span>
        ${heading === '' ? nothing : html`<h2 part="heading" aria-level=${headingLevel(this.headingLevel)} aria-hidden=${!heading}>${heading ?? '\u00a0'}</h2>`}
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
