import { KitError } from '../../domain/errors.ts';
import { takeDelivery } from '../../operations/signals/take-delivery.ts';
import type { OpenRoute } from './route.ts';

/**
 * Where sources of alerts send them. It answers once the delivery is on disk. What cannot be read is kept as well,
 * and refused, so that whoever sets a source up sees why, and that no source sends it again and again.
 */
export const intake: OpenRoute = {
  method: 'POST',
  path: '/intake/:source/:secret',
  permission: 'source',
  async handle(context, services) {
    const { source: key = '', secret = '' } = context.req.param();
    const source = services.sources.find(key, secret);
    if (!source) {
      throw new KitError('not-found', 'There is no such source, or its secret is another.', {
        details: { path: '/intake' },
      });
    }
    services.overload.assertNotOverloaded();
    const request = context.req.raw;
    const body = new Uint8Array(await request.arrayBuffer());
    const taken = await takeDelivery(services, source, {
      headers: request.headers,
      query: new URL(request.url).searchParams,
      body,
    });
    const { id, problem, signals, unnamed, quarantined } = taken;
    if (problem !== null) services.log.warn({ source: key, delivery: id }, problem);
    const status = problem === null ? 202 : 422;
    return Response.json({ delivery: id, signals, unnamed, quarantined, problem }, { status });
  },
};
