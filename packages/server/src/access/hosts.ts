import { KitError } from '../domain/errors.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * The names under which the server may be asked. A page of another site can have its own name lead to
 * this server's address (DNS rebinding): then `Host` and `Origin` are both that page's, and agree.
 */
export class Hosts {
  readonly #listed: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;

  /**
   * @param publicUrl where the kit is reached from outside, if that is said
   * @param others `incidents.internal:4000`: under which a proxy or a probe asks
   */
  constructor(publicUrl: string | undefined, others: readonly string[]) {
    const own = publicUrl === undefined ? [] : [new URL(publicUrl)];
    this.#origins = new Set(own.map(({ origin }) => origin));
    this.#listed = new Set([...own.map(({ host }) => host), ...others.map(lower)]);
  }

  /**
   * Whoever said where the kit is reached means those names and no others; the machine itself may always ask.
   * @param origin of a request, as its `Host` has it
   * @throws KitError `host-not-allowed`
   */
  assertKnown(origin: string): void {
    const { host } = new URL(origin);
    if (this.#listed.size === 0 || this.#listed.has(host) || loopback.test(host)) return;
    throw new KitError(
      'host-not-allowed',
      `This server is not asked as ${host.slice(0, 200)}. If it should be, add that to hosts in its settings.`,
      { details: { host: host.slice(0, 200) } },
    );
  }

  /** Whether a page that names this origin is one of the kit's own, as it came to the server. */
  isOwn(pageOrigin: string, requestOrigin: string): boolean {
    if (this.#origins.has(pageOrigin)) return true;
    if (!URL.canParse(pageOrigin)) return false;
    const { host, protocol } = new URL(pageOrigin);
    if (host !== new URL(requestOrigin).host || !protocol.startsWith('http')) return false;
    return this.#listed.has(host) || loopback.test(host);
  }
}

function lower(host: string): string {
  return host.toLowerCase();
}
