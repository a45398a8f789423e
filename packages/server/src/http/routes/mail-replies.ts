import { KitError } from '../../domain/errors.ts';
import { takeReply } from '../../operations/messages/take-reply.ts';
import { onBehalf } from '../on-behalf.ts';
import type { OpenRoute } from './route.ts';

/**
 * Where a mail server passes on the answers to mails, as they came. 404: it answers to nothing, and whoever sent it
 * need not hear of that. Other refusals say what is to be told to whoever wrote it.
 */
export const mailReplies: OpenRoute = {
  method: 'POST',
  path: '/channels/email/:channel/:secret',
  permission: 'source',
  async handle(context, services) {
    const { channel = '', secret = '' } = context.req.param();
    const reader = services.replies.find(channel, secret);
    if (!reader) throw unknown('There is no such channel, or its secret is another.');
    const bytes = new Uint8Array(await context.req.raw.arrayBuffer());
    const outcome = await takeReply(
      { ...onBehalf(context, services), sites: services.sites },
      channel,
      { reader, bytes },
    );
    if (outcome === 'unknown') {
      services.log.warn(
        { channel },
        'A mail answers to nothing that was sent to whoever wrote it.',
      );
      throw unknown('It answers to nothing that was sent to whoever wrote it.');
    }
    return new Response(null, { status: 204 });
  },
};

function unknown(message: string): KitError {
  return new KitError('not-found', message, { details: { path: '/channels/email' } });
}
