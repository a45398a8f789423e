import type { Context } from 'hono';
import type { RequestInfo } from '../access/authenticator.ts';

/** What the edge found out about a request before the app got it. */
export type Arrival = Pick<RequestInfo, 'origin' | 'address' | 'trace'>;

/** As much of a request as it takes to tell who sends it. */
export function requestInfo(context: Context): RequestInfo {
  const { origin, address, trace } = context.env as Arrival;
  const { url, headers } = context.req.raw;
  return { origin, address, trace, query: new URL(url).searchParams, headers };
}
