import { pressKey } from '../../operations/messages/press-key.ts';
import { onBehalf } from '../on-behalf.ts';
import { tokenOf } from '../pages/link-page.ts';
import { notOfChat } from './not-of-chat.ts';
import type { OpenRoute } from './route.ts';

/** Where a telephone service sends the key that somebody pressed in a call; what it is answered is said there. */
export const callKeys: OpenRoute = {
  method: 'POST',
  path: '/channels/calls/:channel/:token',
  permission: 'chat',
  async handle(context, services) {
    const { calls, messageLinks, now } = services;
    const channel = context.req.param('channel') ?? '';
    const token = tokenOf(context);
    const reader = calls.find(channel);
    const url = messageLinks.keysAt(channel, token);
    const body = await context.req.text();
    const { headers } = context.req.raw;
    const called = messageLinks.calledIn(token, now());
    if (!reader || url === null || !called || !reader.isSigned(url, { headers, body })) {
      throw notOfChat('/channels/calls');
    }
    const { address, key } = reader.pressedIn(body);
    // Signed, and for somebody else: the service called another number than it was told to.
    if (address !== called.address) throw notOfChat('/channels/calls');
    const { text, isOpen } = await pressKey(onBehalf(context, services), called, key);
    return new Response(reader.answer(text, isOpen ? url : null), {
      headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
    });
  },
};
