import {
  type PropertyDeclarations,
  type PropertyValues,
  ReactiveElement,
} from '@lit/reactive-element';
import { type KitClient, openClient, pageClient } from '../client/client.ts';
import { type ClientRequest, clientContext } from '../client/context.ts';
import { pageEvents } from '../client/page-events.ts';
import { configured } from '../client/settings.ts';
import type { ElementMessages, ElementName, MessageOverrides } from '../locales/language.ts';
import { adoptStyles, stylesOf } from './adopt-styles.ts';
import { localeOf } from './intl.ts';
import { languageOf, messagesOf, override } from './messages.ts';
import { version } from './version.ts';

/** The page's default server was set, or a provider woke up: everything looks for its server again. */
const onProviders = pageEvents(configured, 'context-provider');

/**
 * What all elements have in common, without a way to draw: `KitElement` adds Lit's templates, and a
 * badge, which is a sign and a word, does without (half of a status page's bytes).
 *
 * For heirs:
 * - `clientChanged(client)` is where an element begins to read and to watch; what it gives back ends
 *   that. It runs when the element has found its server, and again after `refresh()`. It does not run
 *   when an element is merely moved.
 * - `kit` is the client in use; undefined means "not configured", which is a state to show, not an
 *   error. `offline` says whether the live stream has lost the server.
 * - `element` names the element's messages and `text` has them, in the nearest language and with what
 *   the page says instead. They are loaded by themselves: until they have come `text` is undefined.
 * - `emit()` sends an event; a KitElement's `setStates()` sets custom states (`:state(loading)`).
 * - Whoever overrides `willUpdate`, `connectedCallback` or `disconnectedCallback` calls `super` first.
 *   `connectedCallback` and `disconnectedCallback` also run when an element is moved; leave them alone.
 * - Private members are `#private`: they cannot collide with an application's, and they minify.
 */
export abstract class KitBase<Name extends ElementName = ElementName> extends ReactiveElement {
  static readonly kitVersion: string = version;
  /** Whose messages the element speaks; under whatever tag it is registered. */
  static readonly element: ElementName | undefined;
  // Not decorators: with their helpers they would cost each page 0.4 kB.
  static override properties: PropertyDeclarations = {
    endpoint: {},
    siteKey: { attribute: 'site-key' },
    provider: {},
    client: { attribute: false },
    messages: { attribute: false },
  };

  /** The kit server's address, when it is not the page's default. */
  declare endpoint: string | undefined;
  /** The public key (`pk_…`) of this site; goes with `endpoint`. */
  declare siteKey: string | undefined;
  /** The id of an `<incident-provider>` elsewhere on the page. */
  declare provider: string | undefined;
  /** A client made with `connect()`; comes before every other way to find the server. */
  declare client: KitClient | undefined;

  /** What this element says in place of its own messages: any of them. */
  declare messages: MessageOverrides<ElementMessages[Name]> | undefined;

  /** The element's messages; undefined until they have come. */
  protected text: ElementMessages[Name] | undefined;
  /** The language of the messages, e.g. "en". */
  protected language = 'en';
  /** The locale in which the element says times and numbers, e.g. "en-GB". */
  protected locale = 'en';
  protected readonly internals: ElementInternals = this.attachInternals();

  #kit: KitClient | undefined;
  #offered: KitClient | undefined;
  #leave: (() => void) | undefined;
  #answer: ClientRequest['callback'] | undefined;
  #stop: (() => void) | undefined;
  #lookAround = true;
  #refresh = false;

  /** The client in use; undefined when none is configured. */
  protected get kit(): KitClient | undefined {
    return this.#kit;
  }

  /** Whether the server is out of reach at present. */
  protected get offline(): boolean {
    return this.#kit?.connection === 'offline';
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = this.attachShadow({ mode: 'open' });
    adoptStyles(root, stylesOf(this));
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look();
  }

  /** Moved to another document. */
  adoptedCallback(): void {
    if (this.shadowRoot) adoptStyles(this.shadowRoot, stylesOf(this));
  }

  // What has left may be on its way to another place: the update, a microtask later, sees which.
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#look();
  }

  /** Asks for an update. */
  protected readonly again = (): void => this.requestUpdate();

  readonly #look = (): void => {
    this.#lookAround = true;
    this.requestUpdate();
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (this.#lookAround || changed.has('provider') || changed.has('endpoint')) {
      this.#lookAround = false;
      const stopListening = onProviders(this.#look);
      if (!this.isConnected) stopListening();
      this.#ask();
      this.#listen();
    }
    this.#speak();
    const kit = this.isConnected ? this.#find() : undefined;
    if (kit === this.#kit && !this.#refresh) return;
    this.#refresh = false;
    this.#stop?.();
    this.#stop = undefined;
    this.#kit = kit;
    if (!kit) return;
    const stopListening = kit.onConnection?.(this.again);
    const stop = this.clientChanged(kit);
    this.#stop = () => {
      stopListening?.();
      stop?.();
    };
  }

  /**
   * Begins to read and to watch with this client. Gives a function that ends it: it is called before
   * the next `clientChanged` and when the element has left the page. Keep what is shown; an element
   * may come back.
   */
  protected clientChanged(_client: KitClient): (() => void) | undefined {
    return undefined;
  }

  /** Ends what `clientChanged` began and begins again: another incident is shown, or a reset came. */
  protected refresh(): void {
    this.#refresh = true;
    this.requestUpdate();
  }

  /** Sends an event that leaves the shadow tree; false when a listener said no to a cancelable one. */
  protected emit(type: string, detail?: unknown, cancelable = false): boolean {
    return this.dispatchEvent(
      new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }),
    );
  }

  /** The first that there is; the order is a promise to the pages. */
  #find(): KitClient | undefined {
    if (typeof this.client?.watch === 'function') return this.client;
    if (this.provider) return this.#offered;
    if (this.endpoint) {
      return openClient({ endpoint: said(this.endpoint), siteKey: said(this.siteKey) });
    }
    return this.#offered ?? pageClient();
  }

  get #element(): ElementName | undefined {
    return (this.constructor as typeof KitBase).element;
  }

  /** Takes the language that is spoken around the element. */
  #listen(): void {
    const element = this.#element;
    if (!element || !this.isConnected) return;
    const locale = localeOf(this);
    this.language = languageOf(locale, element);
    // What is said in English is counted in English: "Due in 4 Std." is neither. Its time zone stays.
    this.locale = locale.toLowerCase().startsWith(this.language)
      ? locale
      : locale.replace(/.*?(-x-|$)/, 'en$1');
  }

  /** Keeps what was said until the messages of another language have come. */
  #speak(): void {
    const element = this.#element;
    const messages = element && messagesOf(this.language, element, this.again);
    if (messages) this.text = override(messages, this.messages) as ElementMessages[Name];
  }

  /** Asks the provider that is named, or else the nearest, and goes on listening to it. */
  #ask(): void {
    this.#leave?.();
    this.#leave = this.#answer = this.#offered = undefined;
    if (!this.isConnected || (this.endpoint && !this.provider)) return;
    const root = this.getRootNode() as Document | ShadowRoot;
    const id = said(this.provider);
    const target = id ? (root.getElementById(id) ?? document.getElementById(id)) : this;
    const bubbles = target === this;
    const callback: ClientRequest['callback'] = (client, leave) => {
      // An answer to an earlier question, from a place where this element no longer is.
      if (this.#answer !== callback) return leave?.();
      // A nearer provider has come, to which the one before passed the question on: that would go on answering.
      if (this.#leave !== leave) this.#leave?.();
      this.#leave = leave;
      this.#offered = client;
      this.requestUpdate();
    };
    this.#answer = callback;
    const request: ClientRequest = {
      context: clientContext,
      contextTarget: this,
      subscribe: true,
      callback,
    };
    target?.dispatchEvent(
      Object.assign(new Event('context-request', { bubbles, composed: bubbles }), request),
    );
  }
}

/** Pages pass what they like, symbols included. */
function said(value: unknown): string {
  return String(value ?? '');
}
