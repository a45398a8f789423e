import type { NotificationView } from '@incident-kit/server/domain';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { failureNotice } from '../base/failure-notice.ts';
import { glyph } from '../base/glyph.ts';
import { bellGlyph } from '../base/glyphs/bell.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { placeBeside } from '../base/place-beside.ts';
import type { KitClient } from '../client/client.ts';
import type { IncidentNotificationsMessages } from '../locales/en/incident-notifications.ts';
import { Inbox } from './inbox.ts';
import { styles } from './incident-notifications.styles.ts';
import { whatHappened } from './what-happened.ts';

/**
 * A bell that counts what somebody was told of and has not read, and opens the list of it. Live. It is the desk's:
 * others are told that they may not see it.
 *
 * @summary A bell with a count, and the list of what one was told of.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose a notification; `detail.incident` is what
 * it is about. Cancelable: then a link is not followed.
 * @csspart bell - The button.
 * @csspart count - How many are unread.
 * @csspart panel - What the button opens.
 * @csspart list - The notifications.
 * @csspart notification - One of them.
 * @csspart notice - A sentence above or in place of the list.
 * @cssproperty --incident-kit-accent - Colour of the count, of what is unread and of what can be pressed.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The notifications are there.
 * @cssstate empty - There are none.
 * @cssstate unread - Some are unread.
 * @cssstate open - The list is open.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class IncidentNotifications extends KitElement<'incident-notifications'> {
  static override readonly element = 'incident-notifications';
  static override styles = [hostStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    href: {},
  };

  /** The heading of the list, in place of the element's own. */
  declare heading: string | undefined;
  /** Where that heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Notifications are links then. */
  declare href: string | undefined;

  /** The other pages of this browser, where the same may be marked. */
  #others: BroadcastChannel | undefined;
  readonly #inbox = new Inbox(this.again, () => this.#others?.postMessage('marked'));
  readonly #resource = new LiveResource<'notifications', Awaited<ReturnType<Inbox['read']>>>(
    this.again,
    {
      read: (kit) => this.#inbox.read(kit),
      received: (answer) => this.#inbox.receive(answer),
      changed: ({ notification }) => this.#inbox.told(notification),
      forget: () => this.#inbox.forget(),
    },
  );
  readonly #panel = new LaterPart(() => import('./panel.ts'), this.again);
  #wasOpened = false;
  #isFollowing = false;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { items, unread } = this.#inbox;
    const { failure } = this.#resource;
    this.setStates({
      unconfigured: !this.kit,
      loading: !items && !failure && this.kit !== undefined,
      ready: items !== undefined,
      empty: items?.length === 0,
      unread: unread > 0,
      open: this.#isOpen,
      offline: this.isStale(items, failure) || failure?.definite === false,
      error: !items && failure?.definite === true,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#resource.connect(kit, 'notifications');
    this.#others = new BroadcastChannel('incident-kit-notifications');
    this.#others.onmessage = () => void this.#resource.readAgain();
    return () => {
      this.#others?.close();
      disconnect();
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A popover that leaves the page closes without a word.
    this.#follow(false);
  }

  // ---- the panel ----

  get #box(): HTMLElement | null {
    return this.renderRoot?.querySelector('.panel') ?? null;
  }

  get #isOpen(): boolean {
    return this.#box?.matches(':popover-open') ?? false;
  }

  readonly #toggled = ({ newState }: ToggleEvent): void => {
    const isOpening = newState === 'open';
    if (isOpening) {
      this.#wasOpened = true;
      // Another page may have marked some of them since.
      if (this.#inbox.items) void this.#resource.readAgain();
    }
    // It is open only after this; what it has by then is placed before it is seen.
    requestAnimationFrame(() => {
      this.#follow(this.#isOpen);
      this.#place();
      this.requestUpdate();
    });
  };

  readonly #place = (): void => {
    const bell = this.renderRoot.querySelector<HTMLElement>('.bell');
    const box = this.#box;
    if (bell && box && this.#isOpen) placeBeside(box, bell, 'end');
  };

  /** It stays beside the bell, wherever that goes while it is open. */
  #follow(isOpen: boolean): void {
    if (isOpen === this.#isFollowing) return;
    this.#isFollowing = isOpen;
    const change = isOpen ? addEventListener : removeEventListener;
    for (const type of ['scroll', 'resize']) change(type, this.#place, { capture: true });
  }

  readonly #focusLeft = ({ relatedTarget }: FocusEvent): void => {
    const box = this.#box;
    const isOutside = relatedTarget instanceof Node && !box?.contains(relatedTarget);
    if (isOutside && this.#isOpen) box?.hidePopover();
  };

  protected override updated(): void {
    this.#place();
  }

  // ---- what somebody does ----

  #choose(event: MouseEvent, notification: NotificationView): void {
    if (this.kit) void this.#inbox.markRead(this.kit, notification);
    const { incident } = notification;
    const isTaken = !this.emit('incident-selected', { incident, intent: 'open' }, true);
    if (isTaken) event.preventDefault();
    // One that is opened beside this page leaves the list as it is.
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!isElsewhere && this.#isOpen) this.#box?.hidePopover();
  }

  #mark(notification: NotificationView): void {
    if (!this.kit) return;
    void this.#inbox.markRead(this.kit, notification);
    // The button that it was done with is gone.
    void this.focusOn(`[data-seq="${notification.entry.seq}"]`);
  }

  async #readOlder(): Promise<void> {
    const first = this.kit && (await this.#inbox.readOlder(this.kit));
    if (first) await this.focusOn(`[data-seq="${first.entry.seq}"]`);
  }

  // ---- public methods ----

  /** Moves the focus to the bell. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.bell')?.focus();
  }

  // ---- rendering ----

  protected override render(messages: IncidentNotificationsMessages): unknown {
    const { unread, arrived } = this.#inbox;
    return html`
      <button
        type="button"
        class="bell"
        part="bell"
        popovertarget="panel"
        aria-label=${messages.bell(unread)}
        aria-haspopup="dialog"
      >
        ${glyph(bellGlyph)}
        ${unread > 0 ? html`<span class="count" part="count" aria-hidden="true">${messages.count(unread)}</span>` : nothing}
      </button>
      <div
        class="panel"
        id="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.#headingOf(messages)}
        tabindex="-1"
        autofocus
        @beforetoggle=${this.#toggled}
        @focusout=${this.#focusLeft}
      >
        ${this.#wasOpened ? this.#renderPanel(messages) : nothing}
      </div>
      <span class="quiet" data-say>${arrived ? messages.arrived(whatHappened(arrived, messages).what, arrived.title) : nothing}</span>
    `;
  }

  protected override renderSkeleton(): unknown {
    return html`<div class="bell" aria-busy="true">${glyph(bellGlyph)}</div>`;
  }

  #headingOf(messages: IncidentNotificationsMessages): string {
    return said(this.heading) || messages.heading;
  }

  #renderPanel(messages: IncidentNotificationsMessages): unknown {
    if (!this.kit) return html`<p class="part-failed">${messages.notConfigured}</p>`;
    const part = this.#panel.get();
    if (!part) {
      return this.#panel.hasFailed
        ? html`<p class="part-failed" data-say>${messages.partFailed}</p>`
        : nothing;
    }
    addStyles(this.shadowRoot as ShadowRoot, part.panelStyles);
    const { kit } = this;
    const { failure, isLive } = this.#resource;
    const { items, problem } = this.#inbox;
    return part.panel({
      inbox: this.#inbox,
      messages,
      locale: this.locale,
      heading: this.#headingOf(messages),
      headingLevel: this.headingLevel,
      isStale: this.isStale(items, failure),
      isLive,
      failure:
        failure &&
        failureNotice(failure, this.explain(failure), messages, () => this.#resource.reload()),
      problem: problem && this.explain(problem),
      href: said(this.href),
      onOpen: (event, notification) => this.#choose(event, notification),
      onMark: (notification) => this.#mark(notification),
      onMarkAll: () => void this.#inbox.markAllRead(kit),
      onOlder: () => void this.#readOlder(),
    });
  }
}

/** Pages pass what they like. */
function said(value: unknown): string {
  return String(value ?? '').trim();
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-notifications': IncidentNotifications;
  }
}
