import { KitError } from '../../domain/errors.ts';
import type { OpenRoute } from './route.ts';

/** What the server counts, for Prometheus and whoever reads its format. */
export const metrics: OpenRoute = {
  method: 'GET',
  path: '/metrics',
  permission: 'operator',
  async handle(_context, services) {
    const text = await services.metrics?.text();
    if (!text) throw new KitError('not-found', 'Nothing is counted here.');
    return new Response(text.body, { headers: { 'content-type': text.type } });
  },
};
