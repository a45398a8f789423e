/** How a page reaches its kit server, and as whom. */
export interface KitSettings {
  /** The kit server's address, absolute or relative to the page, e.g. "https://incidents.example.com". */
  endpoint: string;
  /** The public key (`pk_…`) of the embedding site. */
  siteKey?: string | undefined;
  /** An address of the host page's own server that answers a host token, as text or `{ "token": … }`. */
  tokenUrl?: string | undefined;
  /** Gives a host token; instead of `tokenUrl`. */
  token?: (() => Promise<string | null> | string | null) | undefined;
  /** A receipt (`rcpt_…`), for visitors who reported without signing in. */
  receipt?: string | undefined;
}

/** What all copies of the kit on a page share. */
interface Page {
  settings?: KitSettings;
  /** That of these settings, once somebody asked for it. */
  client?: unknown;
  /** All clients, by what they were opened with. */
  opened?: Record<string, unknown>;
  /** The time zone that goes with a language tag, where a provider says one. */
  zones?: Record<string, string>;
}

// Kept on the page rather than in this module: the loader and every bundle that carries a copy of the
// kit must agree on it.
const key = Symbol.for('incident-kit/page@1');
const global: { [key]?: Page } = globalThis as object;

export const page: Page = global[key] ?? {};
global[key] = page;

/** Dispatched on the window when the page's default changes. */
export const configured = 'incident-kit-configured';

/**
 * Sets the page's default server: what every element uses that is not told otherwise. May be called
 * before or after the elements are on the page, and again.
 */
export function configure(settings: KitSettings): void {
  page.settings = settings;
  page.client = undefined;
  globalThis.dispatchEvent?.(new Event(configured));
}
