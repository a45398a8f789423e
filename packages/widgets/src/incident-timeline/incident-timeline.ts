import type { ResolutionCode, TimelineEntry } from '@incident-kit/server/domain';
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { wakeIn } from '../base/clock.ts';
import { cssVars } from '../base/css-vars.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { eyeGlyph } from '../base/glyphs/eye.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { newKey } from '../base/new-key.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import { Retry } from '../client/retry.ts';
import { incidentTimelineWords as words } from '../locales/en/incident-timeline.ts';
import { composerTemplate } from './composer.ts';
import { byDay, mergeEntries } from './entries.ts';
import { entryTemplate, whatWasDone, whoDid } from './entry.ts';
import './incident-timeline.events.ts';
import { styles } from './incident-timeline.styles.ts';
import { type ResolvePanel, resolvePanelTemplate } from './resolve-panel.ts';
import { agoChangesIn, formatDay } from './when.ts';

/** What stands above the timeline: the incident as it is now, and what this person may do. */
type Head = Omit<Awaited<ReturnType<KitApi['incidents']['get']['query']>>, 'seq' | 'now'>;

const statusGlyphs: Record<string, string> = {
  new: circleDashedGlyph,
  active: clockGlyph,
  waiting: clockGlyph,
  resolved: circleCheckGlyph,
  closed: circleCheckGlyph,
};

/**
 * What happened to an incident, as it happens, and the place to answer: notes, and for the desk
 * acknowledging and resolving.
 *
 * @summary The live timeline of one incident.
 * @fires incident-changed - The incident stands otherwise; `detail` is `{ incident, seq }`.
 * @fires incident-note-added - A note was added here; `detail` is its entry.
 * @csspart header - Reference, title and state.
 * @csspart entry - One entry.
 * @csspart composer - The box for a note.
 * @csspart resolve - The panel that asks how it was resolved.
 * @csspart notice - A sentence above or in place of the timeline.
 * @cssproperty --incident-kit-accent - Colour of buttons and links.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The timeline is there.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate unknown - There is no such incident, or not for this person.
 * @cssstate error - The server refuses.
 */
export class IncidentTimeline extends KitElement {
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    incident: {},
    readonly: { type: Boolean },
  };

  /** The incident's reference, e.g. "INC-42". */
  declare incident: string | undefined;
  /** Only shows the timeline, also to people who may write. */
  declare readonly: boolean;

  #head: Head | undefined;
  #entries: TimelineEntry[] = [];
  /** Where reading page by page has come to, if entries are missing after it. */
  #gapAfter: number | null = null;
  #failure: KitRequestError | undefined;
  #isLive = true;
  #isPaging = false;
  /** For whom and of what `#entries` are: never shown to another identity. */
  #source: { kit: KitClient; incident: string } | undefined;
  readonly #arrived = new Set<number>();
  readonly #retry = new Retry(() => this.refresh());

  /** What this person does here at the moment. */
  #busy: 'note' | 'acknowledge' | 'resolve' | undefined;
  /** What a conflict or a failure of an action has to say. */
  #problem: string | undefined;
  #note = { text: '', visibility: 'public' as 'public' | 'internal', key: newKey() };
  #noteProblem: string | undefined;
  #resolving = false;
  #resolution: { code: ResolutionCode | ''; text: string } = { code: '', text: '' };
  #resolveProblems: ResolvePanel['problems'] = {};
  /** For those who do not see it: entries of others, told once. */
  #announced = '';
  #unannounced: TimelineEntry[] = [];

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('incident')) this.refresh();
    super.willUpdate(changed);
    this.setStates({
      unconfigured: !this.kit,
      loading: !this.#head && !this.#failure && this.kit !== undefined && !!this.incident,
      ready: this.#head !== undefined,
      offline: this.#isStale || this.#failure?.definite === false,
      unknown: this.#failure?.code === 'incident-not-found',
      error: this.#failure?.definite === true,
    });
  }

  protected override clientChanged(kit: KitClient): (() => void) | undefined {
    const incident = String(this.incident ?? '').trim();
    if (this.#source?.kit !== kit || this.#source.incident !== incident) this.#forget();
    if (!incident) return undefined;
    this.#source = { kit, incident };
    let isCurrent = true;
    let stopWatching: (() => void) | undefined;
    void this.#read(kit, incident, () => isCurrent).then((seq) => {
      if (seq === undefined || !isCurrent) return;
      stopWatching = kit.watch(`incident:${incident}`, seq, {
        change: ({ entry }) => this.#arrive(kit, entry),
        reset: () => this.refresh(),
        refused: () => {
          this.#isLive = false;
          this.requestUpdate();
        },
      });
    });
    return () => {
      isCurrent = false;
      stopWatching?.();
      this.#retry.cancel();
      this.#stopClock?.();
    };
  }

  #stopClock: (() => void) | undefined;
  readonly #tick = (): void => this.requestUpdate();

  /** Sleeps until one of the times shown reads otherwise. */
  protected override updated(): void {
    const now = this.kit?.now();
    if (now === undefined || !this.isConnected) return;
    const next = Math.min(...this.#entries.map(({ at }) => agoChangesIn(at, now) ?? Infinity));
    if (next < Infinity) this.#stopClock = wakeIn(next, this.#tick);
  }

  // ---- reading ----

  #forget(): void {
    this.#source = this.#head = this.#failure = undefined;
    this.#entries = [];
    this.#gapAfter = null;
    this.#isLive = true;
    this.#problem = this.#noteProblem = undefined;
    this.#resolving = false;
    this.#resolution = { code: '', text: '' };
    this.#note = { text: '', visibility: 'public', key: newKey() };
    this.#arrived.clear();
    this.#unannounced = [];
    this.#announced = '';
  }

  /** Reads what is not known yet. Gives the position from which to listen. */
  async #read(
    kit: KitClient,
    incident: string,
    isCurrent: () => boolean,
  ): Promise<number | undefined> {
    const isFirst = !this.#entries.length;
    const after = this.#gapAfter ?? this.#entries.at(-1)?.seq ?? 0;
    try {
      const answer = await kit.call((api) => api.incidents.timeline.query({ incident, after }));
      if (!isCurrent()) return undefined;
      const { entries, next, seq } = answer;
      this.#failure = undefined;
      this.#isLive = true;
      this.#retry.reset();
      this.#take(answer, seq);
      if (!isFirst) for (const entry of entries) this.#notice(entry);
      this.#entries = mergeEntries(this.#entries, entries);
      this.#gapAfter = next;
      this.requestUpdate();
      return seq;
    } catch (thrown) {
      if (!isCurrent()) return undefined;
      const failure = thrown as KitRequestError;
      // What one may no longer see is no longer shown; what is out of reach stays as it stood.
      if (failure.definite) this.#forget();
      else this.#retry.later();
      this.#failure = failure;
      this.requestUpdate();
      return undefined;
    }
  }

  async #readMore(): Promise<void> {
    const source = this.#source;
    const after = this.#gapAfter;
    if (!source || after === null || this.#isPaging) return;
    this.#isPaging = true;
    this.requestUpdate();
    try {
      const { kit, incident } = source;
      const answer = await kit.call((api) => api.incidents.timeline.query({ incident, after }));
      if (source !== this.#source) return;
      this.#entries = mergeEntries(this.#entries, answer.entries);
      this.#gapAfter = answer.next;
      this.#problem = undefined;
    } catch (error) {
      this.#problem = (error as KitRequestError).message;
    } finally {
      this.#isPaging = false;
      this.requestUpdate();
    }
  }

  /** The live stream has something new. */
  #arrive(kit: KitClient, entry: TimelineEntry): void {
    if (this.#source?.kit !== kit || this.#source.incident !== entry.incident) return;
    this.#notice(entry);
    this.#entries = mergeEntries(this.#entries, [entry]);
    this.requestUpdate();
    void this.#readHead();
  }

  /** A change may have changed what stands above, and what may be done. */
  async #readHead(): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const { kit, incident } = source;
    const answer = await kit
      .call((api) => api.incidents.get.query({ incident }))
      .catch(() => undefined);
    // Without an answer the head stays as it was until the next change or reconnection.
    if (answer && source === this.#source) this.#take(answer, answer.seq);
  }

  #take(head: Head, seq: number): void {
    const before = this.#head?.incident;
    // Answers may overtake each other; an older one says nothing new.
    if (before && head.incident.seq < before.seq) return;
    this.#head = head;
    if (this.#resolving && this.#busy !== 'resolve' && !head.may.includes('resolve')) {
      this.#giveWay(words.resolvedMeanwhile);
    }
    this.requestUpdate();
    if (before && head.incident.seq > before.seq) {
      this.emit('incident-changed', { incident: head.incident, seq });
    }
  }

  /** Lets an entry slide in, and tells it to those who listen to the page. */
  #notice(entry: TimelineEntry): void {
    if (this.#entries.some(({ seq }) => seq === entry.seq)) return;
    this.#arrived.add(entry.seq);
    this.#unannounced.push(entry);
    // Whether it is this person's own is known when their request has been answered.
    if (!this.#busy) this.#announce();
  }

  #announce(own?: number): void {
    const news = this.#unannounced.filter(({ seq }) => seq !== own);
    this.#unannounced = [];
    if (!news.length) return;
    this.#announced = news
      .map(
        (entry) =>
          `${whoDid(entry)} ${whatWasDone(entry)}.${'text' in entry ? ` ${entry.text.slice(0, 300)}` : ''}`,
      )
      .join(' ');
  }

  // ---- doing ----

  /** Runs an action, one at a time. Gives whether it went well. */
  async #do(
    what: 'note' | 'acknowledge' | 'resolve',
    action: (kit: KitClient, incident: string) => Promise<number>,
    failed: (error: KitRequestError) => void,
  ): Promise<boolean> {
    const source = this.#source;
    if (!source || this.#busy) return false;
    this.#busy = what;
    this.#problem = undefined;
    this.requestUpdate();
    let own: number | undefined;
    try {
      own = await action(source.kit, source.incident);
      return true;
    } catch (thrown) {
      const error = thrown as KitRequestError;
      if (source !== this.#source) return false;
      failed(error);
      if (error.status === 409) this.refresh();
      return false;
    } finally {
      this.#busy = undefined;
      this.#announce(own);
      this.requestUpdate();
    }
  }

  readonly #sendNote = async (): Promise<void> => {
    const { text, visibility, key } = this.#note;
    this.#noteProblem = text.trim() ? undefined : words.missingNote;
    this.requestUpdate();
    if (this.#noteProblem) return this.#focus('#note');
    const sent = await this.#do(
      'note',
      async (kit, incident) => {
        const { entry } = await kit.call((api) =>
          api.incidents.addNote.mutate({ incident, text, visibility, key }),
        );
        this.#note = { text: '', visibility, key: newKey() };
        if (this.#source?.incident === incident) {
          if (!this.#entries.some(({ seq }) => seq === entry.seq)) this.#arrived.add(entry.seq);
          this.#entries = mergeEntries(this.#entries, [entry]);
        }
        this.requestUpdate();
        this.emit('incident-note-added', entry);
        return entry.seq;
      },
      (error) => {
        this.#noteProblem = error.offline ? words.noteOffline : error.message;
      },
    );
    await this.#focus('#note');
    if (sent) void this.#readHead();
  };

  readonly #acknowledge = async (): Promise<void> => {
    const done = await this.#do(
      'acknowledge',
      async (kit, incident) => {
        const { seq } = await kit.call((api) => api.incidents.acknowledge.mutate({ incident }));
        return seq;
      },
      (error) => {
        this.#problem = error.message;
      },
    );
    if (!done) return;
    await this.#readHead();
    await this.#focus('h2');
  };

  readonly #resolve = async (): Promise<void> => {
    const { code, text } = this.#resolution;
    this.#resolveProblems = {
      ...(!code && { code: words.missingCode }),
      ...(text.trim().length < 3 && { text: words.missingText }),
    };
    this.requestUpdate();
    if (!code || this.#resolveProblems.text) {
      return this.#focus(code ? '#resolve-text' : '#resolve-code');
    }
    const done = await this.#do(
      'resolve',
      async (kit, incident) => {
        const { seq } = await kit.call((api) =>
          api.incidents.resolve.mutate({ incident, code, text }),
        );
        this.#closeResolve();
        return seq;
      },
      (error) => {
        if (error.status === 409) {
          this.#giveWay(error.message);
          return;
        }
        for (const { path, message } of error.fields) {
          if (path[0] === 'code' || path[0] === 'text') this.#resolveProblems[path[0]] = message;
        }
        if (!error.fields.length) this.#resolveProblems.form = error.message;
      },
    );
    if (!done) return;
    await this.#readHead();
    await this.#focus('h2');
  };

  /** Somebody else resolved it. What was written here may still be worth a note. */
  #giveWay(sentence: string): void {
    this.#problem = sentence;
    if (!this.#note.text) this.#note.text = this.#resolution.text;
    this.#closeResolve();
  }

  #closeResolve(): void {
    this.#resolving = false;
    this.#resolution = { code: '', text: '' };
    this.#resolveProblems = {};
    this.requestUpdate();
  }

  async #focus(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  // ---- rendering ----

  get #isStale(): boolean {
    return this.#head !== undefined && (this.offline || this.#failure !== undefined);
  }

  protected override render(): unknown {
    if (!this.kit) return notice('', circleAlertGlyph, words.notConfigured);
    if (!this.incident) return notice('', circleAlertGlyph, words.noIncident);
    if (this.#head) return this.#renderTimeline(this.#head);
    if (this.#failure) return this.#renderFailure(this.#failure);
    return this.#renderSkeleton();
  }

  #renderFailure(failure: KitRequestError): TemplateResult {
    const { code, definite, message } = failure;
    if (code === 'incident-not-found') return notice('', circleAlertGlyph, words.notFound);
    if (code === 'sign-in-required' || code === 'not-allowed') {
      return notice('', lockGlyph, message);
    }
    return notice(
      definite ? '' : 'warning',
      definite ? circleAlertGlyph : cloudOffGlyph,
      definite ? message : `${words.failed} ${message}`,
      { label: words.retry, onClick: () => this.refresh() },
    );
  }

  #renderTimeline(head: Head): TemplateResult {
    const may = new Set(this.readonly ? [] : head.may);
    return html`
      <div class="frame" ?data-whole=${this.#gapAfter === null}>
        ${this.#renderHeader(head)}
        ${this.#isStale ? notice('warning', cloudOffGlyph, words.offline) : nothing}
        ${this.#isLive ? nothing : notice('', circleAlertGlyph, words.notLive)}
        <div class="slot" role="alert">
          ${this.#problem ? notice('danger', circleAlertGlyph, this.#problem) : nothing}
        </div>
        ${
          this.#resolving && may.has('resolve')
            ? resolvePanelTemplate({
                ...this.#resolution,
                problems: this.#resolveProblems,
                isSending: this.#busy === 'resolve',
                onInput: (patch) => {
                  Object.assign(this.#resolution, patch);
                  for (const field of Object.keys(patch)) {
                    delete this.#resolveProblems[field as 'code' | 'text'];
                  }
                  this.requestUpdate();
                },
                onResolve: () => void this.#resolve(),
                onCancel: () => {
                  this.#closeResolve();
                  void this.#focus('.open-resolve');
                },
              })
            : nothing
        }
        <section aria-label=${words.label(head.incident.incident)}>
          ${this.#renderDays(head)}
        </section>
        ${
          may.has('add-note')
            ? composerTemplate({
                ...this.#note,
                mayBeInternal: may.has('add-internal-note'),
                isSending: this.#busy === 'note',
                problem: this.#noteProblem,
                onInput: (text) => {
                  this.#note.text = text;
                  this.#noteProblem = undefined;
                  this.requestUpdate();
                },
                onVisibility: (visibility) => {
                  this.#note.visibility = visibility;
                  this.requestUpdate();
                },
                onSend: () => void this.#sendNote(),
              })
            : nothing
        }
        <p class="quiet" role="status" dir="auto">${this.#announced}</p>
      </div>
    `;
  }

  #renderHeader({ incident, priority, may }: Head): TemplateResult {
    const { status, reporter } = incident;
    const isBusy = String(this.#busy !== undefined);
    const mayAcknowledge = !this.readonly && may.includes('acknowledge');
    const mayResolve = !this.readonly && may.includes('resolve') && !this.#resolving;
    return html`
      <header part="header">
        <div class="facts">
          <span class="reference">${incident.incident}</span>
          <span class="status" data-category=${status.category}>
            ${glyph(statusGlyphs[status.category] ?? circleDashedGlyph)}${status.name}
          </span>
          <span class="priority" ${cssVars({ '--priority': priority.color })}>
            <b>${priority.id}</b> ${priority.name}
          </span>
        </div>
        <h2 class="title" tabindex="-1" dir="auto">${incident.title}</h2>
        <div class="facts">
          <span class="hint">
            ${reporter ? words.reportedBy(reporter) : words.reportedByVisitor}
          </span>
          ${
            mayAcknowledge || mayResolve
              ? html`
                <div class="actions">
                  ${
                    mayAcknowledge
                      ? html`
                        <button
                          type="button"
                          class="primary"
                          aria-disabled=${isBusy}
                          @click=${this.#acknowledge}
                        >
                          ${glyph(eyeGlyph)}${words.acknowledge}
                        </button>
                      `
                      : nothing
                  }
                  ${
                    mayResolve
                      ? html`
                        <button
                          type="button"
                          class="open-resolve"
                          aria-disabled=${isBusy}
                          @click=${() => {
                            this.#resolving = true;
                            void this.#focus('#resolve-code');
                          }}
                        >
                          ${words.resolve}
                        </button>
                      `
                      : nothing
                  }
                </div>
              `
              : nothing
          }
        </div>
      </header>
    `;
  }

  #renderDays({ impact, urgency }: Head): unknown {
    const { locale } = this;
    const now = this.kit?.now() ?? Date.now();
    const gap = this.#gapAfter;
    const day = ({ startsAt, entries }: ReturnType<typeof byDay>[number]) => html`
      <div class="day-group">
        <h3 class="day">${formatDay(locale, startsAt, now)}</h3>
        <ol class="entries" role="list">
          ${repeat(
            entries,
            ({ seq }) => seq,
            (entry) =>
              entryTemplate(entry, {
                locale,
                now,
                impact,
                urgency,
                arrived: this.#arrived.has(entry.seq),
                onSettled: () => {
                  this.#arrived.delete(entry.seq);
                  this.requestUpdate();
                },
              }),
          )}
        </ol>
      </div>
    `;
    const days = (entries: readonly TimelineEntry[]) =>
      repeat(byDay(entries), ({ startsAt }) => startsAt, day);
    if (gap === null) {
      return html`
        ${days(this.#entries)}
        ${this.#entries.length === 1 ? html`<p class="hint more">${words.nothingYet}</p>` : nothing}
      `;
    }
    return html`
      ${days(this.#entries.filter(({ seq }) => seq <= gap))}
      <div class="more">
        <button type="button" aria-disabled=${String(this.#isPaging)} @click=${this.#onMore}>
          ${this.#isPaging ? words.loadingMore : words.later}
        </button>
      </div>
      ${days(this.#entries.filter(({ seq }) => seq > gap))}
    `;
  }

  readonly #onMore = (): void => void this.#readMore();

  #renderSkeleton(): TemplateResult {
    const line = html`
      <div class="entry">
        <span class="mark bone"></span>
        <span class="bone line"></span>
        <span class="bone words"></span>
      </div>
    `;
    return html`
      <div class="frame waiting" aria-busy="true">
        <span class="quiet" role="status">${words.loading}</span>
        <header>
          <span class="bone line"></span>
          <span class="bone title"></span>
          <span class="bone line"></span>
        </header>
        <div>${line}${line}${line}</div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-timeline': IncidentTimeline;
  }
}
