import type { PropertyDeclarations, PropertyValues } from 'lit';
import { wakeIn } from '../base/clock.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import type { KitClient } from '../client/client.ts';
import { Retry } from '../client/retry.ts';
import type { IncidentListMessages } from '../locales/en/incident-list.ts';
import type { IncidentSelection } from './incident-list.events.ts';
import type { ListHost, ListModel, ListView } from './list-view.ts';
import type { OpenedTimeline } from './opened-timeline.ts';

/** When what opens a timeline is asked for again, where it did not come, milliseconds. */
const retryMs = 3_000;

/**
 * What whoever looks at the page reported, and how it stands, as it happens; or, with `view="queue"`, what the desk has
 * to do: what is due first, who has it, who has written; with a keyboard's way through all of it.
 *
 * @summary A live list of incidents.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose an incident. Cancelable.
 * @csspart heading - The heading above it.
 * @csspart list - All of it.
 * @csspart row - One incident.
 * @csspart notice - A sentence above or in place of the list.
 * @cssproperty --incident-kit-accent - Colour of what can be pressed and of what is chosen.
 * @cssproperty [--incident-list-block-size=36rem] - How high a queue may become before it scrolls.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The list is there.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class IncidentList extends KitElement<'incident-list'> {
  static override readonly element = 'incident-list';
  static override styles = [hostStyles, panelStyles];
  static override properties: PropertyDeclarations = {
    view: {},
    address: {},
    incident: {},
    opens: {},
    href: {},
    heading: {},
    headingLevel: { attribute: 'heading-level' },
  };

  /**
   * What is listed: what whoever looks at the page reported, or, with "queue", what the desk has to do, in a grid.
   */
  declare view: 'queue' | undefined;
  /**
   * Of a queue: keeps its filters and its order in the page's address, under names that begin with this, which may be
   * empty. Without the attribute they are the element's own.
   */
  declare address: string | undefined;
  /** The incident that is open, e.g. "INC-42": its row is marked. The list sets it when one is chosen. */
  declare incident: string | undefined;
  /**
   * The id of an `<incident-timeline>` that shows what is chosen. The focus moves there, and back with Escape on
   * its title.
   */
  declare opens: string | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Rows are links then. */
  declare href: string | undefined;
  /** The heading above the list, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /**
   * Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. Screen readers tell
   * it; how it looks stays the same.
   */
  declare headingLevel: number | undefined;

  readonly #host: ListHost = {
    element: this,
    locale: () => this.locale,
    root: () => this.renderRoot as HTMLElement,
    changed: this.again,
    explain: (error) => this.explain(error),
    select: (selection) => this.#select(selection),
    focusOn: (selector) => this.focusOn(selector),
  };
  /** Undefined until it has come. */
  #view: ListView | undefined;
  #shown: string | undefined;
  /** Comes when something is opened. */
  #timeline: OpenedTimeline | undefined;
  readonly #retry: Retry = new Retry(() => void this.#load());
  #stopClock: (() => void) | undefined;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    const view = said(this.view) === 'queue' ? 'queue' : 'reports';
    if (view !== this.#shown) {
      this.#shown = view;
      this.#view = undefined;
      void this.#load();
    }
    super.willUpdate(changed);
    // What the queue says comes at the same time as the queue.
    if (!this.#view && view === 'queue')
      messagesOf(languageOf(this.locale, 'incident-queue'), 'incident-queue', this.again);
    const { isReady = false, failure } = this.#view ?? {};
    this.setStates({
      unconfigured: !this.kit,
      loading: !!this.kit && !isReady && !failure,
      ready: isReady,
      offline: this.isStale(isReady, failure) || failure?.definite === false,
      error: failure?.definite === true,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#view?.connect(kit);
    // At the same time as the view, whose first request needs it.
    if (!this.#view) void kit.bearer?.().catch(() => undefined);
    return () => {
      disconnect?.();
      this.#stopClock?.();
      this.#timeline?.close();
    };
  }

  /** Sleeps until one of the times shown reads otherwise. */
  protected override updated(): void {
    this.#view?.updated?.();
    this.#stopClock?.();
    const now = this.kit?.now();
    if (now === undefined || !this.isConnected) return;
    const next = this.#view?.changesIn(now) ?? Infinity;
    if (next < Infinity) this.#stopClock = wakeIn(next, this.again);
  }

  #take(view: ListView): void {
    this.#view = view;
    this.refresh();
  }

  async #load(): Promise<void> {
    const shown = this.#shown;
    try {
      const view = await (shown === 'queue' ? openQueue(this.#host) : openReports(this.#host));
      this.#retry.reset();
      if (this.#shown === shown) this.#take(view);
    } catch {
      if (this.#shown === shown) this.#retry.later();
    }
  }

  // ---- handlers ----

  readonly #reload = (): void => this.#view?.reload();

  #select(selection: IncidentSelection): boolean {
    if (!this.emit('incident-selected', selection, true)) return false;
    this.incident = selection.incident;
    const id = said(this.opens);
    if (id) void this.#open(id, selection);
    return true;
  }

  async #open(id: string, selection: IncidentSelection): Promise<void> {
    const part = await import('./opened-timeline.ts').catch(() => undefined);
    if (selection.incident !== this.incident) return;
    if (!part) {
      setTimeout(() => this.#open(id, selection), retryMs);
      return;
    }
    this.#timeline ??= new part.OpenedTimeline(() => this.focus());
    await this.#timeline.open(this, id, selection);
  }

  // ---- public methods ----

  /** Moves the focus to the row of the incident that is open, or else to the first thing that takes it. */
  override focus(): void {
    if (this.#view?.focus) {
      this.#view.focus();
      return;
    }
    const own = this.renderRoot.querySelector<HTMLElement>('[aria-current=true]');
    (own ?? this.renderRoot.querySelector<HTMLElement>('[data-incident], h2'))?.focus();
  }

  // ---- rendering ----

  protected override render(messages: IncidentListMessages): unknown {
    if (!this.kit) return notice('', circleAlertGlyph, messages.notConfigured);
    const { failure, isReady } = this.#view ?? {};
    if (this.#view && isReady) return this.#view.template(this.#model(messages));
    if (!failure) return this.renderSkeleton();
    return failureNotice(failure, this.explain(failure), messages, this.#reload);
  }

  protected override renderSkeleton(): unknown {
    return this.#view?.skeleton(this.text?.loading);
  }

  #model(messages: IncidentListMessages): ListModel {
    return {
      messages,
      locale: this.locale,
      now: this.kit?.now() ?? Date.now(),
      heading: said(this.heading ?? this.#view?.heading ?? messages.heading),
      headingLevel: this.headingLevel,
      chosen: said(this.incident),
      isStale: this.isStale(true, this.#view?.failure),
      hrefOf: (incident) => addressOf(said(this.href), incident),
    };
  }
}

async function openReports(host: ListHost): Promise<ListView> {
  return new (await import('./reports-view.ts')).ReportsView(host);
}

/** With what the page's address says of it and with what only a narrow one needs, at the same time. */
async function openQueue(host: ListHost): Promise<ListView> {
  const { element } = host;
  const prefix = element.getAttribute('address');
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const [{ QueueView }, address, narrow] = await Promise.all([
    import('./queue/queue-view.ts'),
    prefix === null ? undefined : import('./queue/queue-address.ts'),
    element.clientWidth < 60 * rem ? import('./queue/queue-narrow.styles.ts') : undefined,
  ]);
  return new QueueView(host, address?.readAddress(prefix as string), narrow?.narrowStyles);
}

/** Pages pass what they like. */
function said(value: unknown): string {
  return String(value ?? '').trim();
}

/** Where an incident's page is; undefined for what leads to no page, such as a script. */
function addressOf(pattern: string, incident: string): string | undefined {
  if (!pattern) return undefined;
  const href = pattern.replaceAll('{incident}', encodeURIComponent(incident));
  return URL.canParse(href, document.baseURI) &&
    /^https?:$/.test(new URL(href, document.baseURI).protocol)
    ? href
    : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-list': IncidentList;
  }
}
