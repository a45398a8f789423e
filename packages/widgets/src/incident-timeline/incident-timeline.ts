import type { TimelineEntry } from '@incident-kit/server/domain';
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { wakeIn } from '../base/clock.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { newKey } from '../base/new-key.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import { Retry } from '../client/retry.ts';
import {
  type AskMessages,
  incidentTimelineMessages as messages,
} from '../locales/en/incident-timeline.ts';
import { type Act, type Ask, acts, asks, fieldOf } from './actions.ts';
import { type Answer, type AskProblems, askPanelTemplate } from './ask-panel.ts';
import { composerTemplate } from './composer.ts';
import { byDay, mergeEntries } from './entries.ts';
import { entryTemplate } from './entry.ts';
import { fixedQuestionTemplate } from './fixed-question.ts';
import { type Head, headerTemplate, waitingWays } from './header.ts';
import './incident-timeline.events.ts';
import { styles } from './incident-timeline.styles.ts';
import { hasLine, type Line, toLines } from './lines.ts';
import { type Names, nameFromId, sentenceOf } from './sentence.ts';
import { agoChangesIn, formatDay } from './when.ts';

/** Where the focus goes back to when nothing is to be done after all. */
const openers: Partial<Record<Ask, string>> = {
  resolve: '.open-resolve',
  'not-fixed': '.not-fixed',
};

/** What a screen reader is told at once; more than that nobody listens to. */
const mostAnnounced = 5;

/**
 * What happened to an incident, as it happens, and the place to answer: notes; for whoever reported it
 * whether it is fixed; for the desk acknowledging, waiting, resolving and how it ends.
 *
 * @summary The live timeline of one incident.
 * @fires incident-changed - The incident stands otherwise; `detail` is `{ incident, seq }`.
 * @fires incident-note-added - A note was added here; `detail` is its entry.
 * @csspart header - Reference, title and state.
 * @csspart entry - One entry.
 * @csspart composer - The box for a note.
 * @csspart question - The panel that asks something: how it was resolved, whether it is fixed.
 * @csspart menu - The list of what is done less often.
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
  /** What to read before, if there are earlier entries than those. */
  #earlier: number | null = null;
  #failure: KitRequestError | undefined;
  #isLive = true;
  #isPaging = false;
  /** For whom and of what `#entries` are: never shown to another identity. */
  #source: { kit: KitClient; incident: string } | undefined;
  readonly #arrived = new Set<number>();
  readonly #retry = new Retry(() => this.refresh());

  /** What this person does here at the moment. */
  #busy: 'note' | Act | Ask | undefined;
  /** What a conflict or a failure of an action has to say. */
  #problem: string | undefined;
  #note = { text: '', visibility: 'public' as 'public' | 'internal', key: newKey() };
  #noteProblem: string | undefined;
  #asking: ({ action: Ask } & Answer) | undefined;
  #askProblems: AskProblems = {};
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
      offline: this.isStale(this.#head, this.#failure) || this.#failure?.definite === false,
      unknown: this.#failure?.code === 'incident-not-found',
      error: this.#failure?.definite === true,
    });
  }

  protected override clientChanged(kit: KitClient): (() => void) | undefined {
    const incident = String(this.incident ?? '').trim();
    if (this.#source?.kit !== kit || this.#source.incident !== incident) this.#forget();
    if (!incident) return undefined;
    this.#source ??= { kit, incident };
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
    this.#earlier = null;
    this.#isLive = true;
    this.#problem = this.#noteProblem = undefined;
    this.#stopAsking();
    this.#note = { text: '', visibility: 'public', key: newKey() };
    this.#arrived.clear();
    this.#unannounced = [];
    this.#announced = '';
  }

  /** Reads how it stands and its newest entries. Gives the position from which to listen. */
  async #read(
    kit: KitClient,
    incident: string,
    isCurrent: () => boolean,
  ): Promise<number | undefined> {
    try {
      const answer = await kit.call((api) => api.incidents.timeline.query({ incident }));
      if (!isCurrent()) return undefined;
      const { entries, earlier, seq } = answer;
      this.#failure = undefined;
      this.#isLive = true;
      this.#retry.reset();
      this.#take(answer, seq);
      const last = this.#entries.at(-1)?.seq;
      if (last !== undefined) for (const entry of entries) this.#notice(entry);
      // More happened than a page holds: what is known is earlier than the gap, and is read again.
      const isGap = last !== undefined && earlier !== null && earlier > last;
      if (last === undefined || isGap) this.#earlier = earlier;
      this.#entries = mergeEntries(isGap ? [] : this.#entries, entries);
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

  readonly #readEarlier = async (): Promise<void> => {
    const source = this.#source;
    const before = this.#earlier;
    if (!source || before === null || this.#isPaging) return;
    this.#isPaging = true;
    this.requestUpdate();
    try {
      const { kit, incident } = source;
      const answer = await kit.call((api) => api.incidents.timeline.query({ incident, before }));
      if (source !== this.#source || before !== this.#earlier) return;
      this.#entries = mergeEntries(this.#entries, answer.entries);
      this.#earlier = answer.earlier;
      this.#problem = undefined;
    } catch (error) {
      this.#problem = (error as KitRequestError).message;
    } finally {
      this.#isPaging = false;
      this.requestUpdate();
    }
    // The button that was pressed may be gone.
    if (this.#earlier === null) await this.focusOn('section.story');
  };

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
    const { action } = this.#asking ?? {};
    if (action && this.#busy !== action && !head.may.includes(action)) {
      this.#giveWay(this.#askProblems.form ?? messages.meanwhile(head.incident.status.name));
    }
    this.requestUpdate();
    if (before && head.incident.seq > before.seq) {
      this.emit('incident-changed', { incident: head.incident, seq });
    }
  }

  /** Lets an entry slide in, and tells it to those who listen to the page. */
  #notice(entry: TimelineEntry): void {
    if (this.#entries.some(({ seq }) => seq === entry.seq)) return;
    if (hasLine(entry)) this.#arrived.add(entry.seq);
    this.#unannounced.push(entry);
    // Whether it is this person's own is known when their request has been answered.
    if (!this.#busy) this.#announce();
  }

  #announce(own?: number): void {
    const news = this.#unannounced.filter(({ seq }) => seq !== own).slice(-mostAnnounced);
    this.#unannounced = [];
    if (!news.length) return;
    this.#announced = news
      .map((entry) => {
        const { who, what } = sentenceOf(entry, this.#names) ?? {};
        const text = 'text' in entry ? entry.text : null;
        if (!what) return '';
        return `${who ? `${who} ` : ''}${what}.${text ? ` ${text.slice(0, 300)}` : ''}`;
      })
      .join(' ');
  }

  get #names(): Names {
    const head = this.#head;
    return {
      locale: this.locale,
      levelOf: (axis, id) => (head?.incident[axis] === id ? head[axis] : nameFromId(id)),
    };
  }

  // ---- doing ----

  /** Runs an action, one at a time. Gives whether it went well. */
  async #do(
    what: 'note' | Act | Ask,
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
    this.#noteProblem = text.trim() ? undefined : messages.missingNote;
    this.requestUpdate();
    if (this.#noteProblem) return this.focusOn('#note');
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
        this.#noteProblem = error.offline ? messages.noteOffline : error.message;
      },
    );
    await this.focusOn('#note');
    if (sent) void this.#readHead();
  };

  /** What the person decided on, as they saw it. */
  #seen(incident: string) {
    return { incident, basedOn: this.#head?.incident.seq ?? 1 };
  }

  async #act(act: Act): Promise<void> {
    const done = await this.#do(
      act,
      async (kit, incident) => {
        const { seq } = await kit.call((api) => acts[act](api, this.#seen(incident)));
        return seq;
      },
      (error) => {
        this.#problem = error.message;
      },
    );
    if (done) await this.#goOn();
  }

  #ask(action: Ask): void {
    // Another question, the same words: what was typed for one may be meant for the other.
    this.#asking = { action, choice: '', text: this.#asking?.text ?? '' };
    this.#askProblems = {};
    void this.focusOn('#ask-choice, #ask-text');
  }

  readonly #answer = async (): Promise<void> => {
    const asking = this.#asking;
    if (!asking) return;
    const { action, choice, text } = asking;
    const asked: AskMessages = messages.asks[action];
    this.#askProblems = {
      ...(asked.missingChoice && !choice && { choice: asked.missingChoice }),
      ...(asked.missing && text.trim().length < 3 && { text: asked.missing }),
    };
    const [missing] = Object.keys(this.#askProblems);
    if (missing) return this.focusOn(`#ask-${missing}`);
    const done = await this.#do(
      action,
      async (kit, incident) => {
        const { seq } = await kit.call((api) =>
          asks[action](api, this.#seen(incident), { choice, text }),
        );
        this.#stopAsking();
        return seq;
      },
      ({ fields, message }) => {
        for (const { path, message } of fields) {
          const field = fieldOf[String(path[0])];
          if (field) this.#askProblems[field] = message;
        }
        // Also what changed meanwhile: the answer stays for as long as it can still be given.
        if (!Object.keys(this.#askProblems).length) this.#askProblems.form = message;
      },
    );
    if (done) await this.#goOn();
  };

  async #goOn(): Promise<void> {
    await this.#readHead();
    await this.focusOn('h2');
  }

  /** It cannot be done any more. What was written here may still be worth a note. */
  #giveWay(sentence: string): void {
    this.#problem = sentence;
    const { text = '' } = this.#asking ?? {};
    this.#note.text = [this.#note.text, text].filter(Boolean).join('\n\n');
    this.#stopAsking();
  }

  #stopAsking(): void {
    this.#asking = undefined;
    this.#askProblems = {};
    this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(): unknown {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    if (!this.incident) return notice('', circleAlertGlyph, messages.noIncident);
    if (this.#head) return this.#renderTimeline(this.#head);
    if (this.#failure) return this.#renderFailure(this.#failure);
    return this.#renderSkeleton();
  }

  #renderFailure(failure: KitRequestError): TemplateResult {
    const { code, definite, message } = failure;
    if (code === 'incident-not-found') return notice('', circleAlertGlyph, messages.notFound);
    if (code === 'sign-in-required' || code === 'not-allowed') {
      return notice('', lockGlyph, message);
    }
    return notice(
      definite ? '' : 'warning',
      definite ? circleAlertGlyph : cloudOffGlyph,
      definite ? message : `${messages.failed} ${message}`,
      { label: messages.retry, onClick: () => this.refresh() },
    );
  }

  #renderTimeline(head: Head): TemplateResult {
    const may = new Set(this.readonly ? [] : head.may);
    const { locale } = this;
    const isBusy = this.#busy !== undefined;
    const asking = this.#asking;
    return html`
      <div class="frame" ?data-whole=${this.#earlier === null}>
        ${headerTemplate({
          head,
          may,
          locale,
          isBusy,
          asking: asking?.action,
          onAct: (act) => void this.#act(act),
          onAsk: (ask) => this.#ask(ask),
        })}
        ${
          this.isStale(head, this.#failure)
            ? notice('warning', cloudOffGlyph, messages.offline)
            : nothing
        }
        ${this.#isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
        <div class="slot" role="alert">
          ${this.#problem ? notice('danger', circleAlertGlyph, this.#problem) : nothing}
        </div>
        ${
          asking && may.has(asking.action)
            ? this.#renderAsking(asking, head)
            : may.has('confirm-fixed')
              ? fixedQuestionTemplate({
                  locale,
                  answer: head.incident.resolved?.text ?? '',
                  closesAt: head.incident.closesAt,
                  isBusy,
                  onYes: () => void this.#act('confirm-fixed'),
                  onNo: () => this.#ask('not-fixed'),
                })
              : nothing
        }
        <section class="story" tabindex="-1" aria-label=${messages.label(head.incident.incident)}>
          ${this.#renderDays()}
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

  #renderAsking({ action, ...answer }: { action: Ask } & Answer, head: Head): TemplateResult {
    return askPanelTemplate({
      ...answer,
      messages: messages.asks[action],
      choices: action === 'hold' ? waitingWays(head) : messages.codes,
      problems: this.#askProblems,
      isSending: this.#busy === action,
      onInput: (patch) => {
        Object.assign(this.#asking ?? {}, patch);
        for (const field of Object.keys(patch)) delete this.#askProblems[field as keyof Answer];
        this.requestUpdate();
      },
      onSend: () => void this.#answer(),
      onCancel: () => {
        this.#stopAsking();
        void this.focusOn(openers[action] ?? '.open-menu');
      },
    });
  }

  #renderDays(): TemplateResult {
    const names = this.#names;
    const now = this.kit?.now() ?? Date.now();
    const lines = toLines(this.#entries);
    const entry = (line: Line) =>
      entryTemplate(line, {
        ...names,
        now,
        arrived: this.#arrived.has(line.seq),
        onSettled: () => {
          this.#arrived.delete(line.seq);
          this.requestUpdate();
        },
      });
    return html`
      ${
        this.#earlier === null
          ? nothing
          : html`
            <div class="more">
              <button
                type="button"
                aria-disabled=${String(this.#isPaging)}
                @click=${this.#readEarlier}
              >
                ${this.#isPaging ? messages.loadingMore : messages.earlier}
              </button>
            </div>
          `
      }
      ${repeat(
        byDay(lines),
        ({ startsAt }) => startsAt,
        ({ startsAt, entries }) => html`
          <div class="day-group">
            <h3 class="day">${formatDay(names.locale, startsAt, now)}</h3>
            <ol class="entries" role="list">
              ${repeat(entries, ({ seq }) => seq, entry)}
            </ol>
          </div>
        `,
      )}
      ${
        this.#earlier === null && lines.length === 1
          ? html`<p class="hint more">${messages.nothingYet}</p>`
          : nothing
      }
    `;
  }

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
        <span class="quiet" role="status">${messages.loading}</span>
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
