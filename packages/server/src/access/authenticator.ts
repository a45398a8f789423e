import { KitError } from '../domain/errors.ts';
import type { Caller } from './caller.ts';
import { clockToleranceSeconds, type HostClaims, verifyHostToken } from './host-tokens.ts';
import type { Hosts } from './hosts.ts';
import type { AddressLimits } from './limits/address-limits.ts';
import type { Receipts } from './receipts.ts';
import type { RequestTrace } from './request-trace.ts';
import type { SiteDirectory } from './site-directory.ts';
import { isOrigin, isOriginOf, type Site } from './sites.ts';
import { VerifiedTokens } from './verified-tokens.ts';

export const siteKeyHeader = 'x-incident-kit-key';

/** As much of a request as it takes to tell who sends it. Names of headers are in lower case. */
export interface RequestInfo {
  /** The origin that it came to, e.g. https://incidents.example.com. */
  origin: string;
  /** Of whoever sent it, as far as proxies can be believed; null when nobody knows. */
  address: string | null;
  /** What its address says after the question mark. */
  query: { get(name: string): string | null };
  headers: { get(name: string): string | null };
  /** Told who it is. */
  trace?: RequestTrace | undefined;
}

const dayMs = 86_400_000;

/** Tells who sends a request, from its site key, its origin and what it bears. */
export class Authenticator {
  readonly #sites: Pick<SiteDirectory, 'get'>;
  readonly #receipts: Receipts;
  readonly #hosts: Hosts;
  readonly #limits: AddressLimits;
  readonly #now: () => number;
  readonly #receiptDays: number;
  readonly #verified = new VerifiedTokens();

  constructor(
    sites: Pick<SiteDirectory, 'get'>,
    services: {
      receipts: Receipts;
      hosts: Hosts;
      limits: AddressLimits;
      receiptDays: number;
      now: () => number;
    },
  ) {
    this.#sites = sites;
    const { receipts, hosts, limits, receiptDays, now } = services;
    this.#receiptDays = receiptDays;
    this.#receipts = receipts;
    this.#hosts = hosts;
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * @throws KitError one of the `site-key-…`, `origin-…`, `token-…` and `receipt-…` codes, or `too-many-requests`
   */
  async identify(request: RequestInfo): Promise<Caller> {
    try {
      const caller = this.identifyAtOnce(request) ?? (await this.#verify(request));
      request.trace?.identified(caller);
      this.count(caller, request);
      return caller;
    } catch (error) {
      if (error instanceof KitError && isGuess(error)) await this.#limits.wasWrong(request.address);
      throw error;
    }
  }

  /**
   * Counts what is asked by those who did not have to prove who they are.
   * @throws KitError `too-many-requests`
   */
  count(caller: Caller, { address }: Pick<RequestInfo, 'address'>): void {
    this.#limits.countCall(caller, address);
  }

  async #verify(request: RequestInfo): Promise<Caller> {
    this.#limits.assertMayTry(request.address);
    const bearer = bearerOf(request) ?? '';
    const site = this.#siteOf(request);
    const now = this.#now();
    const { claims, secret } = await verifyHostToken(bearer, site, now);
    const endsAt = secret?.endsAt ?? Number.POSITIVE_INFINITY;
    const until = Math.min((claims.exp + clockToleranceSeconds) * 1000, endsAt);
    const verified = { claims, secret: secret?.id ?? null, endsAt };
    this.#verified.keep(signerOf(site), bearer, { ...verified, at: now, until });
    return signedIn(verified, site);
  }

  /**
   * The same without waiting; null when a token has to be verified first.
   * @throws KitError as `identify` does
   */
  identifyAtOnce(request: RequestInfo): Caller | null {
    this.#hosts.assertKnown(request.origin);
    const bearer = bearerOf(request);
    if (bearer?.startsWith('rcpt_')) {
      this.#limits.assertMayTry(request.address);
      return this.#receiptHolder(bearer);
    }
    const site = this.#siteOf(request);
    if (bearer === null) return { ...nobody, role: 'anonymous', site };
    const verified = this.#verified.get(signerOf(site), bearer, this.#now());
    return verified && signedIn(verified, site);
  }

  #siteOf(request: RequestInfo): Site {
    const key = request.headers.get(siteKeyHeader) ?? request.query.get('key');
    if (!key) {
      throw new KitError(
        'site-key-missing',
        'This page names no site key. Add data-key="pk_…" to the script tag.',
      );
    }
    const site = this.#sites.get(key);
    if (!site) {
      this.#limits.assertMayTry(request.address);
      throw new KitError(
        'site-key-unknown',
        `There is no site with the key “${key.slice(0, 64)}”.`,
        { details: { key: key.slice(0, 64) } },
      );
    }
    if (request.trace) request.trace.site = site.key;
    if (!site.isEnabled) {
      throw new KitError(
        'site-disabled',
        'This has been switched off here. Ask whoever looks after the page if you think it should not be.',
        { details: { key } },
      );
    }
    const origin = request.headers.get('origin') ?? embeddingOrigin(request);
    if (origin === 'unknown') {
      throw new KitError(
        'origin-not-allowed',
        `A page may not use the key ${key} without saying which page it is. ` +
          'Let it send its origin as Referer: referrerpolicy="strict-origin".',
        { details: { key } },
      );
    }
    // No origin: not a page of another site, or no browser.
    if (origin && !this.#hosts.isOwn(origin, request.origin) && !isOriginOf(site, origin)) {
      throw new KitError(
        'origin-not-allowed',
        isOrigin(origin)
          ? `${origin.slice(0, 200)} may not use the key ${key}. ` +
              'Add it to the origins of the site, exactly as written here.'
          : `A page without an origin (${origin.slice(0, 200)}) may not use the key ${key}. Serve it over https ` +
              'rather than opening a file; in a sandboxed frame it needs allow-same-origin.',
        { details: { origin: origin.slice(0, 200), key } },
      );
    }
    return site;
  }

  #receiptHolder(receipt: string): Caller {
    const incident = this.#receipts.verify(receipt);
    if (incident === null) {
      throw new KitError(
        'receipt-invalid',
        'This receipt link is not valid. Check that you copied all of it.',
      );
    }
    const receiptEnds = this.#now() - this.#receiptDays * dayMs;
    return { ...nobody, role: 'receipt', receiptFor: incident, receiptEnds };
  }
}

/** Whether somebody may be trying one after the other; a token that has run out was good once. */
function isGuess({ code, details }: KitError): boolean {
  const { why } = (details ?? {}) as { why?: string };
  if (code === 'token-invalid') return why === 'not-verified' || why === 'claims';
  return code === 'receipt-invalid' || code === 'site-key-unknown';
}

/** Another version of a site may have other secrets, or another highest role. */
function signerOf({ key, version }: Site): string {
  return `${key}@${version}`;
}

function signedIn(
  { claims, secret, endsAt }: { claims: HostClaims; secret: string | null; endsAt: number },
  site: Site,
): Caller {
  return {
    role: claims.role,
    id: claims.sub,
    name: claims.name,
    email: claims.email ?? null,
    groups: claims.groups ?? [],
    site,
    receiptFor: null,
    expiresAt: Math.min(claims.exp * 1000, endsAt),
    secret,
  };
}

const nobody = {
  id: null,
  name: null,
  email: null,
  groups: [],
  site: null,
  receiptFor: null,
  expiresAt: null,
} as const;

/**
 * Where a request comes from that has no `Origin`, as a picture's has none: from a page of another site when
 * the browser says so (Fetch Metadata), and then by its `Referer`. Null for everything else: for what
 * somebody opens by itself, for the kit's own pages, and for what is no browser.
 */
function embeddingOrigin({ headers }: RequestInfo): string | null {
  const from = headers.get('sec-fetch-site');
  if (from !== 'cross-site' && from !== 'same-site') return null;
  if (headers.get('sec-fetch-dest') === 'document') return null;
  const referrer = headers.get('referer');
  return referrer && URL.canParse(referrer) ? new URL(referrer).origin : 'unknown';
}

function bearerOf(request: RequestInfo): string | null {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (!token) {
    throw new KitError('token-invalid', 'The Authorization header is not “Bearer …”.', {
      details: { why: 'no-bearer' },
    });
  }
  return token;
}
