import { type Context, Hono } from 'hono';
import { assertMay } from '../access/caller.ts';
import { isOurs, toKitError, toTrpcEnvelope } from '../api/errors.ts';
import { appRouter } from '../api/router.ts';
import { KitError } from '../domain/errors.ts';
import { assertDeclared, isOpen } from './declared.ts';
import { cors } from './middleware/cors.ts';
import { guard } from './middleware/guard.ts';
import { limitBody } from './middleware/limit-body.ts';
import { assertOperator } from './operator.ts';
import { toPlainRefusal } from './refusal.ts';
import { requestInfo } from './request-info.ts';
import { routes } from './routes/index.ts';
import type { OpenRoute, Route } from './routes/route.ts';
import type { Services } from './services.ts';

/** Every route, behind the same limits, failing the same way. */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(cors);
  app.use(guard(services));
  app.use(limitBody);
  assertDeclared(appRouter, routes);
  for (const route of routes) {
    const { method, path } = route;
    const answer = (context: Context) => {
      const { trace } = requestInfo(context);
      if (trace) trace.route = path;
      return handle(route, context, services);
    };
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

/** Asks first who it is and whether they may, where a route says that not everybody may. */
async function handle(route: Route, context: Context, services: Services): Promise<Response> {
  if (route.permission === 'operator') assertOperator(context, services);
  if (isOpenRoute(route)) return route.handle(context, services);
  const caller = await services.authenticator.identify(requestInfo(context));
  assertMay(caller, route.permission);
  return route.handle(context, services, caller);
}

function isOpenRoute(route: Route): route is OpenRoute {
  return isOpen(route.permission);
}

/** Calls are refused as their clients expect it, everything else as plainly as possible. */
function refuse(context: Context, error: KitError): Response {
  requestInfo(context).trace?.refusals.push(error.code);
  const { status, headers, body } = toPlainRefusal(error);
  const isCall = context.req.path.startsWith('/trpc/');
  return new Response(isCall ? JSON.stringify(toTrpcEnvelope(error)) : body, { status, headers });
}
