import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import { z } from 'zod';
import { assertMay } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import { fromTrpc } from '../api/errors.ts';
import { appRouter } from '../api/router.ts';
import { KitError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { targetNames } from '../domain/sla/targets.ts';
import { liveInput, readTopics } from '../live/topics.ts';
import { readBadges } from '../operations/incidents/read-badges.ts';
import { badgeImage, unknownBadgeImage } from './badge-image.ts';
import { receiptPage } from './receipt-page.ts';
import type { Services } from './services.ts';

/** One address of the server. Like a procedure, it declares what it takes to be answered. */
export interface Route {
  method: 'GET' | 'POST' | 'ALL';
  path: string;
  /** `public`: the same for everybody. `of-procedure`: each procedure declares its own. */
  permission: Permission | 'public' | 'of-procedure';
  handle(context: Context, services: Services): Response | Promise<Response>;
}

export const routes: Route[] = [
  { method: 'GET', path: '/healthz', permission: 'public', handle: health },
  { method: 'ALL', path: '/trpc/*', permission: 'of-procedure', handle: callProcedure },
  { method: 'POST', path: '/live', permission: 'live:listen', handle: listen },
  { method: 'GET', path: '/live', permission: 'live:listen', handle: listen },
  {
    method: 'GET',
    path: '/badges/incident/:file{.+\\.svg}',
    permission: 'badge:read',
    handle: drawBadge,
  },
  {
    method: 'GET',
    path: '/kit/*',
    permission: 'public',
    handle: (context, { files }) =>
      files.serve(context.req.path.replace(/^\/kit\//, ''), context.req.raw),
  },
  {
    method: 'GET',
    path: '/receipt',
    permission: 'public',
    handle: () => receiptPage('index.html'),
  },
  {
    method: 'GET',
    path: '/receipt/receipt.css',
    permission: 'public',
    handle: () => receiptPage('receipt.css'),
  },
  {
    method: 'GET',
    path: '/receipt/receipt.js',
    permission: 'public',
    handle: () => receiptPage('receipt.js'),
  },
];

async function health(_context: Context, services: Services): Promise<Response> {
  if (services.isClosing()) throw new KitError('shutting-down', 'The server is shutting down.');
  const seq = await services.store.read((snapshot) => snapshot.head());
  return Response.json({ status: 'ok', seq, streams: services.feed.size });
}

async function callProcedure(context: Context, services: Services): Promise<Response> {
  const request = context.req.raw;
  assertBatchLength(context);
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: limits.batch,
    async createContext() {
      return services.contextFor(request, await services.authenticator.identify(request));
    },
    onError({ error, path }) {
      const refusal = fromTrpc(error);
      if (refusal.code === 'internal') services.log.error({ err: refusal.cause, path }, 'failed');
    },
  });
  return keepBadges(context, services, response);
}

function assertBatchLength(context: Context): void {
  if (context.req.query('batch') === undefined) return;
  if (context.req.path.split(',').length > limits.batch) {
    throw new KitError(
      'batch-too-long',
      `Send at most ${limits.batch} calls in one batch; send the others in another.`,
    );
  }
}

/** Gives the fast lane what visitors were answered, for the next who asks the same. */
async function keepBadges(
  context: Context,
  { badgeLane }: Services,
  response: Response,
): Promise<Response> {
  const request = context.req.raw;
  const url = new URL(request.url);
  const isKeepable =
    url.pathname === '/trpc/badges.get' &&
    request.method === 'GET' &&
    response.status === 200 &&
    !url.searchParams.has('batch') &&
    !request.headers.has('authorization');
  if (!isKeepable) return response;
  const body = await response.text();
  badgeLane.keep(url.pathname + url.search, request.headers.get('origin') ?? '', body);
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'no-store');
  return new Response(body, { status: 200, headers });
}

/** Opens a live stream. Elements POST a position for each topic; `EventSource` and curl use GET. */
async function listen(context: Context, services: Services): Promise<Response> {
  const request = context.req.raw;
  const caller = await services.authenticator.identify(request);
  assertMay(caller, 'live:listen');
  const input = request.method === 'GET' ? fromQuery(context) : await readJson(request);
  const asked = liveInput.parse(input);
  const topics = await services.store.read((snapshot) => readTopics(asked, caller, snapshot));
  return new Response(services.feed.open(caller, topics), {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // nginx would otherwise hold messages back until a buffer is full.
      'x-accel-buffering': 'no',
    },
  });
}

/** `?topics=badge:INC-1,badge:INC-2&after=12`; a reconnecting EventSource says `Last-Event-ID`. */
function fromQuery(context: Context): unknown {
  const topics = (context.req.query('topics') ?? '').split(',').filter(Boolean);
  const after = Number(context.req.header('last-event-id') ?? context.req.query('after') ?? 0);
  return { topics: Object.fromEntries(topics.map((topic) => [topic, after])) };
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new KitError('malformed-request', 'The request is not valid JSON.', { cause });
  }
}

const drawBadgeQuery = z.object({
  target: z.enum(targetNames).default('resolution'),
});

async function drawBadge(context: Context, services: Services): Promise<Response> {
  const request = context.req.raw;
  const caller = await services.authenticator.identify(request);
  assertMay(caller, 'badge:read');
  const { target } = drawBadgeQuery.parse({ target: context.req.query('target') });
  const reference = (context.req.param('file') ?? '').replace(/\.svg$/, '').slice(0, 32);
  const { badges, now } = await readBadges(services.contextFor(request, caller), {
    incidents: [reference],
  });
  const badge = badges[reference];
  const image = badge ? badgeImage(badge, target, now) : unknownBadgeImage(reference);
  return new Response(image, {
    // A picture also where there is none, as a broken image tells nobody anything.
    status: badge ? 200 : 404,
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=30',
      'cross-origin-resource-policy': 'cross-origin',
    },
  });
}
