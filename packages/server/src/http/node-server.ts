import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { siteKeyHeader } from '../access/authenticator.ts';
import type { BadgeCache } from './badge-cache.ts';
import type { CallLane } from './call-lane.ts';

const badgesPath = '/trpc/badges.get?';

/**
 * A `node:http` server on the app. Turning a request into a Request and a Response back costs more than
 * most answers, so what the badge cache has is written straight to the socket, and plain commands take
 * the call lane.
 */
export function createNodeServer(
  fetch: (request: Request) => Promise<Response>,
  badgeCache: BadgeCache,
  callLane: CallLane,
): Server {
  // The global Request and Response stay as they are: this may run inside somebody else's process.
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  return createServer((request, response) => {
    const called = callLane.takes(request);
    if (called !== null) {
      void callLane.answer(called, request, response);
      return;
    }
    const kept = isBadgeRead(request)
      ? badgeCache.answer(request.url ?? '', request.headers.origin ?? '')
      : null;
    if (kept === null) listener(request, response);
    else answer(response, kept);
  });
}

function isBadgeRead({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    url !== undefined &&
    url.startsWith(badgesPath) &&
    headers.authorization === undefined &&
    headers[siteKeyHeader] === undefined
  );
}

function answer(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
