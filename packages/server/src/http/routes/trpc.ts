import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import { fromTrpc, headersOf, isOurs } from '../../api/errors.ts';
import { appRouter } from '../../api/router.ts';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { requestInfo } from '../request-info.ts';
import type { OpenRoute } from './route.ts';

/**
 * Calls that need tRPC's own protocol, such as batches; plain ones are exchanged before they come here.
 * Each procedure declares its own permission.
 */
export const trpc: OpenRoute = {
  method: 'ALL',
  path: '/trpc/*',
  permission: 'of-procedure',
  async handle(context, services) {
    const request = context.req.raw;
    assertBatchLength(context);
    return fetchRequestHandler({
      endpoint: '/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: limits.batch,
      async createContext() {
        const info = requestInfo(context);
        return services.contextFor(info, await services.authenticator.identify(info));
      },
      responseMeta({ paths, errors }) {
        const hasBadges = errors.length === 0 && paths?.includes('badges.get');
        return {
          headers: new Headers({
            ...(hasBadges && { 'cache-control': 'no-store' }),
            // Of several the last: that is how long it takes until all of them may go well.
            ...Object.assign({}, ...errors.map(fromTrpc).map(headersOf)),
          }),
        };
      },
      onError({ error, path }) {
        const refusal = fromTrpc(error);
        if (isOurs(refusal)) services.log.error({ err: refusal.cause, path }, 'failed');
      },
    });
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
