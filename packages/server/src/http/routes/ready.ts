import { toKitError } from '../../api/errors.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

/**
 * Whether requests may be sent here: for load balancers, who take it out of service while it cannot do its work.
 * Anybody may ask, so it says codes and nothing else.
 */
export const ready: OpenRoute = {
  method: 'GET',
  path: '/readyz',
  permission: 'public',
  async handle(_context, services) {
    const reasons = await reasonsAgainst(services);
    return Response.json(
      { ready: reasons.length === 0, reasons },
      {
        status: reasons.length === 0 ? 200 : 503,
      },
    );
  },
};

async function reasonsAgainst(services: Services): Promise<(ErrorCode | 'log-behind')[]> {
  if (services.isClosing()) return ['shutting-down'];
  const { store } = services;
  try {
    await store.checkWritable();
    const problem = await store.check();
    if (problem) return [problem.code];
  } catch (error) {
    return [toKitError(error).code];
  }
  return services.isBehind() ? ['log-behind'] : [];
}
