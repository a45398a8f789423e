import type { MiddlewareHandler } from 'hono';
import { limits } from '../../domain/limits.ts';
import { bodyTooLarge, readBody } from '../read-body.ts';

/**
 * Refuses bodies over the limit, before reading them where they say how long they are.
 *
 * Hono's own middleware copies the request with `new Request(request)`, which the request of
 * \@hono/node-server does not survive unless the global Request is replaced.
 */
export const limitBody: MiddlewareHandler = async (context, next) => {
  const request = context.req.raw;
  // Parts of files have a limit of their own, which each upload has announced.
  if (request.method === 'PATCH' && context.req.path.startsWith('/uploads/')) return next();
  // Sources of alerts are to find in their deliveries that one was too large: their route reads no more either.
  if (context.req.path.startsWith('/intake/')) return next();
  const length = request.headers.get('content-length');
  if (length !== null) {
    if (Number(length) > limits.bodyBytes) throw bodyTooLarge();
  } else if (request.method !== 'GET' && request.method !== 'HEAD' && request.body) {
    const { url, method, headers } = request;
    context.req.raw = new Request(url, { method, headers, body: await readBody(request.body) });
  }
  await next();
};
