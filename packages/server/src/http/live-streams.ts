import type { RequestInfo } from '../access/authenticator.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import { isOurs, toKitError } from '../api/errors.ts';
import { forNobodyElse, type PlainRequest, type PlainResponse } from '../api/exchange.ts';
import { KitError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { AdmittedStream } from '../live/live-feed.ts';
import { liveInput, readTopics } from '../live/read-topics.ts';
import { resumedAt } from '../live/resume-id.ts';
import type { StreamSink, Subscriber } from '../live/subscriber.ts';
import { bodyTooLarge } from './read-body.ts';
import { toPlainRefusal } from './refusal.ts';
import type { Services } from './services.ts';

export const livePath = '/live';
export const livePermission = 'live:listen' satisfies Permission;

/** What is said before the first message. */
export const streamHeaders = {
  'content-type': 'text/event-stream',
  // nginx would otherwise hold messages back until a buffer is full.
  'x-accel-buffering': 'no',
  ...forNobodyElse,
};

export interface OpenedStream {
  status: 200;
  headers: Record<string, string>;
  /** Is to be told when the page has gone. */
  subscriber: Subscriber;
}

const usual = /^\/live(?:\?[^#]*)?$/;

/**
 * Live streams of whoever is connected by a socket, which is written to directly. With a Request, a Response
 * and a ReadableStream for each, thousands of pages that hear nothing would take most of the memory.
 */
export class LiveStreams {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Whether a request is one for a stream and in no way special; if not, the app answers it. */
  takes({ method, target }: Pick<PlainRequest, 'method' | 'target'>): boolean {
    return (method === 'GET' || method === 'POST') && usual.test(target);
  }

  /**
   * Opens a stream, or says why not: as the app does, to the letter.
   * @param sink written to only after this has answered
   * @throws what reading the body throws, when it is no refusal: the sender has gone
   */
  async answer(request: PlainRequest, sink: StreamSink): Promise<OpenedStream | PlainResponse> {
    const { method, target, origin, address, headers, trace } = request;
    const { hosts, authenticator, feed } = this.#services;
    trace.route = livePath;
    const query = new URLSearchParams(target.split('?', 2)[1]);
    const info = { origin, address, query, headers, trace };
    let text: string | null = null;
    try {
      hosts.assertKnown(origin);
      if (Number(headers.get('content-length') ?? 0) > limits.bodyBytes) throw bodyTooLarge();
      if (method === 'POST') text = await request.text();
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      return this.#refused(error, request);
    }
    try {
      const caller = await authenticator.identify(info);
      assertMay(caller, livePermission);
      const admitted = await admitStream(this.#services, caller, { ...info, text });
      const subscriber = feed.open(admitted, sink);
      return {
        status: 200,
        headers: { 'access-control-allow-origin': '*', ...streamHeaders },
        subscriber,
      };
    } catch (error) {
      return this.#refused(toKitError(error), request);
    }
  }

  #refused(refusal: KitError, { trace }: PlainRequest): PlainResponse {
    trace.refusals.push(refusal.code);
    if (isOurs(refusal)) this.#services.log.error({ err: refusal.cause }, 'failed');
    return toPlainRefusal(refusal);
  }
}

/**
 * What somebody may follow who may listen.
 * @param asked its text is the body, null where the query says what is asked for
 * @throws KitError `overloaded`, `malformed-request`, `invalid-input`, and what `readTopics` does
 */
export async function admitStream(
  { overload, store }: Pick<Services, 'overload' | 'store'>,
  caller: Caller,
  asked: RequestInfo & { text: string | null },
): Promise<AdmittedStream> {
  overload.assertNotOverloaded();
  const input = liveInput.parse(asked.text === null ? fromQuery(asked) : fromJson(asked.text));
  const topics = await store.read((snapshot) => readTopics(input, caller, snapshot));
  const resumesById = asked.text === null;
  const lastId = resumesById ? lastIdOfAll(asked) : null;
  return {
    caller,
    topics: lastId === null ? topics : resumedAt(topics, lastId),
    address: asked.address,
    resumesById,
  };
}

/** `?topics=badge:INC-1,badge:INC-2&after=12`; a reconnecting EventSource says `Last-Event-ID`. */
function fromQuery({ query, headers }: RequestInfo): unknown {
  const topics = (query.get('topics') ?? '').split(',').filter(Boolean);
  const lastId = lastIdOfAll({ headers }) === null ? headers.get('last-event-id') : null;
  const after = Number(lastId ?? query.get('after') ?? 0);
  return { topics: Object.fromEntries(topics.map((topic) => [topic, after])) };
}

/** The id of a last message that says of each topic how far its reader came; null where it is none. */
function lastIdOfAll({ headers }: Pick<RequestInfo, 'headers'>): string | null {
  const lastId = headers.get('last-event-id') ?? '';
  return lastId.includes('.') ? lastId : null;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KitError('malformed-request', 'The request is not valid JSON.', { cause });
  }
}
