import type { Hono } from 'hono';
import type { Client, TrustedProxies } from '../access/client-address.ts';
import type { Log } from '../access/log.ts';
import { RequestTrace } from '../access/request-trace.ts';
import type { Call, Exchange, PlainRequest, PlainResponse } from '../api/exchange.ts';
import type { StreamSink } from '../live/subscriber.ts';
import type { LiveStreams, OpenedStream } from './live-streams.ts';
import type { Metrics } from './metrics.ts';
import { readBody } from './read-body.ts';
import type { Arrival } from './request-info.ts';
import { levelOf, requestLine } from './request-line.ts';

/** Who answers what. */
interface Answering {
  exchange: Exchange;
  streams: LiveStreams;
  app: Hono;
}

interface EdgeOptions {
  proxies: TrustedProxies;
  log: Log;
  /** Null when nobody may read them. */
  metrics: Metrics | null;
  /** Whether requests leave lines. */
  linesOf: 'all' | 'refusals' | 'none';
}

/**
 * What every request passes, whichever way it came: as a Request, or straight from a socket. Plain calls
 * are exchanged, streams are written to sockets, everything else goes to the app; what is to be seen of all of
 * them is seen here.
 */
export class Edge {
  readonly #exchange: Exchange;
  readonly #streams: LiveStreams;
  readonly #app: Hono;
  readonly #options: EdgeOptions;
  #hasWarned = false;

  constructor({ exchange, streams, app }: Answering, options: EdgeOptions) {
    this.#exchange = exchange;
    this.#streams = streams;
    this.#app = app;
    this.#options = options;
  }

  /**
   * Answers a Request.
   * @param remote the address at the other end of the connection; null where that is not known
   */
  async fetch(request: Request, remote: string | null): Promise<Response> {
    const plain = fromRequest(request, this.clientOf(remote, request.headers));
    const call = this.#exchange.takes(plain);
    if (call) return toResponse(await this.answer(call, plain));
    const { origin, address, trace }: Arrival = plain;
    return this.#observed(plain, async () => this.#app.fetch(request, { origin, address, trace }));
  }

  /** Who asks, and how. */
  clientOf(remote: string | null, headers: PlainRequest['headers']): Client {
    this.#warnOfUnknown(remote, headers);
    return this.#options.proxies.clientOf(remote, headers);
  }

  /** Whether what is at the other end of a connection asks for others. */
  isProxy(remote: string): boolean {
    return this.#options.proxies.isProxy(remote);
  }

  /** The call that a request is, if it can be answered without a Request; else null. */
  takes(request: PlainRequest): Call | null {
    return this.#exchange.takes(request);
  }

  /** At once when the answer is kept. @throws when the sender went away in the middle of the request */
  answer(call: Call, request: PlainRequest): PlainResponse | Promise<PlainResponse> {
    const startedAt = performance.now();
    const kept = this.#exchange.kept(call, request);
    if (!kept) return this.#observed(request, () => this.#exchange.answer(call, request));
    this.#options.metrics?.answered(call.path, kept.status, performance.now() - startedAt, []);
    // A line costs more than an answer that was kept, and says less.
    if (this.#options.log.isLevelEnabled('debug')) {
      this.#options.log.write('debug', requestLine(request, kept.status, 0), 'request');
    }
    return kept;
  }

  /** Whether a request is one for a stream that can be written to its socket. */
  takesStream(request: PlainRequest): boolean {
    return this.#streams.takes(request);
  }

  /** As `LiveStreams.answer`. */
  openStream(request: PlainRequest, sink: StreamSink): Promise<OpenedStream | PlainResponse> {
    return this.#observed(request, () => this.#streams.answer(request, sink));
  }

  /** What was answered without being looked at any closer. */
  refused(request: Omit<PlainRequest, 'text' | 'origin' | 'headers'>, status: number): void {
    request.trace.refusals.push('malformed-request');
    this.#note(request, status, 0);
  }

  /** Limits by address hold for all of them together, or for nobody: somebody has to be told, once. */
  #warnOfUnknown(remote: string | null, headers: PlainRequest['headers']): void {
    if (this.#hasWarned || (remote !== null && this.#options.proxies.isProxy(remote))) return;
    const isProxied = headers.get('x-forwarded-for') !== null;
    if (remote !== null && !isProxied) return;
    this.#hasWarned = true;
    this.#options.log.warn(
      {},
      isProxied
        ? 'A proxy asks that “trustedProxies” does not name, so all whom it asks for count as one address. ' +
            'Or somebody pretends to be one. See docs/guides/proxies.md.'
        : 'Nobody says from which addresses requests come, so no limit goes by them. ' +
            'Hand the connection over to “fetch”. See docs/guides/proxies.md.',
    );
  }

  async #observed<T extends { status: number }>(
    request: PlainRequest,
    work: () => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const answer = await work();
    this.#note(request, answer.status, performance.now() - startedAt);
    return answer;
  }

  #note(request: Parameters<typeof requestLine>[0], status: number, ms: number): void {
    const { metrics, linesOf, log } = this.#options;
    const { route, refusals } = request.trace;
    metrics?.answered(route, status, ms, refusals);
    if (linesOf === 'none' || (linesOf === 'refusals' && status < 400)) return;
    log.write(levelOf(status), requestLine(request, status, ms), 'request');
  }
}

function fromRequest(request: Request, { address, protocol }: Client): PlainRequest {
  const { pathname, search, origin, host } = new URL(request.url);
  return {
    method: request.method,
    target: pathname + search,
    origin: protocol === null ? origin : new URL(`${protocol}://${host}`).origin,
    address,
    headers: request.headers,
    trace: new RequestTrace(),
    async text() {
      if (!request.body || request.headers.has('content-length')) return request.text();
      return new TextDecoder().decode(await readBody(request.body));
    },
  };
}

function toResponse({ status, headers, body }: PlainResponse): Response {
  return new Response(body, { status, headers });
}
