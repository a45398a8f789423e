import { createServer, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { PlainRequest } from '../api/exchange.ts';
import type { Edge } from './edge.ts';
import { readBody } from './read-body.ts';

const plainHost = /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i;

/**
 * A `node:http` server. Turning a request into a Request and a Response back costs more than most
 * answers, so plain calls go from the socket to the exchange and back.
 */
export function createNodeServer(edge: Edge): Server {
  // The global Request and Response stay as they are: this may run inside somebody else's process.
  const listener = getRequestListener((request) => edge.fetch(request), {
    overrideGlobalObjects: false,
  });
  return createServer((request, response) => {
    const plain = fromIncoming(request);
    const call = plain && edge.takes(plain);
    if (!plain || !call) {
      listener(request, response);
      return;
    }
    edge.answer(call, plain).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
        response.end(body);
      },
      // Whoever went away in the middle of a request waits for no answer.
      () => response.destroy(),
    );
  });
}

/** The last one: nearly all requests come to one host, and reading it costs as much as the rest. */
let last = { host: '', origin: '' };

function originOf(host: string): string {
  if (last.host !== host) last = { host, origin: new URL(`http://${host}`).origin };
  return last.origin;
}

/** Null when it has to be looked at closer where it came to. */
function fromIncoming(request: IncomingMessage): PlainRequest | null {
  const { method = '', url = '', headers } = request;
  const host = headers.host ?? '';
  if (!plainHost.test(host)) return null;
  return {
    method,
    target: url,
    origin: originOf(host),
    headers: {
      get(name) {
        const value = headers[name];
        return (Array.isArray(value) ? value.join(', ') : value) ?? null;
      },
    },
    text: async () => new TextDecoder().decode(await readBody(request)),
  };
}
