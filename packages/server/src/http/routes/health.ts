import { toErrorBody } from '../../api/errors.ts';
import { KitError } from '../../domain/errors.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

/** Whether the server can do its work, or else why not, and how far its log has come. */
export const health: OpenRoute = {
  method: 'GET',
  path: '/healthz',
  permission: 'public',
  async handle(_context, services) {
    if (services.isClosing()) throw new KitError('shutting-down', 'The server is shutting down.');
    await services.store.checkWritable();
    const problem = await services.store.check();
    if (problem) return unwell(problem, services);
    const facts = await factsOf(services);
    return Response.json({ status: 'ok', ...facts });
  },
};

/** What keeps it from its work, with the facts where they can still be read. */
async function unwell(problem: KitError, services: Services): Promise<Response> {
  const { httpStatus, ...error } = toErrorBody(problem);
  const facts = await factsOf(services).catch(() => null);
  return Response.json({ error, status: problem.code, ...facts }, { status: httpStatus });
}

async function factsOf({ store, feed }: Services): Promise<{ seq: number; streams: number }> {
  const seq = await store.read((snapshot) => snapshot.log.lastSeq());
  return { seq, streams: feed.size };
}
