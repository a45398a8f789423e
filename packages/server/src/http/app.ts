import { type Context, Hono } from 'hono';
import { headersOf, isOurs, toErrorBody, toKitError, toTrpcEnvelope } from '../api/errors.ts';
import { KitError } from '../domain/errors.ts';
import { cors } from './middleware/cors.ts';
import { guard } from './middleware/guard.ts';
import { limitBody } from './middleware/limit-body.ts';
import { routes } from './routes/index.ts';
import type { Services } from './services.ts';

/** Every route, behind the same limits, failing the same way. */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(cors);
  app.use(guard(services));
  app.use(limitBody);
  for (const { method, path, handle } of routes) {
    const answer = (context: Parameters<typeof handle>[0]) => handle(context, services);
    if (method === 'ALL') app.all(path, answer);
    else app.on(method, path, answer);
  }
  app.notFound((context) => {
    const isKnown = routes.some((route) => route.path === context.req.path);
    return refuse(
      context,
      isKnown
        ? new KitError('method-not-allowed', `${context.req.method} is not possible here.`, {
            details: { method: context.req.method },
          })
        : new KitError('not-found', `There is nothing at ${context.req.path.slice(0, 200)}.`, {
            details: { path: context.req.path.slice(0, 200) },
          }),
    );
  });
  app.onError((error, context) => {
    const refusal = toKitError(error);
    if (isOurs(refusal)) services.log.error({ err: refusal.cause }, 'failed');
    return refuse(context, refusal);
  });
  return app;
}

/** Calls are refused as their clients expect it, everything else as plainly as possible. */
function refuse(context: Context, error: KitError): Response {
  const { httpStatus, ...body } = toErrorBody(error);
  const isCall = context.req.path.startsWith('/trpc/');
  return Response.json(isCall ? toTrpcEnvelope(error) : { error: body }, {
    status: httpStatus,
    headers: headersOf(error),
  });
}
