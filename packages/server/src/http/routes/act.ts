import { type ActionShown, actByLink, actionShown } from '../../operations/messages/act-by-link.ts';
import { onBehalf } from '../on-behalf.ts';
import { escapeHtml, htmlPage } from '../pages/html-page.ts';
import { linkNotGood, tokenOf } from '../pages/link-page.ts';
import type { OpenRoute } from './route.ts';

const path = '/channels/act/:token';

const notGood = () =>
  linkNotGood(
    'It may be cut off, or too old, or you are told of incidents there no more. Use the one of a newer message, or sign in to the service desk.',
  );

const words = {
  acknowledge: { ask: 'Acknowledge', done: 'You have acknowledged' },
  resolve: { ask: 'Resolve', done: 'You have resolved' },
};

/** Opening the link asks, as whatever reads messages opens links by itself; the button of the page does. */
const ask: OpenRoute = {
  method: 'GET',
  path,
  permission: 'link',
  async handle(context, { messageLinks, store, now }) {
    const linked = messageLinks.actionIn(tokenOf(context), now());
    const shown = linked && (await actionShown(store, linked));
    if (!shown) return notGood();
    return shown.isOffered ? form(shown) : standing(shown);
  },
};

const act: OpenRoute = {
  method: 'POST',
  path,
  permission: 'link',
  async handle(context, services) {
    const { messageLinks, store, now } = services;
    const linked = messageLinks.actionIn(tokenOf(context), now());
    const before = linked && (await actionShown(store, linked));
    if (!linked || !before) return notGood();
    const text = new URLSearchParams(await context.req.text()).get('text') ?? '';
    const problem = await actByLink(onBehalf(context, services), linked, linked.action, text);
    const shown = (await actionShown(store, linked)) ?? before;
    if (problem === null) {
      const title = `${words[shown.action].done} ${shown.reference}`;
      return htmlPage({ title, body: standOf(shown) });
    }
    return shown.isOffered ? form(shown, problem, text) : standing(shown, problem);
  },
};

function form(shown: ActionShown, problem?: string, text = ''): Response {
  const { action, reference } = shown;
  const label =
    action === 'resolve'
      ? `<p><label for="text">What was done? Whoever reported it reads that.</label></p>
      <p><textarea id="text" name="text" rows="4" required minlength="3">${escapeHtml(text)}</textarea></p>`
      : '';
  return htmlPage({
    title: `${words[action].ask} ${reference}?`,
    body: `${problem ? `<p role="alert">${escapeHtml(problem)}</p>` : ''}${standOf(shown)}
      <form method="post">${label}<p><button>${words[action].ask}</button></p></form>`,
    ...(problem && { status: 422 }),
  });
}

/** Somebody was faster, or it is over. */
function standing(shown: ActionShown, problem = 'There is nothing left to do here.'): Response {
  return htmlPage({
    title: `${shown.reference} is ${shown.status}`,
    body: `<p>${escapeHtml(problem)}</p>${standOf(shown)}`,
  });
}

function standOf({ title, status, acknowledgedBy, link, reference }: ActionShown): string {
  const seen = acknowledgedBy ? `, acknowledged by ${escapeHtml(acknowledgedBy)}` : '';
  const more = link ? `<p><a href="${escapeHtml(link)}">Open ${reference}</a></p>` : '';
  return `<p>${escapeHtml(title)}</p><p>Status: ${escapeHtml(status)}${seen}</p>${more}`;
}

export const actions: readonly OpenRoute[] = [ask, act];
