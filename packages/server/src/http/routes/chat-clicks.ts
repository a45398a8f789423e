import { requestInfo } from '../request-info.ts';
import { notOfChat } from './not-of-chat.ts';
import type { OpenRoute } from './route.ts';

/** Where Slack sends what people press, and the forms that they fill in. */
export const chatClicks: OpenRoute = {
  method: 'POST',
  path: '/channels/slack/:channel',
  permission: 'chat',
  async handle(context, { clicks, store, now, contextFor }) {
    const request = requestInfo(context);
    const from = clicks.find(context.req.param('channel') ?? '');
    const body = await context.req.text();
    const { headers } = context.req.raw;
    if (!from?.clicks.isSigned({ headers, body }, now())) {
      throw notOfChat('/channels/slack');
    }
    const click = from.clicks.clickIn(body);
    const problem =
      click &&
      (await clicks.take(from, click, {
        store,
        contextFor: (caller) => contextFor(request, caller),
      }));
    return problem
      ? Response.json(from.clicks.refusal(problem))
      : new Response(null, { status: 200 });
  },
};
