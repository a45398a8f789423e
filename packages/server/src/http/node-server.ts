import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { networkOf } from '../access/limits/network-of.ts';
import type { LimitSettings } from '../access/limits/settings.ts';
import { RequestTrace } from '../access/request-trace.ts';
import type { PlainRequest, PlainResponse } from '../api/exchange.ts';
import type { StreamSink } from '../live/subscriber.ts';
import type { Edge } from './edge.ts';
import { readBody } from './read-body.ts';

const mostHeaderBytes = 16 * 1024;
const mostHeaders = 100;

/** After which a connection is closed on which nothing moves, milliseconds. */
const silentMs = 60_000;

const plainHost = /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i;

/**
 * A `node:http` server. Turning a request into a Request and a Response back costs more than most
 * answers, so plain calls go from the socket to the exchange and back, and streams to the socket.
 */
export function createNodeServer(edge: Edge, limits: LimitSettings): Server {
  // The global Request and Response stay as they are: this may run inside somebody else's process.
  const listener = getRequestListener(
    (request, env) => edge.fetch(request, remoteOf(env as HttpBindings)),
    {
      overrideGlobalObjects: false,
    },
  );
  const options: ServerOptions = {
    headersTimeout: limits.headerSeconds * 1000,
    requestTimeout: limits.requestSeconds * 1000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: mostHeaderBytes,
  };
  const server = createServer(options, (request, response) => {
    const plain = fromIncoming(request, edge);
    if (!plain || isDoubled(request.rawHeaders)) {
      const { method = '', url: target = '', socket } = request;
      const address = socket.remoteAddress ?? null;
      edge.refused({ method, target, address, trace: new RequestTrace() }, malformed.status);
      send(response, malformed);
      return;
    }
    if (edge.takesStream(plain)) {
      void sendStream(response, plain, edge);
      return;
    }
    const call = edge.takes(plain);
    if (!call) {
      listener(request, response);
      return;
    }
    const answer = edge.answer(call, plain);
    if (!(answer instanceof Promise)) {
      send(response, answer);
      return;
    }
    answer.then(
      (settled) => send(response, settled),
      // Whoever went away in the middle of a request waits for no answer.
      () => response.destroy(),
    );
  });
  server.maxHeadersCount = mostHeaders;
  server.maxConnections = limits.connections.total;
  // Nothing was read or written: whoever follows a stream is written to every quarter of a minute.
  server.timeout = silentMs;
  limitConnections(server, edge, limits.connections.perAddress);
  return server;
}

/** Closes what one address opens beyond its share. Behind proxies all connections are theirs. */
function limitConnections(server: Server, edge: Edge, perAddress: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const remote = socket.remoteAddress ?? null;
    const network =
      remote === null || edge.isProxy(remote)
        ? null
        : networkOf(edge.clientOf(remote, noHeaders).address);
    if (network === null) return;
    const count = (open.get(network) ?? 0) + 1;
    if (count > perAddress) {
      socket.destroy();
      return;
    }
    open.set(network, count);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    });
  });
}

const noHeaders = { get: () => null };

const malformed: PlainResponse = {
  status: 400,
  headers: {
    'access-control-allow-origin': '*',
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  },
  body: JSON.stringify({
    error: {
      code: 'malformed-request',
      message: 'The request names no host, an impossible one, or says twice what can be said once.',
      fields: [],
    },
  }),
};

/** What says who asks and for what: of two, a proxy may believe the one and the server the other. */
const onlyOnce = /^(host|authorization|origin|content-length|x-incident-kit-key)$/i;

function isDoubled(rawHeaders: readonly string[]): boolean {
  let seen: string[] | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!onlyOnce.test(name)) continue;
    const lower = name.toLowerCase();
    if (seen?.includes(lower)) return true;
    seen = [...(seen ?? []), lower];
  }
  return false;
}

function send(response: ServerResponse, { status, headers, body }: PlainResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

async function sendStream(
  response: ServerResponse,
  request: PlainRequest,
  edge: Edge,
): Promise<void> {
  const sink: StreamSink = {
    write(bytes) {
      // Its end is told a moment after it.
      if (response.destroyed) return 0;
      response.write(bytes);
      return response.writableLength;
    },
    end: () => response.end(),
    fail: () => response.destroy(),
  };
  try {
    const answer = await edge.openStream(request, sink);
    if ('body' in answer) {
      send(response, answer);
      return;
    }
    const { status, headers, subscriber } = answer;
    // It may have gone while it was asked who it is.
    if (response.destroyed) {
      subscriber.left();
      return;
    }
    response.on('close', () => subscriber.left());
    response.writeHead(status, headers);
  } catch {
    // Whoever went away in the middle of a request waits for no answer.
    response.destroy();
  }
}

/** The last one: nearly all requests come to one host, and reading it costs as much as the rest. */
let last: { host: string; protocol: string; origin: string | null } = {
  host: '',
  protocol: '',
  origin: null,
};

/** Null when there is no such host. */
function originOf(host: string, protocol: string): string | null {
  if (last.host !== host || last.protocol !== protocol) {
    const origin = isHost(host) ? new URL(`${protocol}://${host}`).origin : null;
    last = { host, protocol, origin };
  }
  return last.origin;
}

function remoteOf({ incoming }: HttpBindings): string | null {
  return incoming.socket.remoteAddress ?? null;
}

function isHost(host: string): boolean {
  return plainHost.test(host) && URL.canParse(`http://${host}`);
}

/** Null when it names no host. */
function fromIncoming(request: IncomingMessage, edge: Edge): PlainRequest | null {
  const { method = '', url = '' } = request;
  const headers: PlainRequest['headers'] = {
    get(name) {
      const value = request.headers[name];
      if (value === undefined) return null;
      return typeof value === 'string' ? value : value.join(', ');
    },
  };
  const { address, protocol } = edge.clientOf(request.socket.remoteAddress ?? null, headers);
  const origin = originOf(request.headers.host ?? '', protocol ?? 'http');
  if (origin === null) return null;
  return {
    method,
    target: url,
    origin,
    address,
    headers,
    trace: new RequestTrace(),
    text: async () => new TextDecoder().decode(await readBody(request)),
  };
}
