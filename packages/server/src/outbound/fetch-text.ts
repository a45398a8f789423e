import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type ErrorValues, fieldError, KitError } from '../domain/errors.ts';
import { isPrivateNumber, lookUpPublic, PrivateAddress } from './public-addresses.ts';

export interface FetchOptions {
  /** Also from loopback and private addresses. For tests, and for kits that trust who configures them. */
  allowPrivateAddresses?: boolean;
  /** Whether it is read over encrypted connections only. */
  requireTls?: boolean;
  /** For everything together, redirects included. */
  timeoutMs?: number;
  /** Ends it before it is done. */
  signal?: AbortSignal;
  maxBytes?: number;
  /** How often another address may be named instead. */
  maxRedirects?: number;
  /** Makes a text of the bytes. `charset` is what the server says, e.g. `iso-8859-1`. */
  decode?: (bytes: Uint8Array, charset: string | undefined) => string;
}

/**
 * Reads a text from an address that a person entered. The server stands where that person does not, so
 * it talks to public addresses only. They are checked where the connection is made: a name that was
 * checked before may lead elsewhere by then.
 * @throws KitError `url-not-allowed`, `url-unreadable`
 */
export async function fetchText(address: string, options: FetchOptions = {}): Promise<string> {
  const found = await fetchChanged(address, nothingKnown, options);
  if (!found)
    throw unreadable('The server at that address answered 304.', { why: 'status', status: 304 });
  return found.text;
}

/** What a server calls the state of a text that was read. */
export interface TextState {
  etag: string | null;
  lastModified: string | null;
}

const nothingKnown: TextState = { etag: null, lastModified: null };

/**
 * The same for a text that may have been read before: null when it is still in the state that is known.
 * @throws KitError `url-not-allowed`, `url-unreadable`
 */
export async function fetchChanged(
  address: string,
  known: TextState,
  {
    allowPrivateAddresses = false,
    requireTls = false,
    timeoutMs = 10_000,
    signal: ended,
    maxBytes = 2 ** 19,
    maxRedirects = 3,
    decode = (bytes) => new TextDecoder().decode(bytes),
  }: FetchOptions = {},
): Promise<(TextState & { text: string }) | null> {
  const asked: Record<string, string> = {
    ...(known.etag !== null && { 'if-none-match': known.etag }),
    ...(known.lastModified !== null && { 'if-modified-since': known.lastModified }),
  };
  const guard = { allowPrivateAddresses, requireTls };
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = ended ? AbortSignal.any([timeout, ended]) : timeout;
  try {
    let url = checkedUrl(address, undefined, guard);
    for (let redirects = 0; ; redirects += 1) {
      const response = await get(url, { signal, asked, allowPrivateAddresses });
      const { statusCode = 0, headers } = response;
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
        response.destroy();
        if (redirects === maxRedirects) {
          throw unreadable(`The address leads on to another more than ${maxRedirects} times.`, {
            why: 'too-many-redirects',
          });
        }
        url = checkedUrl(headers.location, url, guard);
        continue;
      }
      if (statusCode === 304 && Object.keys(asked).length > 0) {
        response.destroy();
        return null;
      }
      if (statusCode !== 200) {
        response.destroy();
        throw unreadable(`The server at that address answered ${statusCode}.`, {
          why: 'status',
          ...(statusCode && { status: statusCode }),
        });
      }
      return {
        text: decode(await readBody(response, maxBytes), charsetOf(headers['content-type'])),
        etag: headers.etag ?? null,
        lastModified: headers['last-modified'] ?? null,
      };
    }
  } catch (error) {
    if (error instanceof KitError) throw error;
    if (error instanceof PrivateAddress) throw privateAddress();
    throw unreadable(
      signal.aborted
        ? `The server at that address did not answer within ${timeoutMs / 1_000} seconds.`
        : 'The server at that address could not be reached.',
      { why: 'unreachable' },
      error,
    );
  }
}

interface Guard {
  allowPrivateAddresses: boolean;
  requireTls: boolean;
}

function checkedUrl(
  address: string,
  base: URL | undefined,
  { allowPrivateAddresses, requireTls }: Guard,
): URL {
  if (!URL.canParse(address, base?.href)) {
    throw notAllowed('That is not an address. Write it as https://….', 'no-url');
  }
  const url = new URL(address, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw notAllowed(
      'Only addresses that begin with https:// or http:// are read.',
      'other-scheme',
    );
  }
  if (requireTls && url.protocol !== 'https:') {
    throw notAllowed('Only addresses that begin with https:// are read.', 'other-scheme');
  }
  // A number needs no look-up, so it has to be checked here.
  if (!allowPrivateAddresses && isPrivateNumber(url)) throw privateAddress();
  return url;
}

interface Asking {
  signal: AbortSignal;
  /** The headers that ask for what has changed. */
  asked: Record<string, string>;
  allowPrivateAddresses: boolean;
}

function get(url: URL, { signal, asked, allowPrivateAddresses }: Asking): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((answer, fail) => {
    request(
      url,
      {
        signal,
        // Connections that others keep open were not checked.
        agent: false,
        headers: {
          ...asked,
          accept: 'text/calendar, text/plain;q=0.5',
          'user-agent': 'incident-kit',
        },
        ...(!allowPrivateAddresses && { lookup: lookUpPublic }),
      },
      answer,
    )
      .on('error', fail)
      .end();
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw unreadable(
        `What is at that address is larger than ${maxBytes.toLocaleString('en')} bytes.`,
        { why: 'too-large', maxBytes },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
}

function privateAddress(): KitError {
  return notAllowed(
    'That address leads into a private network, from which nothing is read. Paste the text instead.',
    'private-network',
  );
}

function notAllowed(message: string, why: ErrorValues['url-not-allowed']['why']): KitError {
  return new KitError('url-not-allowed', message, {
    fields: [fieldError(['url'], message, 'refused')],
    details: { why },
  });
}

function unreadable(
  what: string,
  details: ErrorValues['url-unreadable'],
  cause?: unknown,
): KitError {
  const message = `${what} Check the address, or paste the text instead.`;
  return new KitError('url-unreadable', message, {
    fields: [fieldError(['url'], message, 'refused')],
    details,
    cause,
  });
}
