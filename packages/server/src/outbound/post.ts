import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { TryOutcome } from '../domain/channels/outgoing.ts';
import { isPrivateNumber, lookUpPublic, PrivateAddress } from './public-addresses.ts';

/** For everything together, milliseconds. */
const timeoutMs = 15_000;
/** What is read of an answer. */
const mostBytes = 2 ** 16;

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  /** Cut off after 64 KiB. */
  body: string;
}

export interface Posting {
  headers: Record<string, string>;
  body: string;
  /** Also to loopback and private addresses, and without encryption: the operator's word, never a desk's. */
  allowPrivateAddresses: boolean;
}

export type Failure = Extract<TryOutcome, { sent: false }>;

/**
 * Posts to an address that somebody entered. The server stands where that person does not, so it talks to
 * public addresses only, encrypted, and goes nowhere that it is sent on to. It throws nothing.
 */
export async function post(
  address: string,
  { headers, body, allowPrivateAddresses }: Posting,
): Promise<Answer | Failure> {
  const url = new URL(address);
  if (!allowPrivateAddresses) {
    if (url.protocol !== 'https:') return final('not-encrypted');
    if (isPrivateNumber(url)) return final('private-address');
  }
  const signal = AbortSignal.timeout(timeoutMs);
  const ownHeaders = {
    ...headers,
    'user-agent': 'incident-kit',
    'content-length': String(Buffer.byteLength(body)),
  };
  try {
    const response = await send(url, { headers: ownHeaders, body, allowPrivateAddresses, signal });
    const { statusCode: status = 0 } = response;
    return { status, headers: response.headers, body: await beginningOf(response).catch(() => '') };
  } catch (error) {
    if (error instanceof PrivateAddress) return final('private-address');
    return { sent: false, problem: signal.aborted ? 'timed-out' : 'unreachable', isFinal: false };
  }
}

/** What an answer that is none of success means, the same for whatever is sent over HTTP. */
export function refusedBy({ status, headers }: Answer, now: number): Failure {
  if (status >= 300 && status < 400) return { sent: false, problem: 'redirected', isFinal: false };
  const retryAfterMs = retryAfter(headers['retry-after'], now);
  const asked = retryAfterMs === null ? {} : { retryAfterMs };
  return { sent: false, problem: `status-${status}`, isFinal: false, ...asked };
}

function final(problem: Failure['problem']): Failure {
  return { sent: false, problem, isFinal: true };
}

function send(
  url: URL,
  { headers, body, allowPrivateAddresses, signal }: Posting & { signal: AbortSignal },
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((answer, fail) => {
    request(
      url,
      {
        method: 'POST',
        signal,
        headers,
        // Connections that others keep open were not checked.
        agent: false,
        ...(!allowPrivateAddresses && { lookup: lookUpPublic }),
      },
      answer,
    )
      .on('error', fail)
      .end(body);
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString();
}

/** Seconds, or a date; null when it says neither. */
function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
