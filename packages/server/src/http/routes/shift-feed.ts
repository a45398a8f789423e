import { KitError } from '../../domain/errors.ts';
import { readFeed } from '../../operations/oncall/shift-feed.ts';
import type { OpenRoute } from './route.ts';

/** `/on-call/oncall_….ics`: somebody's shifts for a calendar, which can send no token. */
export const shiftFeed: OpenRoute = {
  method: 'GET',
  path: '/on-call/:file{.+\\.ics}',
  permission: 'feed',
  async handle(context, services) {
    const token = (context.req.param('file') ?? '').replace(/\.ics$/, '');
    const text = /^oncall_[\w-]{43}$/.test(token) ? await readFeed(services, token) : null;
    if (text === null) {
      const message = 'There is no such calendar, or its address has ended.';
      throw new KitError('not-found', message, { details: { path: '/on-call' } });
    }
    return new Response(text, {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="on-call.ics"',
        'cache-control': 'private, max-age=300',
        'referrer-policy': 'no-referrer',
      },
    });
  },
};
