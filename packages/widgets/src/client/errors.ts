import type { ErrorCode, FieldError } from '@incident-kit/server/domain';

/**
 * What went wrong with a request: the server's codes, and some of our own. No answer came: `offline` (the
 * browser has no network), `unreachable` (nothing is there), `blocked` (the server is there, but this page
 * does not get its answers) and `no-answer` (in time). The host page's own server gave no token:
 * `session-ended` (whoever was signed in no longer is) and `token-unavailable`. Something answered, but not
 * an Incident Kit: `server-unavailable` (a proxy says that it is away) and `unreadable-answer`. Files
 * that go with a report are more than this browser keeps until the server is there: `files-not-kept`. The page's
 * security policy lets nothing be drawn: `templates-refused`.
 */
export type KitErrorCode =
  | ErrorCode
  | 'offline'
  | 'unreachable'
  | 'blocked'
  | 'no-answer'
  | 'session-ended'
  | 'token-unavailable'
  | 'server-unavailable'
  | 'unreadable-answer'
  | 'files-not-kept'
  | 'templates-refused';

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

  /** Whether the browser itself says that there is no network. */
  get offline(): boolean {
    return this.code === 'offline';
  }

  /** Whether the same request may succeed later without anybody doing anything about it. */
  get passes(): boolean {
    return this.status
      ? /408|429|50[234]/.test(`${this.status}`)
      : !/session|token/.test(this.code);
  }

  /** Whether the server said no, so that the same request again would be refused again. */
  get definite(): boolean {
    return /^4/.test(`${this.status}`) && !this.passes;
  }
}

/** How long the server may take to answer whole, milliseconds. */
export const answerTimeoutMs = 15_000;

/** Why nothing was answered, as far as a page can know: throws it. */
export function noAnswer(cause?: unknown): never {
  if ((cause as Error | undefined)?.name === 'TimeoutError') {
    throw new KitRequestError('no-answer', 'The server takes too long to answer.');
  }
  if (navigator.onLine)
    throw new KitRequestError('unreachable', 'The server cannot be reached just now.');
  throw new KitRequestError('offline', 'You are offline.');
}
