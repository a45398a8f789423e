import type { NoteVisibility, TimelineEntry } from '@incident-kit/server/domain';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { wakeIn } from '../base/clock.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import { ActionFlow } from './action-flow.ts';
import type { Answer } from './action-form.ts';
import type { FormAction, ImmediateAction, Seen } from './actions.ts';
import { Announcer } from './announcer.ts';
import { agoChangesIn } from './format-time.ts';
import type { AllowedActions, Head } from './header.ts';
import { type ClockWords, clocksChangeIn, clocksKnownUntil } from './header-clocks.ts';
import './incident-timeline.events.ts';
import { styles } from './incident-timeline.styles.ts';
import { draftOf, IncidentDraft, type NoteDraft } from './note-draft.ts';
import { ReadMark } from './read-mark.ts';
import { announcementOf, nameFromId, type SentenceContext } from './sentence.ts';
import { skeletonTemplate } from './skeleton.ts';
import { timelineTemplate } from './timeline.ts';
import { TimelineDesk } from './timeline-desk.ts';
import { TimelineFeed } from './timeline-feed.ts';
import { TimelineFiles } from './timeline-files.ts';

type TimelineAnswer = Awaited<ReturnType<KitApi['incidents']['timeline']['query']>>;

interface Source {
  kit: KitClient;
  incident: string;
}

const renewMs = 60_000;

/** Where the focus goes back to when nothing is to be done after all. */
const openers: Partial<Record<FormAction, string>> = {
  resolve: '.open-resolve',
  'not-fixed': '.not-fixed',
};

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
export class IncidentTimeline extends KitElement<'incident-timeline'> {
  static override readonly element = 'incident-timeline';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    incident: {},
    readonly: { type: Boolean },
    headingLevel: { attribute: 'heading-level' },
    showsExactTimes: { attribute: false },
    defaultNote: { attribute: 'default-note' },
  };

  /** The incident's reference, e.g. "INC-42". */
  declare incident: string | undefined;
  /** Only shows the timeline, also to people who may write. */
  declare readonly: boolean;
  /**
   * Where the element's first heading stands in the page's outline, from 1 to 6; those under it follow. 2
   * without it. Screen readers tell it; how it looks stays the same.
   */
  declare headingLevel: number | undefined;
  /**
   * Which box the desk finds open: `internal` (also without it), `public` or `none`. What was begun comes first.
   */
  declare defaultNote: string | undefined;
  /** Whether times are said in full. */
  declare private showsExactTimes: boolean;

  /** For whom and of what the feed is: never shown to another identity. */
  #source: Source | undefined;
  readonly #resource = new LiveResource<`incident:${string}`, TimelineAnswer>(this.again, {
    read: (kit) => {
      const incident = this.#reference;
      return kit.call((api) => api.incidents.timeline.query({ incident }));
    },
    received: (answer) => {
      this.#takeHead(answer, answer.seq);
      this.#feed.receiveNewest(answer);
    },
    changed: ({ entry }) => {
      this.#feed.receiveEntry(entry);
      this.requestUpdate();
      void this.#readHead();
    },
    failed: ({ definite }) => {
      // What one may no longer see is no longer shown; what is out of reach stays as it stood.
      if (definite) this.#forget();
    },
    putBack: () => this.#feed.forget(),
    forget: () => this.#forget(),
  });

  readonly #announcer = new Announcer((entry) =>
    this.text ? announcementOf(entry, this.#context(this.text)) : '',
  );
  readonly #feed = new TimelineFeed((entry) => this.#announcer.add(entry));
  #draft = new IncidentDraft();
  /** What this person did here, by its position. */
  readonly #own = new Set<number>();
  readonly #readMark = new ReadMark();
  /** What is loaded where files may be attached, and where some are shown. */
  readonly #files = new TimelineFiles(() => ({
    root: this.shadowRoot as ShadowRoot,
    changed: this.again,
    explain: (error) => this.explain(error),
    isOpen: () => true,
  }));
  readonly #flow = new ActionFlow({
    send: (command) => this.#send(command),
    explain: (error, field) => this.explain(error, field),
    started: () => {
      this.#announcer.hold();
      this.requestUpdate();
    },
    ended: (task, own, error) => {
      if (own) this.#own.add(own);
      // What was done is told as everybody hears it; whoever sent a note need not hear it again.
      const isNote = task === 'note' && !error;
      this.#announcer.release(isNote ? own : undefined);
      if (isNote && this.text) this.#announcer.say(this.text.noteSent);
      // Somebody else was faster: what is shown is out of date.
      if (error?.status === 409) this.#reload();
      this.requestUpdate();
    },
  });

  /** What is loaded for the desk. */
  readonly #desk = new TimelineDesk((kit) => ({
    kit,
    root: this.shadowRoot as ShadowRoot,
    answers: this.#draft.answers,
    incident: () => this.#feed.head?.incident,
    draft: this.#draft,
    defaultNote: () => this.defaultNote,
    feed: this.#feed,
    announcer: this.#announcer,
    own: this.#own,
    allowed: () => this.#allowed,
    isBusy: () => this.#flow.busy !== undefined,
    run: (command, onFailed, onDone) =>
      this.#flow.run('desk', () => this.#send(command), onFailed, onDone),
    explain: (error, field) => this.explain(error, field),
    complain: (problem) => {
      this.#flow.problem = problem;
    },
    changed: this.again,
    focusOn: (selector) => this.focusOn(selector),
    goOn: () => this.#goOn(),
    openForm: (action) => this.#openForm(action),
    closeForm: () => this.#flow.close(),
    compose: (audience) => this.compose(audience),
    isSending: () => this.#flow.busy === 'note',
    sendNote: (note) => void this.#sendNote(note),
    files: (audience) => this.#attaching(audience),
    attaching: (audience) => this.#files.of(audience),
  }));

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('incident')) this.refresh();
    super.willUpdate(changed);
    const { head } = this.#feed;
    const { failure } = this.#resource;
    this.setStates({
      unconfigured: !this.kit,
      loading: !head && !failure && this.kit !== undefined && !!this.incident,
      ready: head !== undefined,
      offline: this.isStale(head, failure) || failure?.definite === false,
      unknown: failure?.code === 'incident-not-found',
      error: failure?.definite === true,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const incident = this.#reference;
    const disconnect = this.#resource.connect(kit, incident ? `incident:${incident}` : undefined);
    return () => {
      disconnect();
      this.#desk.leave();
      this.#stopClock?.();
    };
  }

  /** Where the focus is asked to go as soon as that is there, and what had it then. */
  #asked: { from: Element | null; audience?: NoteVisibility | undefined } | undefined;

  /** Moves the focus to the incident's title, as soon as it is there; unless it went elsewhere by then. */
  override focus(): void {
    this.#ask();
  }

  /**
   * Opens the box for a note and moves the focus into it, as soon as it is there; unless that went elsewhere by then.
   * What stands in it already stays. Nothing happens for whoever may not write to these readers.
   * @param audience - `public`: whoever reported it reads the note, too; `internal`: the desk alone
   */
  compose(audience: NoteVisibility): void {
    this.#ask(audience);
  }

  #ask(audience?: NoteVisibility): void {
    this.#asked = { from: document.activeElement, audience };
    this.requestUpdate();
  }

  /** Does what was asked for, once the incident that is meant is there. */
  #answerAsked(): void {
    const { from = null, audience } = this.#asked ?? {};
    // The title may still be that of the incident before.
    const isThere = this.#feed.head && this.#source?.incident === this.#reference;
    const allowed = this.#allowed;
    const isComing = audience && allowed.has('add-internal-note') && !this.#desk.isThere;
    if (!this.#asked || !isThere || isComing) return;
    this.#asked = undefined;
    // What had it may have been hidden since, as where a page shows one thing at a time.
    if (![from, document.body].includes(document.activeElement)) return;
    if (!audience) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    else if (allowed.has(audience === 'public' ? 'add-note' : 'add-internal-note')) {
      this.#draft.open = audience;
      void this.focusOn('#note');
    }
  }

  readonly #onExact = (event: Event): void => {
    this.showsExactTimes = (event.target as HTMLInputElement).checked;
  };

  readonly #reload = (): void => this.#resource.reload();

  /** Pages pass what they like. */
  get #reference(): string {
    return String(this.incident ?? '').trim();
  }

  #stopClock: (() => void) | undefined;
  /** On the clock of the page. */
  #renewAt = 0;

  #wasLive = true;

  /** Sleeps until one of the times shown reads otherwise. */
  protected override updated(): void {
    const { isLive } = this.#resource;
    // What may no longer be followed may no longer be seen, either: it is asked for once.
    if (this.#wasLive && !isLive) void this.#readHead();
    this.#wasLive = isLive;
    this.#answerAsked();
    const now = this.kit?.now();
    if (now === undefined || !this.isConnected) return;
    const { entries, head } = this.#feed;
    if (head) this.#readMark.shown(head.incident.incident, entries);
    const knownUntil = head ? clocksKnownUntil(head.incident) : Infinity;
    if (now >= knownUntil) this.#renewClocks();
    const next = Math.min(
      ...entries.map(({ at }) => agoChangesIn(at, now) ?? Infinity),
      head ? clocksChangeIn(head.incident, now) : Infinity,
      now < knownUntil ? knownUntil - now : renewMs,
    );
    if (next < Infinity) this.#stopClock = wakeIn(next, this.again);
  }

  // ---- reading ----

  #forget(): void {
    this.#source = this.kit && { kit: this.kit, incident: this.#reference };
    this.#feed.forget();
    this.#draft = this.kit ? draftOf(this.kit, this.#reference) : new IncidentDraft();
    this.#flow.forget(this.#draft.answers);
    this.#announcer.clear();
    this.#announcer.text = '';
    this.#own.clear();
    this.#files.restart(this.kit, this.#reference);
    this.#desk.restart(this.kit, this.#reference);
    this.#readMark.restart(this.kit);
  }

  readonly #readEarlier = async (): Promise<void> => {
    const source = this.#source as Source;
    const { kit, incident } = source;
    const reading = this.#feed.readEarlier((before) =>
      kit.call((api) => api.incidents.timeline.query({ incident, before })),
    );
    this.requestUpdate();
    const problem = await reading.then(
      () => undefined,
      (error: KitRequestError) => this.explain(error),
    );
    if (source !== this.#source) return;
    this.#flow.problem = problem;
    this.requestUpdate();
    // The button that was pressed may be gone.
    if (this.#feed.earlier === null) await this.focusOn('section.story');
  };

  /** A change may have changed what stands above, and what may be done. */
  async #readHead(): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const { kit, incident } = source;
    const answer = await kit
      .call((api) => api.incidents.get.query({ incident }))
      .catch((error: KitRequestError) => error);
    if (source !== this.#source) return;
    if ('incident' in answer) this.#takeHead(answer, answer.seq);
    // Without an answer the head stays as it was until the next change or reconnection.
    else if (answer.definite) this.#reload();
  }

  /** Asks for more of the working windows, and while there is no answer, again after a while. */
  #renewClocks(): void {
    const now = performance.now();
    if (now < this.#renewAt) return;
    this.#renewAt = now + renewMs;
    void this.#readHead();
  }

  #takeHead(head: Head, seq: number): void {
    const before = this.#feed.head?.incident;
    if (!this.#feed.receiveHead(head)) return;
    const { incident } = head;
    const reason = () => this.text?.meanwhile(incident.status.name) ?? '';
    const withdrawn = this.#flow.withdraw(head.may, reason) ?? this.#desk.withdraw();
    if (withdrawn) this.#draft.append(withdrawn.text, withdrawn.audience);
    this.requestUpdate();
    if (before && incident.seq > before.seq) this.emit('incident-changed', { incident, seq });
  }

  #context(messages: IncidentTimelineMessages): SentenceContext {
    const { head } = this.#feed;
    return {
      messages,
      locale: this.locale,
      levelOf: (axis, id) => (head?.incident[axis] === id ? head[axis] : nameFromId(id)),
    };
  }

  readonly #settle = (seq: number): void => {
    this.#feed.arrived.delete(seq);
    this.requestUpdate();
  };

  // ---- doing ----

  /** What of it is offered here. */
  get #allowed(): AllowedActions {
    return new Set(this.readonly ? [] : this.#feed.head?.may);
  }

  #send(command: (api: KitApi, seen: Seen) => Promise<{ seq: number }>): Promise<{ seq: number }> {
    const { kit, incident } = this.#source as Source;
    // What the person decided on, as they saw it; what they did themselves they know.
    const basedOn = Math.max(this.#feed.head?.incident.seq ?? 1, ...this.#own);
    return kit.call((api) => command(api, { incident, basedOn }));
  }

  readonly #sendNote = async (note: NoteDraft): Promise<void> => {
    const { text, visibility, key } = note;
    note.problem = text.trim() ? undefined : this.text?.missingNote;
    this.requestUpdate();
    const source = this.#source;
    if (note.problem || !source) return this.focusOn('#note');
    const { kit, incident } = source;
    let added: TimelineEntry | undefined;
    const sent = await this.#flow.run(
      'note',
      async () => {
        const files = await this.#files.send(visibility);
        const input = { incident, text, visibility, key, ...note.mentions, ...files };
        const { entry } = await kit.call((api) => api.incidents.addNote.mutate(input));
        added = entry;
        return entry;
      },
      (error) => {
        note.problem = error.passes ? this.text?.noteOffline : this.explain(error);
      },
      () => {
        note.sent();
        this.#files.clear(visibility);
        if (added) this.#feed.receiveOwn(added);
      },
    );
    if (added) this.emit('incident-note-added', added);
    await this.focusOn('#note');
    if (sent) void this.#readHead();
  };

  readonly #act = async (action: ImmediateAction): Promise<void> => {
    if (await this.#flow.act(action)) await this.#goOn();
  };

  readonly #openForm = (action: FormAction): void => {
    this.#desk.closeForm();
    this.#flow.open(action);
    void this.focusOn('#ask-choice, #ask-text');
  };

  readonly #submitForm = async (): Promise<void> => {
    const { form } = this.#flow;
    if (!form || !this.text) return;
    const missing = this.#flow.check(this.text.forms[form.action]);
    if (missing) return this.focusOn(`#ask-${missing}`);
    if (await this.#flow.submit()) await this.#goOn();
  };

  readonly #fillIn = (patch: Partial<Answer>): void => {
    this.#flow.fillIn(patch);
    this.requestUpdate();
  };

  readonly #closeForm = (): void => {
    const { action } = this.#flow.form ?? {};
    this.#flow.close();
    void this.focusOn((action && openers[action]) ?? '.open-menu');
  };

  async #goOn(): Promise<void> {
    // At once: who goes on to something else keeps the focus there.
    await this.focusOn('h2');
    await this.#readHead();
  }

  // ---- rendering ----

  protected override render(messages: IncidentTimelineMessages): unknown {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    if (!this.incident) return notice('', circleAlertGlyph, messages.noIncident);
    if (this.#feed.head) return this.#renderTimeline(this.#feed.head, messages);
    const { failure } = this.#resource;
    if (failure?.code === 'incident-not-found') {
      return notice('', circleAlertGlyph, messages.notFound);
    }
    if (!failure) return this.renderSkeleton();
    // Trying again would be of no use.
    if (failure.code === 'receipt-ended') return notice('', lockGlyph, this.explain(failure));
    return failureNotice(failure, this.explain(failure), messages, this.#reload);
  }

  protected override renderSkeleton(): TemplateResult {
    return skeletonTemplate(this.text?.loading);
  }

  /** A clock is said as the badge says it. */
  get #clockWords(): ClockWords {
    return messagesOf(languageOf(this.locale, 'sla-badge'), 'sla-badge', this.again);
  }

  /** Where files are attached to a note for these readers. */
  #attaching(readers: NoteVisibility): unknown {
    return this.#files.attachingTemplate(this.#feed.head?.attachments, this.locale, readers);
  }

  #renderTimeline(head: Head, messages: IncidentTimelineMessages): TemplateResult {
    return timelineTemplate({
      head,
      allowedActions: this.#allowed,
      messages,
      clockWords: this.#clockWords,
      locale: this.locale,
      headingLevel: this.headingLevel,
      exact: this.showsExactTimes,
      now: this.kit?.now() ?? Date.now(),
      feed: this.#feed,
      context: this.#context(messages),
      flow: this.#flow,
      note: this.#draft.public,
      announcement: this.#announcer.text,
      isStale: this.isStale(head, this.#resource.failure),
      isLive: this.#resource.isLive,
      onExact: this.#onExact,
      onAct: this.#act,
      onOpenForm: this.#openForm,
      deskForm: this.#desk.template(this.#allowed, this.locale),
      deskComposer: this.#desk.composer(messages, this.locale),
      moreActions: this.#desk.items(this.locale),
      onMore: this.#desk.begin,
      onInput: this.#fillIn,
      onSend: this.#submitForm,
      onCancel: this.#closeForm,
      files: () => this.#attaching('public'),
      filesOf: (entry) => this.#files.shownTemplate(entry, this.locale),
      onReadEarlier: this.#readEarlier,
      onSettled: this.#settle,
      onChange: this.again,
      onSendNote: () => this.#sendNote(this.#draft.public),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-timeline': IncidentTimeline;
  }
}
