import { z } from 'zod';
import { requestInfo } from '../../access/authenticator.ts';
import { assertMay } from '../../access/caller.ts';
import { targetNames } from '../../domain/sla/targets.ts';
import { readBadges } from '../../operations/incidents/read-badges.ts';
import { badgeSvg, unknownBadgeSvg } from './badge-svg.ts';
import type { Route } from './route.ts';

const query = z.object({
  target: z.enum(targetNames).optional(),
});

/**
 * `/badges/incident/INC-42.svg?target=response`: a badge as a picture. Without a target it is of the clock
 * that is due first.
 */
export const badgeImage: Route = {
  method: 'GET',
  path: '/badges/incident/:file{.+\\.svg}',
  permission: 'badge:read',
  async handle(context, services) {
    const info = requestInfo(context.req.raw);
    const caller = await services.authenticator.identify(info);
    assertMay(caller, 'badge:read');
    const { target } = query.parse({ target: context.req.query('target') });
    const reference = (context.req.param('file') ?? '').replace(/\.svg$/, '').slice(0, 32);
    const { badges, now } = await readBadges(services.contextFor(info, caller), {
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
        'cache-control': 'public, max-age=30',
        'cross-origin-resource-policy': 'cross-origin',
      },
    });
  },
};
