import { ContextProvider, createContext } from '@lit/context';
import { css, type PropertyDeclarations, type PropertyValues } from '@lit/reactive-element';
import { KitBase } from '../base/kit-base.ts';
import { SpokenAround } from '../base/spoken-around.ts';
import { type KitClient, openClient } from '../client/client.ts';
import { clientContext } from '../client/context.ts';
import type { KitSettings } from '../client/settings.ts';
import { HostToken } from './host-token.ts';

/**
 * Gives everything inside it a server and an identity, a language and a time zone. What it does not say itself
 * it takes from the provider around it or from the page. All of it may be said late, and otherwise at any time.
 *
 * @summary Says which server the elements inside it use, as whom, and in which language and zone they tell times.
 * @slot - The part of the page that uses this server.
 */
export class IncidentProvider extends KitBase {
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;
  static override properties: PropertyDeclarations = {
    tokenUrl: { attribute: 'token-url' },
    receipt: {},
    token: { attribute: false },
    locale: {},
    timeZone: { attribute: 'time-zone' },
  };

  /** An address of this page's own server that answers a host token for whoever is signed in. */
  declare tokenUrl: string | undefined;
  /** The receipt (`rcpt_…`) of a visitor who reported without signing in. */
  declare receipt: string | undefined;
  /**
   * Gives a host token; instead of `token-url`. Another function that gives a token of the same person changes
   * nothing inside.
   */
  declare token: KitSettings['token'];
  /** The time zone in which times are told, e.g. "Europe/Amsterdam"; without it, the browser's. */
  declare timeZone: string | undefined;

  /**
   * In which language and form what is inside is said, e.g. "en-GB"; without it, as around it. It is set as the
   * provider's `lang` too.
   */
  declare locale: string;

  readonly #spoken = new SpokenAround(this);
  readonly #token = new HostToken(this.again);
  #client: KitClient | undefined;
  readonly #context = new ContextProvider(this, {
    context: createContext<KitClient | undefined>(clientContext),
  });

  constructor() {
    super();
    this.locale = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#spoken.say(said(this.locale), said(this.timeZone));
    this.#client = this.#given();
    this.#context.setValue(this.#client);
  }

  /** The client that elements inside get: the one found as by any element, as this identity. */
  #given(): KitClient | undefined {
    const { kit, siteKey, tokenUrl, receipt } = this;
    const token = this.#token.for(this.token, this.#client);
    if (!kit || kit === this.client) return kit;
    const own: Partial<KitSettings> = {};
    if (typeof siteKey === 'string') own.siteKey = siteKey;
    if (typeof receipt === 'string') own.receipt = receipt;
    if (typeof tokenUrl === 'string') own.tokenUrl = tokenUrl;
    if (token) own.token = token;
    return openClient({ ...kit.settings, ...own });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // An element that was moved to another document brings its root, slot and all.
    if (!root.firstChild) root.append(document.createElement('slot'));
    return root;
  }
}

/** Pages pass what they like. */
function said(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-provider': IncidentProvider;
  }
}
