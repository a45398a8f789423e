import type { Context } from 'hono';
import type { Caller } from '../../access/caller.ts';
import { KitError } from '../../domain/errors.ts';
import { liveInput, readTopics } from '../../live/read-topics.ts';
import { resumedAt } from '../../live/resume-id.ts';
import { requestInfo } from '../request-info.ts';
import type { Services } from '../services.ts';
import type { GuardedRoute } from './route.ts';

/** Opens a live stream. Elements POST a position for each topic; `EventSource` and curl use GET. */
export const live: GuardedRoute[] = (['POST', 'GET'] as const).map((method) => ({
  method,
  path: '/live',
  permission: 'live:listen',
  handle: listen,
}));

async function listen(context: Context, services: Services, caller: Caller): Promise<Response> {
  services.overload.assertNotOverloaded();
  const request = context.req.raw;
  const input = request.method === 'GET' ? fromQuery(context) : await readJson(request);
  const asked = liveInput.parse(input);
  const topics = await services.store.read((snapshot) => readTopics(asked, caller, snapshot));
  const resumesById = request.method === 'GET';
  const lastId = (resumesById && context.req.header('last-event-id')) || '';
  const from = lastId.includes('.') ? resumedAt(topics, lastId) : topics;
  const { address } = requestInfo(context);
  return new Response(services.feed.open(caller, from, { address, resumesById }), {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // nginx would otherwise hold messages back until a buffer is full.
      'x-accel-buffering': 'no',
    },
  });
}

/** `?topics=badge:INC-1,badge:INC-2&after=12`; a reconnecting EventSource says `Last-Event-ID`. */
function fromQuery(context: Context): unknown {
  const topics = (context.req.query('topics') ?? '').split(',').filter(Boolean);
  const lastId = context.req.header('last-event-id');
  const isOfAll = lastId?.includes('.') ?? false;
  const after = Number((isOfAll ? undefined : lastId) ?? context.req.query('after') ?? 0);
  return { topics: Object.fromEntries(topics.map((topic) => [topic, after])) };
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new KitError('malformed-request', 'The request is not valid JSON.', { cause });
  }
}
