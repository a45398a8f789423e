import type { ClientCore } from './core.ts';
import { answerTimeoutMs, KitRequestError } from './errors.ts';

/** A token is fetched anew when it has less than this to live. */
const marginMs = 30_000;

/**
 * Keeps the host token: fetched when first needed, kept until shortly before it expires. A module of
 * its own because pages of anonymous visitors never need it.
 */
export class TokenKeeper {
  readonly #client: Pick<ClientCore, 'settings' | 'now'>;
  #token: Promise<string | undefined> | undefined;
  #expiresAt = Infinity;
  /** The `sub` of the present token. */
  subject: string | undefined;

  constructor(client: Pick<ClientCore, 'settings' | 'now'>) {
    this.#client = client;
  }

  /**
   * The token; undefined when the host says that nobody is signed in (401, 403, 204 or no text).
   * @throws {KitRequestError} `session-ended` when somebody was, or a page to sign in on came in its place;
   *   `token-unavailable` when the host's server cannot be asked.
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
      const given = await inTime(token ? Promise.resolve(token()) : this.#ask(tokenUrl));
      if (given && !jwt.test(given)) throw new Error('What was given is no token.');
      const claims = given ? claimsOf(given) : undefined;
      this.subject = claims?.sub;
      this.#expiresAt = claims?.exp ? claims.exp * 1000 : Infinity;
      return given || undefined;
    } catch (cause) {
      // Not kept: the next request asks again.
      this.forget();
      if (cause instanceof KitRequestError) throw cause;
      console.warn('Incident Kit: no host token.', cause);
      throw new KitRequestError('token-unavailable', 'Signing in did not work. Please try again.');
    }
  }

  async #ask(url: string): Promise<string | undefined> {
    const response = await fetch(url, { headers: { accept: 'application/json, text/plain' } });
    const isNobody = response.status === 401 || response.status === 403;
    if (!isNobody && !response.ok) throw new Error(`${url} answered ${response.status}.`);
    const text = isNobody ? '' : (await response.text()).trim();
    const given = text.startsWith('{') ? JSON.parse(text).token : text;
    // Whoever was signed in must not go on as nobody, and a page to sign in on is no token.
    if ((this.subject && !given) || (given && !jwt.test(given))) {
      throw new KitRequestError(
        'session-ended',
        'Your session has ended. Sign in again; what you wrote is kept.',
      );
    }
    return given || undefined;
  }
}

/** Three parts of base64url: what else is given would break the header that it is sent in. */
const jwt = /^[\w-]+\.[\w-]+\.[\w-]*$/;

function inTime<T>(given: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('No token was given in time.')), answerTimeoutMs);
    given.then(resolve, reject);
  });
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
