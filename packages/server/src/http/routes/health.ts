import type { Context } from 'hono';
import { toErrorBody } from '../../api/errors.ts';
import { isDesk } from '../../domain/actor.ts';
import { KitError } from '../../domain/errors.ts';
import { requestInfo } from '../request-info.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

/**
 * Whether the server can do its work, or else why not. How far its log has come is for the desk: it moves
 * with what is nobody else's business.
 */
export const health: OpenRoute = {
  method: 'GET',
  path: '/healthz',
  permission: 'public',
  async handle(context, services) {
    if (services.isClosing()) throw new KitError('shutting-down', 'The server is shutting down.');
    await services.store.checkWritable();
    const problem = await services.store.check();
    if (problem) return unwell(problem, context, services);
    const facts = await factsOf(context, services);
    return Response.json({ status: 'ok', ...facts });
  },
};

/** What keeps it from its work, with the facts where they can still be read. */
async function unwell(problem: KitError, context: Context, services: Services): Promise<Response> {
  const { httpStatus, ...error } = toErrorBody(problem);
  const facts = await factsOf(context, services).catch(() => null);
  return Response.json({ error, status: problem.code, ...facts }, { status: httpStatus });
}

async function factsOf(
  context: Context,
  services: Services,
): Promise<{ seq?: number; streams: number }> {
  const { store, feed } = services;
  const seq = await store.read((snapshot) => snapshot.log.lastSeq());
  return { ...((await isOfDesk(context, services)) && { seq }), streams: feed.size };
}

/** Whoever asks without a token, or with one that is none, is answered all the same. */
async function isOfDesk(context: Context, { authenticator }: Services): Promise<boolean> {
  if (!context.req.header('authorization')) return false;
  const caller = await authenticator.identify(requestInfo(context)).catch(() => null);
  return caller !== null && isDesk(caller.role);
}
