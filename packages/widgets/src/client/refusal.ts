import type { FieldError } from '@incident-kit/server/domain';
import { again, type Request } from './again.ts';
import { type KitErrorCode, KitRequestError } from './errors.ts';

/** An error as the server writes it: tRPC's `{ message, data }`, or `{ code, message, fields }`. */
interface WireError {
  message?: string;
  code?: unknown;
  fields?: FieldError[];
  data?: { code?: unknown; fields?: FieldError[]; details?: Record<string, unknown> } | null;
}

/**
 * The error that an answer carries. A module of its own, loaded with the first refusal: most pages
 * never see one.
 */
export async function refusalOf(response: Response): Promise<KitRequestError> {
  const { status } = response;
  const body: { error?: WireError } | undefined = await response.json().catch(() => undefined);
  const { message, data, ...plain } = body?.error ?? {};
  const { code, fields, details } = { details: undefined, ...plain, ...data };
  return typeof code === 'string'
    ? new KitRequestError(code as KitErrorCode, message ?? code, status, fields, details)
    : status > 501
      ? new KitRequestError(
          'server-unavailable',
          `The server is not available (${status}).`,
          status,
        )
      : new KitRequestError('unreadable-answer', `The server answered ${status}.`, status);
}

/**
 * The answer to a request that was refused at first.
 * @throws {KitRequestError} what it was refused with, where the same again would be
 */
export async function answerAfter(response: Response, ...request: Request): Promise<Response> {
  const refusal = await refusalOf(response);
  const answer = await again(refusal, ...request);
  if (answer) return answer;
  throw refusal;
}

/** How long to find out whether the server is there at all, milliseconds. */
const probeMs = 5_000;

/**
 * Why a request got no answer, where more can be known than that: a browser says the same of a server
 * that is down, of an ad blocker and of a proxy that takes away what lets another page read. Whether the
 * server is there can be asked without reading what it says.
 */
export async function causeOf(
  cause: unknown,
  endpoint: string,
): Promise<KitRequestError | undefined> {
  if (!navigator.onLine || (cause as Error).name === 'TimeoutError') return undefined;
  try {
    const signal = AbortSignal.timeout(probeMs);
    await fetch(`${endpoint}/healthz`, { mode: 'no-cors', credentials: 'omit', signal });
  } catch {
    return undefined;
  }
  return new KitRequestError(
    'blocked',
    'The server is there, but its answers do not get to this page: an ad blocker, another extension of the browser or a proxy keeps them away.',
  );
}
