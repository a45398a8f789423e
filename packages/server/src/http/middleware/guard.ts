import type { MiddlewareHandler } from 'hono';
import { forNobodyElse } from '../../api/exchange.ts';
import { requestInfo } from '../request-info.ts';
import type { Services } from '../services.ts';

/** What probes and orchestrators ask by whatever address they reach the server under. */
const forProbes = new Set(['/healthz', '/readyz', '/metrics']);

/** Refuses hosts that the server is not asked as, and says of each answer what may not be made of it. */
export function guard({ hosts }: Services): MiddlewareHandler {
  return async (context, next) => {
    if (!forProbes.has(context.req.path)) hosts.assertKnown(requestInfo(context).origin);
    await next();
    const { headers } = context.res;
    for (const [name, value] of Object.entries(forNobodyElse)) {
      if (!headers.has(name)) headers.set(name, value);
    }
  };
}
