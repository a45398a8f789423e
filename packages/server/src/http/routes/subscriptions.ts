import {
  changeSubscription,
  readSubscription,
  type SubscriptionShown,
} from '../../operations/subscriptions/change-subscription.ts';
import type { SubscriptionStep } from '../../operations/subscriptions/subscription-links.ts';
import { asPage } from '../pages/as-page.ts';
import { escapeHtml, htmlPage } from '../pages/html-page.ts';
import { tokenOf } from '../pages/link-page.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

/** What links in mails to subscribers lead to: GET shows it, POST does it, also as RFC 8058 has mail programs send it. */
export const subscriptions: readonly OpenRoute[] = [...pagesOf('confirm'), ...pagesOf('leave')];

function pagesOf(step: SubscriptionStep): OpenRoute[] {
  const path = `/subscriptions/${step}/:token`;
  return [
    {
      method: 'GET',
      path,
      permission: 'link',
      handle: (context, services) =>
        asPage(async () =>
          toDo(step, await readSubscription(linked(services), step, tokenOf(context))),
        ),
    },
    {
      method: 'POST',
      path,
      permission: 'link',
      handle: (context, services) =>
        asPage(async () =>
          done(step, await changeSubscription(linked(services), step, tokenOf(context))),
        ),
    },
  ];
}

function linked({ store, links, now }: Services) {
  return { store, links, now };
}

function toDo(step: SubscriptionStep, { service, state }: SubscriptionShown): Response {
  if (state === (step === 'confirm' ? 'on' : 'left')) return done(step, { service, state });
  const name = escapeHtml(service);
  const [title, said, button] =
    step === 'confirm'
      ? ['Confirm', `You will be told of incidents of ${name} by mail.`, 'Confirm']
      : ['Unsubscribe', `You will no longer be told of incidents of ${name}.`, 'Unsubscribe'];
  const body = `<p>${said}</p><form method="post"><p><button type="submit">${button}</button></p></form>`;
  return htmlPage({ title, body });
}

function done(step: SubscriptionStep, { service }: SubscriptionShown): Response {
  const name = escapeHtml(service);
  return step === 'confirm'
    ? htmlPage({
        title: 'Confirmed',
        body: `<p>You are told of incidents of ${name} by mail. Each mail has a link that ends that.</p>`,
      })
    : htmlPage({
        title: 'Unsubscribed',
        body: `<p>You are told no more of ${name}, and your address was erased.</p>`,
      });
}
