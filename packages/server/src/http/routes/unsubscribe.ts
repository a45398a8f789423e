import { unsubscribe as end, isSubscribed } from '../../operations/messages/unsubscribe.ts';
import { plainPage } from '../plain-page.ts';
import type { OpenRoute } from './route.ts';

const path = '/channels/unsubscribe/:token';

const notGood = () =>
  plainPage(
    {
      title: 'This link is not good any more',
      text: [
        'It may be cut off, or too old. Use the one of a newer mail, or ask an administrator.',
      ],
    },
    404,
  );

const done = () =>
  plainPage({
    title: 'You get no more of these mails',
    text: ['Who sets up the service desk sees that you ended them, and can set them up again.'],
  });

/** The link in the mails of a person that ends them: opening it asks, and its button does. */
const ask: OpenRoute = {
  method: 'GET',
  path,
  permission: 'link',
  async handle(context, { messageLinks, store, now }) {
    const ended = messageLinks.unsubscriptionIn(context.req.param('token') ?? '', now());
    if (!ended) return notGood();
    if (!(await isSubscribed(store, ended))) return done();
    return plainPage({
      title: 'No more mails?',
      text: [
        `${ended.address} is told of incidents by mail. Without that, nobody reaches you there, also when you are on call.`,
      ],
      form: {
        buttons: [
          { name: 'List-Unsubscribe', value: 'One-Click', label: 'Send me no more of them' },
        ],
      },
    });
  },
};

/** Also what programs for mail send by themselves when somebody presses their button (RFC 8058). */
const act: OpenRoute = {
  method: 'POST',
  path,
  permission: 'link',
  async handle(context, { messageLinks, store, now }) {
    const ended = messageLinks.unsubscriptionIn(context.req.param('token') ?? '', now());
    if (!ended) return notGood();
    await end(store, ended);
    return done();
  },
};

export const unsubscribe: readonly OpenRoute[] = [ask, act];
