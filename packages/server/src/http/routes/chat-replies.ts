import { onBehalf } from '../on-behalf.ts';
import { fromSlack } from './from-slack.ts';
import type { OpenRoute } from './route.ts';

/** Where Slack tells of what people write into threads; it asks once whether anybody is there. */
export const chatReplies: OpenRoute = {
  method: 'POST',
  path: '/channels/slack/:channel/events',
  permission: 'chat',
  async handle(context, services) {
    const { channel, from, body } = await fromSlack(context, services);
    const written = from.clicks.writtenIn(body);
    if (written && 'challenge' in written) return new Response(written.challenge);
    if (written) await services.clicks.takeReply(channel, written, onBehalf(context, services));
    return new Response(null, { status: 200 });
  },
};
