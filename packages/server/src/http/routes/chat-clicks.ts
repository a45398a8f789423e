import { onBehalf } from '../on-behalf.ts';
import { fromSlack } from './from-slack.ts';
import type { OpenRoute } from './route.ts';

/** Where Slack sends what people press, and the forms that they fill in. */
export const chatClicks: OpenRoute = {
  method: 'POST',
  path: '/channels/slack/:channel',
  permission: 'chat',
  async handle(context, services) {
    const { from, body } = await fromSlack(context, services);
    const click = from.clicks.clickIn(body);
    const problem = click && (await services.clicks.take(from, click, onBehalf(context, services)));
    return problem
      ? Response.json(from.clicks.refusal(problem))
      : new Response(null, { status: 200 });
  },
};
