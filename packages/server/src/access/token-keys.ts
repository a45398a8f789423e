import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  importSPKI,
  type JWTVerifyGetKey,
} from 'jose';
import { KitError } from '../domain/errors.ts';
import type { Site, SiteSecret, TokenSettings } from './sites.ts';

/** How long the server that publishes keys may take to answer, milliseconds. */
const keysTimeoutMs = 5_000;
/** Published keys are asked for again after this, or when a token names one that is not among them. */
const keysFreshMs = 10 * 60_000;
/** But not more often than this, so that tokens with invented names ask nobody anything. */
const keysPauseMs = 30_000;
/** A set of keys has some kilobytes. */
const mostKeyBytes = 2 ** 18;

/** Something that tokens of a site are checked with. */
export interface TokenKey {
  get: JWTVerifyGetKey;
  /** Null for what is public. */
  secret: Pick<SiteSecret, 'id' | 'endsAt'> | null;
}

/** What a site's tokens are checked with. Kept for as long as the site is the same object. */
const found = new WeakMap<Site, TokenKey[]>();

/** Each of them, the newest first: a token has to fit one. */
export function keysOf(site: Site, tokens: TokenSettings): readonly TokenKey[] {
  const known = found.get(site);
  if (known) return known;
  const keys = makeKeys(site, tokens);
  found.set(site, keys);
  return keys;
}

function makeKeys(site: Site, tokens: TokenSettings): TokenKey[] {
  const { algorithm, publicKeys = [], jwksUrl } = tokens;
  if (jwksUrl !== undefined) return [{ get: published(site, jwksUrl), secret: null }];
  if (algorithm === 'HS256') return site.secrets.map((secret) => withSecret(site, secret));
  return publicKeys.map(({ id, pem }): TokenKey => {
    const key = importSPKI(pem, algorithm);
    // Told to whoever waits for it.
    key.catch(() => {});
    const get: JWTVerifyGetKey = ({ kid }) => {
      if (id !== undefined && kid !== undefined && id !== kid) throw new errors.JWKSNoMatchingKey();
      return key;
    };
    return { get, secret: null };
  });
}

function withSecret(site: Site, secret: SiteSecret): TokenKey {
  const bytes = secret.value === null ? null : new TextEncoder().encode(secret.value);
  return {
    secret,
    async get() {
      if (bytes) return bytes;
      throw new KitError(
        'token-keys-unavailable',
        `The secret ${secret.id} of ${site.key} was sealed with another key than this server has.`,
      );
    },
  };
}

function published(site: Site, address: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(address), {
    timeoutDuration: keysTimeoutMs,
    cacheMaxAge: keysFreshMs,
    cooldownDuration: keysPauseMs,
    [customFetch]: fetchBounded,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      // Several keys may fit a token that names none.
      if (cause instanceof errors.JWKSMultipleMatchingKeys) {
        const set = keys.jwks();
        const { kid: _, ...rest } = header ?? {};
        if (set) return createLocalJWKSet({ keys: set.keys.slice(0, 1) })(rest, token);
      }
      if (cause instanceof errors.JWKSNoMatchingKey) throw cause;
      throw new KitError(
        'token-keys-unavailable',
        `The keys that tokens of ${site.key} are checked with could not be read just now. Try again shortly.`,
        { cause },
      );
    }
  };
}

async function fetchBounded(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...options, redirect: 'error' });
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > mostKeyBytes) throw new Error('The set of keys is too large.');
    parts.push(part);
  }
  return new Response(Buffer.concat(parts), { status: response.status, headers: response.headers });
}
