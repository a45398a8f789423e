import type { Context } from 'hono';
import type { Services } from '../services.ts';
import { notOfChat } from './not-of-chat.ts';

/**
 * What Slack sent to a channel.
 * @throws KitError `not-found`: there is no such channel, or Slack did not sign it just now
 */
export async function fromSlack(context: Context, { clicks, now }: Services) {
  const channel = context.req.param('channel') ?? '';
  const from = clicks.find(channel);
  const body = await context.req.text();
  const { headers } = context.req.raw;
  if (!from?.clicks.isSigned({ headers, body }, now())) throw notOfChat('/channels/slack');
  return { channel, from, body };
}
