import { pressKey } from '../../operations/messages/press-key.ts';
import { requestInfo } from '../request-info.ts';
import { notOfChat } from './not-of-chat.ts';
import type { OpenRoute } from './route.ts';

/** Where a telephone service sends the key that somebody pressed in a call; what it is answered is said there. */
export const callKeys: OpenRoute = {
  method: 'POST',
  path: '/channels/calls/:channel/:token',
  permission: 'chat',
  async handle(context, { calls, messageLinks, store, now, contextFor }) {
    const channel = context.req.param('channel') ?? '';
    const token = context.req.param('token') ?? '';
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
    const doing = {
      store,
      contextFor: (caller: Parameters<typeof contextFor>[1]) =>
        contextFor(requestInfo(context), caller),
    };
    const { text, isOpen } = await pressKey(doing, called, key);
    return new Response(reader.answer(text, isOpen ? url : null), {
      headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
    });
  },
};
