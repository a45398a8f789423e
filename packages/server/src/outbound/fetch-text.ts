import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type ErrorValues, fieldError, KitError } from '../domain/errors.ts';
import { isPrivateNumber, lookUpPublic, PrivateAddress } from './public-addresses.ts';

export interface FetchOptions {
  /** Also from loopback and private addresses. For tests, and for kits that trust who configures them. */
  allowPrivateAddresses?: boolean;
  /** For everything together, redirects included. */
  timeoutMs?: number;
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
export async function fetchText(
  address: string,
  {
    allowPrivateAddresses = false,
    timeoutMs = 10_000,
    maxBytes = 2 ** 19,
    maxRedirects = 3,
    decode = (bytes) => new TextDecoder().decode(bytes),
  }: FetchOptions = {},
): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = checkedUrl(address, undefined, allowPrivateAddresses);
    for (let redirects = 0; ; redirects += 1) {
      const response = await get(url, signal, allowPrivateAddresses);
      const { statusCode = 0, headers } = response;
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
        response.destroy();
        if (redirects === maxRedirects) {
          throw unreadable(`The address leads on to another more than ${maxRedirects} times.`, {
            why: 'too-many-redirects',
          });
        }
        url = checkedUrl(headers.location, url, allowPrivateAddresses);
        continue;
      }
      if (statusCode !== 200) {
        response.destroy();
        throw unreadable(`The server at that address answered ${statusCode}.`, {
          why: 'status',
          ...(statusCode && { status: statusCode }),
        });
      }
      return decode(await readBody(response, maxBytes), charsetOf(headers['content-type']));
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

function checkedUrl(address: string, base: URL | undefined, allowPrivate: boolean): URL {
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
  // A number needs no look-up, so it has to be checked here.
  if (!allowPrivate && isPrivateNumber(url)) throw privateAddress();
  return url;
}

function get(url: URL, signal: AbortSignal, allowPrivate: boolean): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((answer, fail) => {
    request(
      url,
      {
        signal,
        // Connections that others keep open were not checked.
        agent: false,
        headers: { accept: 'text/calendar, text/plain;q=0.5', 'user-agent': 'incident-kit' },
        ...(!allowPrivate && { lookup: lookUpPublic }),
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
