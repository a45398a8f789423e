import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { siteKeyHeader } from '../access/authenticator.ts';
import { toErrorBody, toKitError, toTrpcEnvelope } from '../api/errors.ts';
import { KitError } from '../domain/errors.ts';
import { limitBody } from './limit-body.ts';
import { routes } from './routes.ts';
import type { Services } from './services.ts';

/** The HTTP edge: every route, behind the same limits, logged the same way, failing the same way. */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const startedAt = performance.now();
    await next();
    services.log.info(
      {
        method: context.req.method,
        // Without the query: it may name incidents and keys.
        path: context.req.path,
        status: context.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  });
  app.use(
    // Open to all, so that every page can read what it is told. Who may do what is decided by the site
    // key and its origins, and there are no cookies that another page could make use of.
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type', siteKeyHeader],
      maxAge: 7200,
    }),
  );
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
        ? new KitError('method-not-allowed', `${context.req.method} is not possible here.`)
        : new KitError('not-found', `There is nothing at ${context.req.path.slice(0, 200)}.`),
    );
  });
  app.onError((error, context) => {
    const refusal = toKitError(error);
    if (refusal.code === 'internal') services.log.error({ err: refusal.cause }, 'failed');
    return refuse(context, refusal);
  });
  return app;
}

/** Calls are refused as their clients expect it, everything else as plainly as possible. */
function refuse(context: Context, error: KitError): Response {
  const { httpStatus, ...body } = toErrorBody(error);
  const isCall = context.req.path.startsWith('/trpc/');
  return Response.json(isCall ? toTrpcEnvelope(error) : { error: body }, { status: httpStatus });
}
