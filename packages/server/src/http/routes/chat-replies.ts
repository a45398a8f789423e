import { requestInfo } from '../request-info.ts';
import { notOfChat } from './not-of-chat.ts';
import type { OpenRoute } from './route.ts';

/** Where Slack tells of what people write into threads; it asks once whether anybody is there. */
export const chatReplies: OpenRoute = {
  method: 'POST',
  path: '/channels/slack/:channel/events',
  permission: 'chat',
  async handle(context, { clicks, store, now, contextFor }) {
    const channel = context.req.param('channel') ?? '';
    const from = clicks.find(channel);
    const body = await context.req.text();
    const { headers } = context.req.raw;
    if (!from?.clicks.isSigned({ headers, body }, now())) {
      throw notOfChat('/channels/slack');
    }
    const written = from.clicks.writtenIn(body);
    if (written && 'challenge' in written) return new Response(written.challenge);
    if (written) {
      const request = requestInfo(context);
      await clicks.takeReply(channel, written, {
        store,
        contextFor: (caller) => contextFor(request, caller),
      });
    }
    return new Response(null, { status: 200 });
  },
};
