import type { NoteVisibility } from '@incident-kit/server/domain';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import { Announcer } from './announcer.ts';
import { AskedFocus } from './asked-focus.ts';
import type { DeskView } from './desk-seen.ts';
import type { AllowedActions, Head } from './head.ts';
import './incident-timeline.events.ts';
import { styles } from './incident-timeline.styles.ts';
import { LaterStory } from './later-story.ts';
import { LaterWork } from './later-work.ts';
import { nextReadingIn } from './next-reading.ts';
import { styles as printStyles } from './print.styles.ts';
import { markRead } from './read-mark.ts';
import { announcementOf, type SentenceContext } from './sentence.ts';
import { skeletonTemplate } from './skeleton.ts';
import { timelineTemplate } from './timeline.ts';
import { TimelineFeed } from './timeline-feed.ts';
import { TimelineFiles } from './timeline-files.ts';
import type { WorkHost } from './work-host.ts';

type TimelineAnswer = Awaited<ReturnType<KitApi['incidents']['timeline']['query']>>;

interface Source {
  kit: KitClient;
  incident: string;
}

/**
 * What happened to an incident, as it happens, and the place to answer: notes; for whoever reported it
 * whether it is fixed; for the desk acknowledging, waiting, resolving and how it ends.
 *
 * @summary The live timeline of one incident.
 * @fires incident-changed - The incident stands otherwise; `detail` is `{ incident, seq }`.
 * @fires incident-note-added - A note was added here; `detail` is its entry.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - The desk chose an incident that is like this one.
 * @fires {CustomEvent<ReviewSelection>} review-selected - The desk chose the incident's review. Cancelable: then the link
 * is not followed.
 * @csspart header - Reference, title and state.
 * @csspart entry - One entry.
 * @csspart composer - The box for a note.
 * @csspart question - The panel that asks something: how it was resolved, whether it is fixed.
 * @csspart menu - The list of what is done less often.
 * @csspart similar - For the desk: what is like the incident.
 * @csspart articles - For the desk: articles that it is linked to, or that may help.
 * @csspart notice - A sentence above or in place of the timeline.
 * @cssproperty --incident-kit-accent - Colour of buttons and links.
 * @cssproperty --incident-timeline-block-size - How high what happened may become before it scrolls by itself.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The timeline is there, with all that comes by itself.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate unknown - There is no such incident, or not for this person.
 * @cssstate error - The server refuses.
 */
export class IncidentTimeline extends KitElement<'incident-timeline'> {
  static override readonly element = 'incident-timeline';
  static override styles = [hostStyles, panelStyles, styles, printStyles];
  static override properties: PropertyDeclarations = {
    incident: {},
    readonly: { type: Boolean },
    headingLevel: { attribute: 'heading-level' },
    showsExactTimes: { attribute: false },
    defaultNote: { attribute: 'default-note' },
    reviewHref: { attribute: 'review-href' },
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
  /** Where the review of an incident has a page: an address with `{incident}` in it. The desk is led there then. */
  declare reviewHref: string | undefined;
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

  readonly #announcer = new Announcer((entry) => announcementOf(entry, this.#context));
  readonly #feed = new TimelineFeed((entry) => this.#announcer.add(entry));
  /** Up to where it was said that it is read, epoch milliseconds. */
  #readUntil = 0;
  readonly #files = new TimelineFiles(() => this.shadowRoot as ShadowRoot, this.again);
  readonly #desk = new LaterPart(() => import('./desk-view.ts'), this.again);
  readonly #work = new LaterWork(this.again);
  /** What parts that come later ask of this, of the incident that is shown. */
  #host: WorkHost | undefined;
  /** What only the desk sees; undefined for everybody else, and until it has come. */
  #view: DeskView | undefined;
  readonly #story = new LaterStory(this.again);
  readonly #focus = new AskedFocus();
  /** Draws again as soon as one of the times shown reads otherwise. */
  #nextReading: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;
  /** Whether a title has been drawn: what comes later is asked for then. */
  #isDrawn = false;
  /** Whether what only the desk sees is on its way. */
  #isComing = false;

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
    this.#bring(head);
    this.setStates({
      unconfigured: !this.kit,
      loading: !this.#isShown && !failure && this.kit !== undefined && !!this.incident,
      ready: this.#isShown && this.#isDrawn && !this.#isComing && !this.#work.isComing,
      offline: this.isStale(head, failure) || failure?.definite === false,
      unknown: failure?.code === 'incident-not-found',
      error: failure?.definite === true,
    });
  }

  /** Brings what only some see and do, once what everybody sees is on the page: nobody waits for the rest to read. */
  #bring(head: Head | undefined): void {
    // When something last happened is told to the desk alone.
    const isForDesk = !!head && head.incident.updatedAt !== null;
    const host = this.#isDrawn ? this.#host : undefined;
    this.#view =
      isForDesk && host ? this.#desk.get()?.deskView(head, this.locale, host) : undefined;
    if (host) this.#work.bring(this.#allowed, this.locale);
    this.#isComing = isForDesk && !this.#view && !this.#desk.hasFailed;
    this.#story.bring(this.#host, this.locale);
    this.#isShown = !!head && (this.#isShown || !this.#story.isComing);
  }

  protected override clientChanged(kit: KitClient): () => void {
    const incident = this.#reference;
    const disconnect = this.#resource.connect(kit, incident ? `incident:${incident}` : undefined);
    return () => {
      disconnect();
      this.#work.now?.leave();
      this.#story.long?.leave();
      clearTimeout(this.#nextReading);
    };
  }

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
    this.#focus.ask(audience);
    this.requestUpdate();
  }

  readonly #onExact = (event: Event): void => {
    this.showsExactTimes = (event.target as HTMLInputElement).checked;
  };

  readonly #reload = (): void => this.#resource.reload();

  /** Pages pass what they like. */
  get #reference(): string {
    return String(this.incident ?? '').trim();
  }

  #wasLive = true;

  protected override updated(): void {
    const { isLive } = this.#resource;
    // What may no longer be followed may no longer be seen, either: it is asked for once.
    if (this.#wasLive && !isLive) void this.#readHead();
    this.#wasLive = isLive;
    if (!this.#isDrawn && this.#isShown) {
      this.#isDrawn = true;
      setTimeout(this.again);
    }
    this.#work.drawn(this.shadowRoot as ShadowRoot);
    this.#story.drawn(this.renderRoot);
    // The title may still be that of the incident before.
    const isThere = this.#isShown && this.#source?.incident === this.#reference;
    if (isThere && this.#host) this.#focus.answer(this.#host, this.#work, this.renderRoot);
    const now = this.kit?.now();
    if (now === undefined || !this.isConnected) return;
    const { entries, head } = this.#feed;
    if (head && this.#source) {
      const { incident } = head.incident;
      this.#readUntil = markRead(this.#source.kit, incident, entries, this.#readUntil);
    }
    clearTimeout(this.#nextReading);
    const next = nextReadingIn(this.#feed, this.#view, now);
    if (next < Infinity) this.#nextReading = setTimeout(this.again, next);
  }

  // ---- reading ----

  #forget(): void {
    this.#source = this.kit && { kit: this.kit, incident: this.#reference };
    this.#feed.forget();
    this.#isShown = false;
    this.#story.restart();
    this.#announcer.clear();
    this.#announcer.text = '';
    this.#files.restart(this.kit);
    this.#host = this.kit && this.#workHost(this.kit, this.#reference);
    this.#work.restart(this.#host);
    this.#readUntil = 0;
  }

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

  #takeHead(head: Head, seq: number): void {
    const before = this.#feed.head?.incident;
    if (!this.#feed.receiveHead(head)) return;
    const { incident } = head;
    this.#work.now?.headChanged(head);
    this.requestUpdate();
    if (before && incident.seq > before.seq) this.emit('incident-changed', { incident, seq });
  }

  get #context(): SentenceContext | undefined {
    const { text: messages, locale } = this;
    return messages && { messages, locale, desk: this.#view };
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

  #workHost(kit: KitClient, incident: string): WorkHost {
    return {
      root: this.shadowRoot as ShadowRoot,
      kit,
      incident,
      feed: this.#feed,
      announcer: this.#announcer,
      allowed: () => this.#allowed,
      context: () => this.#context,
      ownWords: () => this.messages,
      explain: (error, field) => this.explain(error, field),
      changed: this.again,
      focusOn: (selector) => this.focusOn(selector),
      reload: this.#reload,
      readHead: () => this.#readHead(),
      defaultNote: () => this.defaultNote,
      compose: (readers) => this.compose(readers),
      added: (entry) => this.emit('incident-note-added', entry),
    };
  }

  // ---- rendering ----

  protected override render(messages: IncidentTimelineMessages): unknown {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    if (!this.incident) return notice('', circleAlertGlyph, messages.noIncident);
    const { head } = this.#feed;
    if (head && this.#isShown) return this.#renderTimeline(head, messages);
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

  #renderTimeline(head: Head, messages: IncidentTimelineMessages): TemplateResult {
    const work = this.#work.get(this.renderRoot);
    return timelineTemplate({
      head,
      allowedActions: this.#allowed,
      messages,
      locale: this.locale,
      headingLevel: this.headingLevel,
      exact: this.showsExactTimes,
      now: this.kit?.now() ?? Date.now(),
      feed: this.#feed,
      context: this.#context as SentenceContext,
      desk: this.#view,
      isComing: this.#isComing,
      work,
      starter: this.#work,
      problem: work?.problem ?? this.#story.long?.problem,
      long: this.#story.long,
      announcement: this.#announcer.text,
      isStale: this.isStale(head, this.#resource.failure),
      isLive: this.#resource.isLive,
      onExact: this.#onExact,
      below: (entry) => [this.#files.template(entry, this.locale), work?.below(entry)],
      onScroll: this.#story.scrolled,
      onSettled: this.#settle,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-timeline': IncidentTimeline;
  }
}
