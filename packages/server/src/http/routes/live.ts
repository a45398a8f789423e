import type { Context } from 'hono';
import type { Caller } from '../../access/caller.ts';
import { streamBody } from '../../live/stream-body.ts';
import { admitStream, livePath, livePermission, streamHeaders } from '../live-streams.ts';
import { requestInfo } from '../request-info.ts';
import type { Services } from '../services.ts';
import type { GuardedRoute } from './route.ts';

/** Opens a live stream. Elements POST a position for each topic; `EventSource` and curl use GET. */
export const live: GuardedRoute[] = (['POST', 'GET'] as const).map((method) => ({
  method,
  path: livePath,
  permission: livePermission,
  handle: listen,
}));

async function listen(context: Context, services: Services, caller: Caller): Promise<Response> {
  const request = context.req.raw;
  const text = request.method === 'POST' ? await request.text() : null;
  const admitted = await admitStream(services, caller, { ...requestInfo(context), text });
  // Nobody would ever read it to its end, or go away from it.
  if (request.method === 'HEAD') return new Response(null, { headers: streamHeaders });
  const body = streamBody((sink) => services.feed.open(admitted, sink));
  return new Response(body, { headers: streamHeaders });
}
