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
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The fields that the server's refusal is about, with paths as in the input. */
  readonly fields: FieldError[];
  /** What a program needs to recover, e.g. `details.current` of `matrix-stale`. */
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: KitErrorCode,
    message: string,
    status = 0,
    fields: FieldError[] = [],
    details?: Record<string, unknown>,
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.details = details;
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

/** Thrown away with `throw`: what a request fails with when nothing answered. */
export function offline(): never {
  throw new KitRequestError('offline', 'The server cannot be reached.');
}
