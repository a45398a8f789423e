import type { WorkChallenge } from '@incident-kit/server/domain';
import type { ClientCore } from './core.ts';
import type { KitRequestError } from './errors.ts';

/** How often a request is sent once more, and how long somebody who sends something is kept waiting, seconds. */
const mostAttempts = 3;
const longestWait = 5;

/** A request, whose it is, and how often it was sent before. */
export type Request = [
  client: ClientCore & {
    fetch(path: string, init: RequestInit, attempts: number): Promise<Response>;
  },
  path: string,
  init: RequestInit,
  attempts?: number | undefined,
];

/**
 * Sends a request again where that is likely to go well: as somebody with a new token, with the work done that the
 * server asks for, or a moment later. Undefined where it is not.
 */
export async function again(
  { code, status, details }: KitRequestError,
  ...[client, path, init, attempts = 0]: Request
): Promise<Response | undefined> {
  const { token, tokenUrl } = client.settings;
  if (status === 401 && (token || tokenUrl) && !attempts) {
    client.forgetToken();
    return client.fetch(path, init, 1);
  }
  if (attempts >= mostAttempts) return undefined;
  if (code === 'proof-of-work-required') {
    const { solve } = await import('./proof-of-work.ts');
    const proof = await solve((details as { challenge: WorkChallenge }).challenge);
    const body = JSON.stringify({ ...JSON.parse(String(init.body)), proof });
    return client.fetch(path, { ...init, body }, attempts + 1);
  }
  const { what, retryAfter = 0 } = (details ?? {}) as { what?: string; retryAfter?: number };
  // Whoever opens a stream, or sends something, waits anyway; what is read is read again by who shows it.
  const isStream = what === 'streams';
  if (!isStream && !(what === 'reports' && retryAfter <= longestWait)) return undefined;
  await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000));
  return isStream ? undefined : client.fetch(path, init, attempts + 1);
}
