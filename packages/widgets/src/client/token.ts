import type { ClientCore } from './core.ts';
import { KitRequestError } from './errors.ts';

/** A token is fetched anew when it has less than this to live. */
const marginMs = 30_000;

/**
 * Keeps the host token: fetched when first needed, kept until shortly before it expires. A module of
 * its own because pages of anonymous visitors never need it.
 */
export class TokenKeeper {
  readonly #client: ClientCore;
  #token: Promise<string | undefined> | undefined;
  #expiresAt = Infinity;
  /** The `sub` of the present token. */
  subject: string | undefined;

  constructor(client: ClientCore) {
    this.#client = client;
  }

  /**
   * The token; undefined when the host says that nobody is signed in (401, 403, 204 or no text).
   * @throws {KitRequestError} `token-unavailable` when the host's server cannot be asked.
   */
  get(): Promise<string | undefined> {
    if (this.#client.now() > this.#expiresAt - marginMs) this.forget();
    this.#token ??= this.#fetch();
    return this.#token;
  }

  forget(): void {
    this.#token = undefined;
    this.#expiresAt = Infinity;
  }

  async #fetch(): Promise<string | undefined> {
    const { token, tokenUrl = '' } = this.#client.settings;
    try {
      const given = token ? await token() : await fetchToken(tokenUrl);
      const claims = given ? claimsOf(given) : undefined;
      this.subject = claims?.sub;
      this.#expiresAt = claims?.exp ? claims.exp * 1000 : Infinity;
      return given || undefined;
    } catch (cause) {
      // Not kept: the next request asks again.
      this.forget();
      console.warn('Incident Kit: no host token.', cause);
      throw new KitRequestError('token-unavailable', 'Signing in did not work. Please try again.');
    }
  }
}

async function fetchToken(url: string): Promise<string | undefined> {
  const response = await fetch(url, { headers: { accept: 'application/json, text/plain' } });
  if (response.status === 401 || response.status === 403) return undefined;
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const text = (await response.text()).trim();
  return text.startsWith('{') ? JSON.parse(text).token : text;
}

/** Read for its dates only; nothing is believed because of it. */
function claimsOf(token: string): { sub?: string; exp?: number } | undefined {
  try {
    const [, payload = ''] = token.split('.');
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}
