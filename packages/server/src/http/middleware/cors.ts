import { cors as honoCors } from 'hono/cors';
import { siteKeyHeader } from '../../access/authenticator.ts';

/**
 * Open to all, so that every page can read what it is told. Who may do what is decided by the site
 * key and its origins, and there are no cookies that another page could make use of.
 */
export const cors = honoCors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', siteKeyHeader, 'upload-offset'],
  maxAge: 7200,
});
