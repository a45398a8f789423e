import type { AppRouter } from '@incident-kit/server';
import type { TRPCClient } from '@trpc/client';
import type { ClientCore } from './core.ts';
import { KitRequestError, noAnswer } from './errors.ts';

/** The server's procedures, typed as tRPC's own client has them. */
export type KitApi = TRPCClient<AppRouter>;

/**
 * tRPC's own client is 6.9 kB, a third of what the report form may weigh, for batching, links and
 * subscriptions that no element uses. One call is one request of a documented form, and the types are
 * tRPC's: a procedure that changes on the server does not compile here.
 */
export function createApi(client: Pick<ClientCore, 'fetch'>): KitApi {
  const at = (path: string[]): unknown =>
    new Proxy(() => {}, {
      // Handed out of an async function, it must not look like a promise.
      get: (_, name) => (name === 'then' ? undefined : at([...path, String(name)])),
      apply: (_, __, [input]: unknown[]) => {
        const url = `/trpc/${path.slice(0, -1).join('.')}`;
        const json = JSON.stringify(input);
        return path.at(-1) === 'query'
          ? answerOf(client.fetch(json ? `${url}?input=${encodeURIComponent(json)}` : url))
          : answerOf(
              client.fetch(url, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: json ?? null,
              }),
            );
      },
    });
  return at([]) as KitApi;
}

async function answerOf(request: Promise<Response>): Promise<unknown> {
  const response = await request;
  try {
    return (await response.json()).result.data;
  } catch (cause) {
    const { status } = response;
    if (cause instanceof DOMException) noAnswer(cause);
    throw new KitRequestError('unreadable-answer', `The server answered ${status}.`, status);
  }
}
