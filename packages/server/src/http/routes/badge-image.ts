import { z } from 'zod';
import { siteKeyHeader } from '../../access/authenticator.ts';
import { targetNames } from '../../domain/sla/targets.ts';
import { readBadges } from '../../operations/incidents/read-badges.ts';
import { requestInfo } from '../request-info.ts';
import { badgeSvg, unknownBadgeSvg } from './badge-svg.ts';
import type { GuardedRoute } from './route.ts';

const query = z.object({
  target: z.enum(targetNames).optional(),
});

/**
 * `/badges/incident/INC-42.svg?target=response`: a badge as a picture. Without a target it is of the clock
 * that is due first.
 */
export const badgeImage: GuardedRoute = {
  method: 'GET',
  path: '/badges/incident/:file{.+\\.svg}',
  permission: 'badge:read',
  async handle(context, services, caller) {
    const { target } = query.parse({ target: context.req.query('target') });
    const reference = (context.req.param('file') ?? '').replace(/\.svg$/, '').slice(0, 32);
    const { badges, now } = await readBadges(services.contextFor(requestInfo(context), caller), {
      incidents: [reference],
    });
    const badge = badges[reference];
    const image = badge
      ? badgeSvg(badge, target ?? badge.dueFirst, now)
      : unknownBadgeSvg(reference);
    return new Response(image, {
      // A picture also where there is none, as a broken image tells nobody anything.
      status: badge ? 200 : 404,
      headers: {
        'content-type': 'image/svg+xml; charset=utf-8',
        // For who asked only: another page, or without its key, may not see the same.
        'cache-control': 'private, max-age=30',
        vary: `origin, authorization, ${siteKeyHeader}`,
        'cross-origin-resource-policy': 'cross-origin',
        // Opened by itself it is a document: it runs nothing, and asks for nothing.
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    });
  },
};
