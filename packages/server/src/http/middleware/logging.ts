import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

/** Logs one line for each request, once it is answered. */
export function logging(log: Logger): MiddlewareHandler {
  return async function logging(context, next) {
    const startedAt = performance.now();
    await next();
    log.info(
      {
        method: context.req.method,
        // Without the query: it may name incidents and keys.
        path: context.req.path,
        status: context.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  };
}
