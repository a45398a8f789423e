import type { Context } from 'hono';
import { htmlPage } from './html-page.ts';

/** What a signed link ends with. */
export function tokenOf(context: Context): string {
  return context.req.param('token') ?? '';
}

/** What a link leads to that was not signed here, or is too old. @param why what may be so, and what to do */
export function linkNotGood(why: string): Response {
  return htmlPage({
    title: 'This link is not good any more',
    body: `<p>${why}</p>`,
    status: 404,
  });
}
