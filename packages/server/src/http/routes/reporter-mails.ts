import type { Context } from 'hono';
import { areMailsWanted, wantMails } from '../../operations/reporters/stop-mails.ts';
import { htmlPage } from '../pages/html-page.ts';
import { linkNotGood, tokenOf } from '../pages/link-page.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

const path = '/reports/stop/:token';

/** The link in the mails to whoever reported something that ends them; also as RFC 8058 has mail programs send it. */
export const reporterMails: readonly OpenRoute[] = [
  { method: 'GET', path, permission: 'link', handle: show },
  { method: 'POST', path, permission: 'link', handle: act },
];

async function show(context: Context, services: Services): Promise<Response> {
  const isWanted = await areMailsWanted(services, tokenOf(context));
  if (isWanted === null) return notGood();
  if (!isWanted) return stopped();
  return htmlPage({
    title: 'No more mails?',
    body: `<p>You are told no more by mail of what becomes of your reports. The service desk works on them all the same.</p>
      <form method="post"><p><button name="List-Unsubscribe" value="One-Click">Send me no more of them</button></p></form>`,
  });
}

async function act(context: Context, services: Services): Promise<Response> {
  const isAgain = new URLSearchParams(await context.req.text()).has('again');
  if (!(await wantMails(services, tokenOf(context), isAgain))) return notGood();
  if (!isAgain) return stopped();
  return htmlPage({
    title: 'You are told by mail again',
    body: '<p>Each mail has a link that ends that.</p>',
  });
}

function stopped(): Response {
  return htmlPage({
    title: 'You get no more of these mails',
    body: `<p>Was that a mistake?</p>
      <form method="post"><p><button name="again" value="yes">Tell me by mail again</button></p></form>`,
  });
}

function notGood(): Response {
  return linkNotGood(
    'It may be cut off, or too old. Use the one of a newer mail, or ask the service desk.',
  );
}
