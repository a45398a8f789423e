import type { AppRouter } from '@incident-kit/server';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { KitClient } from './client.ts';
import { errorFrom, KitRequestError, offlineError, type WireError } from './errors.ts';

/** The server's procedures, typed. */
export type KitApi = ReturnType<typeof createApi>;

const apis = new WeakMap<KitClient, KitApi>();

function createApi(client: KitClient) {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${client.endpoint}/trpc`,
        // What the server takes in one batch.
        maxItems: 20,
        fetch: (url, init) => client.send(`${url}`, init as RequestInit),
      }),
    ],
  });
}

/** @throws {KitRequestError} whatever went wrong. */
export async function callApi<T>(client: KitClient, use: (api: KitApi) => Promise<T>): Promise<T> {
  const api = apis.get(client) ?? createApi(client);
  apis.set(client, api);
  try {
    const answer = await use(api);
    const { now } = { ...answer } as { now?: unknown };
    if (typeof now === 'number') client.sync(now);
    return answer;
  } catch (error) {
    throw toKitError(error);
  }
}

/** Whatever a call threw, as the one kind of error that elements know. */
export function toKitError(error: unknown): KitRequestError {
  if (error instanceof KitRequestError) return error;
  if (!(error instanceof TRPCClientError)) return offlineError(error);
  if (error.cause instanceof KitRequestError) return error.cause;
  const wire = error as WireError;
  return errorFrom(wire, wire.data?.httpStatus ?? 0);
}
