import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import { fromTrpc } from '../../api/errors.ts';
import { appRouter } from '../../api/router.ts';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { Services } from '../services.ts';
import type { Route } from './route.ts';

/** Calls of procedures, each of which declares its own permission. */
export const trpc: Route = {
  method: 'ALL',
  path: '/trpc/*',
  permission: 'of-procedure',
  async handle(context, services) {
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
  },
};

function assertBatchLength(context: Context): void {
  if (context.req.query('batch') === undefined) return;
  if (context.req.path.split(',').length > limits.batch) {
    throw new KitError(
      'batch-too-long',
      `Send at most ${limits.batch} calls in one batch; send the others in another.`,
      { details: { max: limits.batch } },
    );
  }
}

/** Gives the cache what visitors were answered, for the next who asks the same. */
async function keepBadges(
  context: Context,
  { badgeCache }: Services,
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
  badgeCache.keep(url.pathname + url.search, request.headers.get('origin') ?? '', body);
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'no-store');
  return new Response(body, { status: 200, headers });
}
