import { hash } from 'node:crypto';
import { siteKeyHeader } from '../../access/authenticator.ts';
import { readServiceFeed } from '../../operations/incidents/read-service-feed.ts';
import { requestInfo } from '../request-info.ts';
import type { GuardedRoute } from './route.ts';

/** `/services/email/incidents.atom?key=pk_…`: what a status page shows of a service, for readers of feeds. */
export const serviceFeed: GuardedRoute = {
  method: 'GET',
  path: '/services/:service/incidents.atom',
  permission: 'badge:read',
  async handle(context, services, caller) {
    const service = (context.req.param('service') ?? '').slice(0, 64);
    const asked = services.contextFor(requestInfo(context), caller);
    const text = await readServiceFeed(asked, service);
    const etag = `"${hash('sha256', text, 'base64url').slice(0, 22)}"`;
    const headers = {
      etag,
      // For who asked only: another page may not see the same.
      'cache-control': 'private, max-age=60',
      vary: `origin, authorization, ${siteKeyHeader}`,
    };
    if (isNamedBy(context.req.header('if-none-match'), etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(text, {
      headers: {
        ...headers,
        'content-type': 'application/atom+xml; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  },
};

/** Proxies that compress what they pass on make a weak tag of it. */
function isNamedBy(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}
