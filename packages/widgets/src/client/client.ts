import type { ElementProperties, Topic } from '@incident-kit/server/domain';
import type { KitApi } from './api.ts';
import type { Connection } from './core.ts';
import { answerTimeoutMs, noAnswer } from './errors.ts';
import { LiveStream, type Watcher } from './live.ts';
import type { Outbox } from './outbox.ts';
import { type KitSettings, page } from './settings.ts';
import type { TokenKeeper } from './token.ts';

export type { Connection } from './core.ts';

/** What is loaded as it is needed. */
interface Parts {
  api: KitApi;
  token: TokenKeeper;
  outbox: Outbox;
}
type Loading = { [Name in keyof Parts]: Promise<Parts[Name]> };

/**
 * Speaks with one kit server as one identity, for all elements on the page that share both. Knows no
 * element. Get one with `openClient()` or `connect()`.
 */
export class KitClient {
  /** The server's address without a slash at its end. */
  readonly endpoint: string;
  readonly settings: KitSettings;
  /** What the site says of elements where their page says nothing, by their properties; known with an answer. */
  elements: ElementProperties | undefined;

  readonly #live = new LiveStream(this);
  readonly #listeners = new Set<() => void>();
  #connection: Connection = 'idle';
  /** What is added to `performance.now()`. A clock that somebody corrects must not move a countdown. */
  #epoch = Date.now() - performance.now();
  readonly #parts: Partial<Loading> = {};
  /** The host token that was given last, for what cannot wait for another. */
  #known: string | undefined;

  constructor(settings: KitSettings, endpoint = settings.endpoint) {
    this.settings = settings;
    this.endpoint = endpoint;
  }

  /** The server's time, epoch milliseconds: what it last said, and what has passed since. */
  now(): number {
    return performance.now() + this.#epoch;
  }

  /** Takes the server's time from an answer that has just come, and what it says besides. */
  sync(now?: number, elements?: ElementProperties): void {
    if (now) this.#epoch = now - performance.now();
    this.elements ??= elements;
  }

  /**
   * Calls the API: `client.call((api) => api.incidents.get.query({ incident: 'INC-1' }))`.
   * What speaks tRPC is loaded with the first call.
   * @throws {KitRequestError} whatever went wrong.
   */
  async call<T>(use: (api: KitApi) => Promise<T>): Promise<T> {
    const api = await this.#part('api', async () => (await import('./api.ts')).createApi(this));
    const answer = await use(api);
    const { now, elements } = (answer ?? {}) as { now?: number; elements?: ElementProperties };
    this.sync(now, elements);
    return answer;
  }

  /**
   * Watches a topic from a position of the log on (the `seq` of the answer that it was read with).
   * Gives a function that stops.
   */
  watch<T extends Topic>(topic: T, after: number, watcher: Watcher<T>): () => void {
    return this.#live.watch(topic, after, watcher as unknown as Watcher);
  }

  /**
   * Reports that wait for the network. Loaded when first asked for.
   * @throws {KitRequestError} where it does not come
   */
  outbox(): Promise<Outbox> {
    return this.#part('outbox', async () => (await import('./outbox.ts')).openOutbox(this));
  }

  /** What is loaded once it is needed. What did not come is not kept, but loaded again when it is needed again. */
  #part<Name extends keyof Parts>(
    name: Name,
    load: () => Promise<Parts[Name]>,
  ): Promise<Parts[Name]> {
    const parts: { [key in Name]?: Promise<Parts[Name]> } = this.#parts;
    parts[name] ??= load().catch(() => {
      delete parts[name];
      return noAnswer();
    });
    return parts[name];
  }

  /** How the live stream stands. */
  get connection(): Connection {
    return this.#connection;
  }

  set connection(connection: Connection) {
    const isNews = (this.#connection === 'offline') !== (connection === 'offline');
    this.#connection = connection;
    if (isNews) for (const listener of this.#listeners) listener();
  }

  /** Calls back when the server is out of reach, and when it is back. Gives a function that stops. */
  onConnection(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Requests a path of the server as this client's identity; the answer is always a good one. What is to outlive its
   * page (`keepalive`) goes in this very turn where the credential is known: Firefox may run no more of the page.
   * @throws {KitRequestError} when there is no answer, or not a good one.
   */
  async fetch(path: string, init: RequestInit = {}, attempts?: number): Promise<Response> {
    const { siteKey } = this.settings;
    const bearer = (init.keepalive && this.#known) || (await this.bearer());
    const headers = new Headers(init.headers);
    if (bearer) headers.set('authorization', `Bearer ${bearer}`);
    // In the query rather than a header, so that a badge read needs no preflight.
    const key = siteKey
      ? `${path.includes('?') ? '&' : '?'}key=${encodeURIComponent(siteKey)}`
      : '';
    const response = await fetch(this.endpoint + path + key, {
      signal: AbortSignal.timeout(answerTimeoutMs),
      ...init,
      headers,
      credentials: 'omit',
    }).catch(async (cause) => {
      // A stream tells nobody why it has broken.
      const { causeOf } = init.signal ? {} : await loadRefusal();
      throw (await causeOf?.(cause, this.endpoint)) ?? noAnswer(cause);
    });
    if (response.ok) return response;
    const { answerAfter } = await loadRefusal();
    return (await answerAfter?.(response, this, path, init, attempts)) ?? noAnswer();
  }

  /** The credential of the next request: the host token, else the receipt, else none. */
  async bearer(): Promise<string | undefined> {
    const { token, tokenUrl, receipt } = this.settings;
    if (token || tokenUrl) {
      const load = async () => new (await import('./token.ts')).TokenKeeper(this);
      this.#known = await (await this.#part('token', load)).get();
    }
    return this.#known || receipt;
  }

  /** Whose host token it is (`sub`); undefined without one. Known once a request was made. */
  async subject(): Promise<string | undefined> {
    return (await this.#parts.token)?.subject;
  }

  forgetToken(): void {
    this.#known = undefined;
    this.#parts.token?.then((keeper) => keeper.forget());
  }
}

/** Without a network it may not come. */
const loadRefusal = (): Promise<Partial<typeof import('./refusal.ts')>> =>
  import('./refusal.ts').catch(() => ({}));

const functions: unknown[] = [];

/** The page's client for these settings; undefined when the endpoint is not an address. */
export function openClient(settings: KitSettings): KitClient | undefined {
  let endpoint: string;
  try {
    endpoint = new URL(settings.endpoint, document.baseURI).href.replace(/\/+$/, '');
  } catch {
    return undefined;
  }
  const { siteKey, tokenUrl, token, receipt } = settings;
  if (!functions.includes(token)) functions.push(token);
  const id = JSON.stringify([endpoint, siteKey, tokenUrl, receipt, functions.indexOf(token)]);
  page.opened ??= {};
  page.opened[id] ??= new KitClient(settings, endpoint);
  return page.opened[id] as KitClient;
}

/** The client of the page's default server, if it has one. Kept, since every update of every element asks. */
export function pageClient(): KitClient | undefined {
  page.client ??= page.settings && openClient(page.settings);
  return page.client as KitClient | undefined;
}
