import type { ErrorCode, FieldError } from '@incident-kit/server/domain';

/**
 * What went wrong with a request. The server's codes, and three of our own: `offline` (the request
 * never got an answer), `token-unavailable` (the host page's own server gave no token) and
 * `unreadable-answer` (something answered, but not an Incident Kit).
 */
export type KitErrorCode = ErrorCode | 'offline' | 'token-unavailable' | 'unreadable-answer';

/** A request that failed. `message` is one sentence for the person in front of the page. */
export class KitRequestError extends Error {
  override readonly name = 'KitRequestError';
  readonly code: KitErrorCode;
  /** The fields that the server's refusal is about, with paths as in the input. */
  readonly fields: FieldError[];
  /** What a program needs to recover, e.g. `details.current` of `matrix-stale`. */
  readonly details: Record<string, unknown> | undefined;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(code: KitErrorCode, message: string, more: Partial<ErrorParts> = {}) {
    super(message, { cause: more.cause });
    this.code = code;
    this.fields = more.fields ?? [];
    this.details = more.details;
    this.status = more.status ?? 0;
  }

  /** No answer came at all: the network is gone, or the server is. */
  get offline(): boolean {
    return this.code === 'offline';
  }

  /** Whether the server said no, so that the same request again would be refused again. */
  get definite(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

interface ErrorParts {
  fields: FieldError[];
  details: Record<string, unknown> | undefined;
  status: number;
  cause: unknown;
}

/** The error that a server's answer carries, whichever of its two shapes it has. */
export async function errorOf(response: Response): Promise<KitRequestError> {
  const body = await response.json().catch(() => undefined);
  return errorFrom((Array.isArray(body) ? body[0] : body)?.error, response.status);
}

/** An error of the wire: tRPC's `{ message, data }`, or the plain routes' `{ code, message, fields }`. */
export function errorFrom(error: WireError | undefined, status: number): KitRequestError {
  const { code, fields, details } = { ...error, ...error?.data } as NonNullable<WireError['data']>;
  return typeof code === 'string'
    ? new KitRequestError(code, error?.message ?? code, { fields, details, status } as ErrorParts)
    : new KitRequestError('unreadable-answer', `The server answered ${status}.`, { status });
}

export interface WireError {
  message?: string;
  code?: unknown;
  data?: {
    code?: KitErrorCode;
    httpStatus?: number;
    fields?: FieldError[];
    details?: Record<string, unknown>;
  } | null;
}

export function offlineError(cause: unknown): KitRequestError {
  return new KitRequestError('offline', 'The server cannot be reached.', { cause });
}
