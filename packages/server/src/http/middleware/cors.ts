import type { MiddlewareHandler } from 'hono';
import { cors as honoCors } from 'hono/cors';
import { siteKeyHeader } from '../../access/authenticator.ts';

const openToPages = honoCors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', siteKeyHeader, 'upload-offset'],
  maxAge: 7200,
});

/**
 * Open to all, so that every page can read what it is told. Who may do what is decided by the site
 * key and its origins, and there are no cookies that another page could make use of.
 * Sources of alerts are no pages: some ask in the same way, and what they ask is answered by their route.
 */
export const cors: MiddlewareHandler = (context, next) =>
  context.req.path.startsWith('/intake/') ? next() : openToPages(context, next);
