import { unsubscribe as end, isSubscribed } from '../../operations/messages/unsubscribe.ts';
import { escapeHtml, htmlPage } from '../pages/html-page.ts';
import { linkNotGood, tokenOf } from '../pages/link-page.ts';
import type { OpenRoute } from './route.ts';

const path = '/channels/unsubscribe/:token';

const notGood = () =>
  linkNotGood(
    'It may be cut off, or too old. Use the one of a newer mail, or ask an administrator.',
  );

const done = () =>
  htmlPage({
    title: 'You get no more of these mails',
    body: '<p>Who sets up the service desk sees that you ended them, and can set them up again.</p>',
  });

/** The link in the mails of a person that ends them: opening it asks, and its button does. */
const ask: OpenRoute = {
  method: 'GET',
  path,
  permission: 'link',
  async handle(context, { messageLinks, store, now }) {
    const ended = messageLinks.unsubscriptionIn(tokenOf(context), now());
    if (!ended) return notGood();
    if (!(await isSubscribed(store, ended))) return done();
    const told = `${escapeHtml(ended.address)} is told of incidents by mail.`;
    const button = 'name="List-Unsubscribe" value="One-Click"';
    return htmlPage({
      title: 'No more mails?',
      body: `<p>${told} Without that, nobody reaches you there, also when you are on call.</p>
      <form method="post"><p><button ${button}>Send me no more of them</button></p></form>`,
    });
  },
};

/** Also what programs for mail send by themselves when somebody presses their button (RFC 8058). */
const act: OpenRoute = {
  method: 'POST',
  path,
  permission: 'link',
  async handle(context, { messageLinks, store, now }) {
    const ended = messageLinks.unsubscriptionIn(tokenOf(context), now());
    if (!ended) return notGood();
    await end(store, ended);
    return done();
  },
};

export const unsubscribe: readonly OpenRoute[] = [ask, act];
