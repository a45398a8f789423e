import { KitError } from '../../domain/errors.ts';
import type { Route } from './route.ts';

/** Whether the server can do its work, or else why not, and how far its log has come. */
export const health: Route = {
  method: 'GET',
  path: '/healthz',
  permission: 'public',
  async handle(_context, services) {
    if (services.isClosing()) throw new KitError('shutting-down', 'The server is shutting down.');
    await services.store.checkWritable();
    const problem = await services.store.check();
    if (problem) throw problem;
    const seq = await services.store.read((snapshot) => snapshot.log.lastSeq());
    return Response.json({ status: 'ok', seq, streams: services.feed.size });
  },
};
