import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import { fromTrpc, headersOf, isOurs } from '../../api/errors.ts';
import { appRouter } from '../../api/router.ts';
import type { Meta } from '../../api/trpc.ts';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { requestInfo } from '../request-info.ts';
import type { OpenRoute } from './route.ts';

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { meta?: Meta } } | undefined
>;

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
    const { trace } = requestInfo(context);
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
        trace?.refusals.push(refusal.code);
        if (isOurs(refusal)) services.log.error({ err: refusal.cause, path }, 'failed');
      },
    });
  },
};

/** A batch is one request: what its calls cost together, others wait for. */
function assertBatchLength(context: Context): void {
  if (context.req.query('batch') === undefined) return;
  // As tRPC reads it: a comma may be written as %2C.
  const paths = decoded(context.req.path.replace('/trpc/', '')).split(',');
  const cost = paths.reduce((sum, path) => sum + costOf(path), 0);
  if (paths.length > limits.batch || cost > limits.batch) {
    throw new KitError(
      'batch-too-long',
      paths.length > limits.batch
        ? `Send at most ${limits.batch} calls in one batch; send the others in another.`
        : 'These calls take too long for one batch. Send each by itself.',
      { details: { max: limits.batch } },
    );
  }
}

function costOf(path: string): number {
  return procedures[path]?._def.meta?.cost ?? 1;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new KitError('malformed-request', 'The address cannot be read.', { cause });
  }
}
