import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  importSPKI,
  type JWTVerifyGetKey,
} from 'jose';
import { KitError } from '../domain/errors.ts';
import type { Site, TokenSettings } from './sites.ts';

/** How long the server that publishes keys may take to answer, milliseconds. */
const keysTimeoutMs = 5_000;
/** Published keys are asked for again after this, or when a token names one that is not among them. */
const keysFreshMs = 10 * 60_000;
/** But not more often than this, so that tokens with invented names ask nobody anything. */
const keysPauseMs = 30_000;
/** A set of keys has some kilobytes. */
const mostKeyBytes = 2 ** 18;

/** What a site's tokens are checked with. Kept for as long as the site's settings are the same object. */
const found = new WeakMap<TokenSettings, JWTVerifyGetKey[]>();

/** Each of them, the newest first: a token has to fit one. */
export function keysOf(site: Site, tokens: TokenSettings): readonly JWTVerifyGetKey[] {
  const known = found.get(tokens);
  if (known) return known;
  const keys = makeKeys(site, tokens);
  found.set(tokens, keys);
  return keys;
}

function makeKeys(site: Site, tokens: TokenSettings): JWTVerifyGetKey[] {
  const { algorithm, secrets = [], publicKeys = [], jwksUrl } = tokens;
  if (jwksUrl !== undefined) return [published(site, jwksUrl)];
  return [
    ...secrets.map((secret) => {
      const bytes = new TextEncoder().encode(secret);
      return async () => bytes;
    }),
    ...publicKeys.map(({ id, pem }): JWTVerifyGetKey => {
      const key = importSPKI(pem, algorithm);
      // Told to whoever waits for it.
      key.catch(() => {});
      return ({ kid }) => {
        if (id !== undefined && kid !== undefined && id !== kid)
          throw new errors.JWKSNoMatchingKey();
        return key;
      };
    }),
  ];
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
