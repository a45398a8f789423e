import { LiveResource } from '../base/controllers/live-resource.ts';
import { keepForTab } from '../base/kept-for-tab.ts';
import { newKey } from '../base/new-key.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { OutboxNews, Report, ReportAnswer } from '../client/outbox.ts';
import type { SaidError } from '../locales/language.ts';
import type { IncidentReportDetail } from './incident-report.events.ts';
import { readDraft } from './report-draft.ts';
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
} from './report-values.ts';

/** Fields that the page may choose beforehand. */
export const presets = ['service', 'category', 'impact', 'urgency'] as const;
export type Preset = (typeof presets)[number];

/** A report that waited, and was refused. */
export interface Returned {
  report: Report;
  error: SaidError;
}

/** What a session asks of whoever shows it. */
export interface ReportHost {
  /** The name under which to keep what is being typed for the case of a reload; empty for not at all. */
  draftName(): string;
  /** What the page chose for the field. */
  preset(name: Preset): string | undefined;
  /** Something is to be shown otherwise. */
  changed(): void;
  /** The page may amend the report; false when it does not want it sent. */
  mayBeSent(report: IncidentReportDetail): boolean;
  arrived(answer: ReportAnswer): void;
  refused(error: SaidError): void;
  /** What whoever fills in the form should look at next. */
  lookAt(what: 'summary' | 'number' | 'panel'): Promise<void>;
}

/**
 * One report after another, from the first letter to the server's answer: what was typed, what is wrong
 * with it, whether it is under way or waits for the network. Knows no DOM.
 */
export class ReportSession {
  phase: 'ready' | 'sending' | 'waiting' | 'sent' = 'ready';
  form: ReportForm | undefined;
  values: ReportValues = emptyValues();
  errors: FieldErrors = {};
  /** Why the report was refused. */
  problem: SaidError | undefined;
  answer: ReportAnswer | undefined;
  /** Why a report waits. */
  delay: KitRequestError | undefined;
  /** Whether a report that waits outlives the page. */
  isDurable = true;
  /** Other reports of this person: how many wait, what arrived, what came back. */
  others = 0;
  arrived: ReportAnswer | undefined;
  returned: Returned | undefined;

  /** Where the form comes from. */
  readonly resource: LiveResource<'form', ReportForm>;
  /** Who shows it. */
  readonly host: ReportHost;
  #client: KitClient | undefined;
  /** Makes sending a report again the same report. */
  #key = newKey();
  /** Set by the first attempt to send; from then on mistakes are marked as one types. */
  #tried = false;

  constructor(host: ReportHost) {
    this.host = host;
    this.resource = new LiveResource(host.changed, {
      read: (client) => client.call((api) => api.forms.report.query()),
      received: (form) => {
        this.form = form;
        for (const name of presets) {
          // What is no longer offered cannot be sent; the rest of what was chosen or typed stays.
          const isOffered = offered(form, name).some(({ id }) => id === this.values[name]);
          if (!isOffered) this.preset(name);
        }
      },
      // What was typed is whoever's who typed it; only under whose name it is sent is forgotten.
      forget: () => {
        if (this.form) this.form = { ...this.form, signedInAs: null };
      },
    });
  }

  /** Takes up what was being typed before a reload. */
  restore(): void {
    const draft = readDraft(this.host.draftName());
    if (!draft) return;
    this.#key = draft.key;
    this.values = draft.values;
  }

  /** Reads the form, and listens to what becomes of reports that wait. Gives what ends it. */
  connect(client: KitClient): () => void {
    let isCurrent = true;
    let stopNews: (() => void) | undefined;
    this.#client = client;
    const disconnect = this.resource.connect(client, 'form');
    // Fetched while the network is there, for when it is not.
    void client.outbox().then(
      async (outbox) => {
        if (!isCurrent) return;
        stopNews = outbox.subscribe((news) => this.#hear(news));
        this.others = (await outbox.waiting()).filter(({ key }) => key !== this.#key).length;
        this.host.changed();
      },
      () => {},
    );
    return () => {
      isCurrent = false;
      this.#client = undefined;
      disconnect();
      stopNews?.();
    };
  }

  /** Chooses what the page, or else the site, chose beforehand. */
  preset(name: Preset): void {
    const { form } = this;
    const wanted = this.host.preset(name) || (name === 'service' && form?.defaults.service) || '';
    const isOffered = !form || offered(form, name).some(({ id }) => id === wanted);
    this.values[name] = isOffered ? wanted : '';
  }

  type(name: FieldName, value: string): void {
    this.values[name] = value;
    if (this.#tried && this.form) {
      const { [name]: error } = findErrors(this.form, this.values);
      if (error) this.errors[name] = error;
      else delete this.errors[name];
    }
    this.#keep();
    this.host.changed();
  }

  /** Forgets what was typed and begins a new report. */
  reset(): void {
    this.phase = 'ready';
    this.values = emptyValues();
    this.#key = newKey();
    this.answer = undefined;
    this.#tried = false;
    this.errors = {};
    this.problem = undefined;
    this.#forget();
    for (const name of presets) this.preset(name);
    this.host.changed();
  }

  /** Forgets what was typed as it need not be sent. Gives what brings it back. */
  leave(): () => void {
    const { values } = this;
    const key = this.#key;
    this.reset();
    return () => {
      this.values = values;
      this.#key = key;
      this.#keep();
      this.host.changed();
    };
  }

  /** Begins a new report; one that waits becomes one of the others. */
  startAnother(): void {
    if (this.phase === 'waiting') this.others += 1;
    this.reset();
  }

  /** Puts a report that came back into the form. */
  reopen({ report, error }: Returned, values: Partial<ReportValues>): void {
    this.reset();
    this.#key = report.key;
    this.values = { ...emptyValues(), ...values };
    this.returned = undefined;
    this.#tried = true;
    this.problem = error;
    this.#keep();
    void this.host.lookAt('summary');
  }

  /** Sends the report. Resolves when it has arrived, waits, or was refused. */
  async submit(): Promise<void> {
    const client = this.#client;
    const { form } = this;
    if (!client || !form || this.phase !== 'ready') return;
    this.#tried = true;
    this.problem = undefined;
    this.errors = findErrors(form, this.values);
    if (Object.keys(this.errors).length) return this.host.lookAt('summary');
    const detail = toReport(form, this.values);
    if (!this.host.mayBeSent(detail)) return;
    this.phase = 'sending';
    this.host.changed();
    const report: Report = { ...detail, key: this.#key, stamp: form.stamp };
    try {
      await this.#arrive(await this.send(client, report));
    } catch (thrown) {
      const error = thrown as KitRequestError;
      this.delay = error;
      if (error.passes && (await this.#wait(client, report))) return;
      await this.#refuse(error);
    }
  }

  /**
   * Sends a report. Where files go with it, this is another that sends them first.
   * @throws {KitRequestError}
   */
  send(client: KitClient, report: Report): Promise<ReportAnswer> {
    return client.call((api) => api.incidents.report.mutate(report));
  }

  async #arrive(answer: ReportAnswer): Promise<void> {
    this.phase = 'sent';
    this.answer = answer;
    this.#key = newKey();
    this.#forget();
    this.host.arrived(answer);
    await this.host.lookAt('number');
  }

  async #wait(client: KitClient, report: Report): Promise<boolean> {
    try {
      const outbox = await client.outbox();
      await outbox.put(report);
      // It may have been delivered in the meantime.
      if (this.phase !== 'sending') return true;
      this.phase = 'waiting';
      this.isDurable = outbox.durable;
      // A report that is safe elsewhere needs no draft; one that is not keeps it.
      if (outbox.durable) this.#forget();
      await this.host.lookAt('panel');
      return true;
    } catch {
      return false;
    }
  }

  /** What became of reports that waited: of this one, or of those of an earlier page or another tab. */
  #hear(news: OutboxNews): void {
    const isMine = news.key === this.#key && this.phase !== 'ready';
    if (isMine && news.kind === 'delivered') void this.#arrive(news.answer);
    else if (isMine && news.kind === 'refused') void this.#refuse(news.error);
    else if (!isMine) {
      this.others = Math.max(0, this.others + (news.kind === 'waiting' ? 1 : -1));
      if (news.kind === 'delivered') this.arrived = news.answer;
      if (news.kind === 'refused') this.returned = news;
    }
    this.host.changed();
  }

  async #refuse(error: SaidError): Promise<void> {
    this.phase = 'ready';
    this.problem = error;
    this.#keep();
    for (const field of error.fields) {
      const name = field.path.join('.') as FieldName;
      if (fieldNames.includes(name)) this.errors[name] ??= { error, field };
    }
    // The levels (or services) may have changed while the form was open.
    if (presets.some((name) => this.errors[name])) await this.resource.readAgain();
    this.host.refused(error);
    await this.host.lookAt('summary');
  }

  #keep(): void {
    keepForTab(this.host.draftName(), { key: this.#key, values: this.values });
  }

  #forget(): void {
    keepForTab(this.host.draftName(), null);
  }
}
