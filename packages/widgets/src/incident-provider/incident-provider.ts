import { ContextProvider, createContext } from '@lit/context';
import { css, type PropertyDeclarations, type PropertyValues } from '@lit/reactive-element';
import { KitBase } from '../base/kit-base.ts';
import { type KitClient, openClient } from '../client/client.ts';
import { clientContext } from '../client/context.ts';
import type { KitSettings } from '../client/settings.ts';

/**
 * Gives everything inside it a server and an identity. What it does not say itself (the endpoint, the
 * site key) it takes from the provider around it or from the page's default.
 *
 * @summary Says which server the elements inside it use, and as whom.
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
  };

  /** An address of this page's own server that answers a host token for whoever is signed in. */
  declare tokenUrl: string | undefined;
  /** The receipt (`rcpt_…`) of a visitor who reported without signing in. */
  declare receipt: string | undefined;
  /** Gives a host token; instead of `token-url`. */
  declare token: KitSettings['token'];

  readonly #context = new ContextProvider(this, {
    context: createContext<KitClient | undefined>(clientContext),
  });

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#context.setValue(this.#given());
  }

  /** The client that elements inside get: the one found as by any element, as this identity. */
  #given(): KitClient | undefined {
    const { kit, siteKey, tokenUrl, receipt, token } = this;
    if (!kit || kit === this.client) return kit;
    const own: Partial<KitSettings> = {};
    if (typeof siteKey === 'string') own.siteKey = siteKey;
    if (typeof receipt === 'string') own.receipt = receipt;
    if (typeof tokenUrl === 'string') own.tokenUrl = tokenUrl;
    if (typeof token === 'function') own.token = token;
    return openClient({ ...kit.settings, ...own });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // An element that was moved to another document brings its root, slot and all.
    if (!root.firstChild) root.append(document.createElement('slot'));
    return root;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-provider': IncidentProvider;
  }
}
