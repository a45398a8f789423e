import type { Context } from 'hono';
import type { Caller } from '../../access/caller.ts';
import { headersOf } from '../../api/errors.ts';
import { KitError } from '../../domain/errors.ts';
import {
  askForSubscription,
  subscriberAddress,
} from '../../operations/subscriptions/ask-subscription.ts';
import { followedService } from '../../operations/subscriptions/followed-service.ts';
import { escapeHtml, htmlPage } from '../pages/html-page.ts';
import { requestInfo } from '../request-info.ts';
import type { Services } from '../services.ts';
import type { GuardedRoute } from './route.ts';

const path = '/services/:service/subscribe';

/** `/services/email/subscribe?key=pk_…`: the form by which people of a status page are told by mail. */
export const subscribe: readonly GuardedRoute[] = [
  { method: 'GET', path, permission: 'badge:read', handle: show },
  { method: 'POST', path, permission: 'badge:read', handle: take },
];

async function show(context: Context, services: Services, caller: Caller): Promise<Response> {
  return form(await serviceName(context, services, caller));
}

async function take(context: Context, services: Services, caller: Caller): Promise<Response> {
  const name = await serviceName(context, services, caller);
  const typed = new URLSearchParams(await context.req.text()).get('address') ?? '';
  const address = subscriberAddress.safeParse(typed);
  if (!address.success) {
    const problem = 'This does not look like an email address.';
    return form(name, { problem, typed, status: 400 });
  }
  const asked = services.contextFor(requestInfo(context), caller);
  try {
    await askForSubscription(asked, { service: serviceId(context), address: address.data });
  } catch (error) {
    if (!(error instanceof KitError) || error.code !== 'too-many-requests') throw error;
    const { message: problem } = error;
    return form(name, { problem, typed, status: 429, headers: headersOf(error) });
  }
  return htmlPage({
    title: 'Look into your mailbox',
    body:
      `<p>A mail is on its way to ${escapeHtml(address.data)}. Open the link in it and confirm there, within two ` +
      `days, that you want to be told of incidents of ${escapeHtml(name)}. Until then you are told nothing.</p>`,
  });
}

function serviceId(context: Context): string {
  return (context.req.param('service') ?? '').slice(0, 64);
}

async function serviceName(context: Context, services: Services, caller: Caller): Promise<string> {
  const asked = services.contextFor(requestInfo(context), caller);
  const { service } = await asked.store.read((snapshot) =>
    followedService(asked, snapshot, serviceId(context)),
  );
  return service.name;
}

interface FormState {
  problem?: string;
  typed?: string;
  status?: number;
  headers?: Record<string, string>;
}

/** Without an action it is sent to its own address, which has the key of the site. */
function form(
  service: string,
  { problem, typed = '', status = 200, headers = {} }: FormState = {},
): Response {
  const described = problem === undefined ? '' : ' aria-invalid="true" aria-describedby="problem"';
  const said =
    problem === undefined ? '' : `<p id="problem" role="alert">${escapeHtml(problem)}</p>`;
  return htmlPage({
    title: `Be told of ${service}`,
    status,
    headers,
    body: `<p>You get a mail when an incident of ${escapeHtml(service)} begins, when its status changes, and when it is over. One click in any of them ends that.</p>
      ${said}
      <form method="post">
        <p><label for="address">Your email address</label></p>
        <p><input id="address" name="address" type="email" autocomplete="email" required maxlength="254" value="${escapeHtml(typed.slice(0, 254))}"${described} /></p>
        <p><button type="submit">Subscribe</button></p>
      </form>`,
  });
}
