import type { TRPCError } from '@trpc/server';
import { type TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { z } from 'zod';
import { type ErrorCode, type FieldError, KitError } from '../domain/errors.ts';
import { fieldErrorsOf } from '../domain/field-errors.ts';

/** Seconds until a server that is away may be there again. */
const usualWait = 5;

/** How each refusal reads in HTTP. The one place where codes meet statuses. */
export const statusOf: Record<ErrorCode, number> = {
  'malformed-request': 400,
  'invalid-input': 400,
  'body-too-large': 413,
  'batch-too-long': 413,
  'not-found': 404,
  'method-not-allowed': 405,
  // Misdirected Request (RFC 9110, 15.5.20)
  'host-not-allowed': 421,
  'site-key-missing': 401,
  'site-key-unknown': 401,
  'site-disabled': 403,
  'origin-not-allowed': 403,
  'token-invalid': 401,
  'token-expired': 401,
  'token-keys-unavailable': 503,
  'receipt-invalid': 401,
  // No other credential opens what it did: there is nothing to try again with.
  'receipt-ended': 410,
  'sign-in-required': 401,
  'not-allowed': 403,
  'incident-not-found': 404,
  'already-acknowledged': 409,
  'already-resolved': 409,
  'already-closed': 409,
  'not-resolved': 409,
  'not-waiting': 409,
  'nothing-changed': 409,
  'incident-conflict': 409,
  'transition-not-allowed': 409,
  'field-required': 400,
  'team-unknown': 400,
  'person-not-in-team': 400,
  'note-not-found': 404,
  'note-not-yours': 403,
  'note-retracted': 409,
  'upload-not-found': 404,
  'upload-offset-wrong': 409,
  'upload-not-finished': 409,
  'file-too-large': 413,
  'incident-full': 413,
  'file-refused': 422,
  'attachment-not-found': 404,
  'scanner-unavailable': 503,
  'merge-not-possible': 409,
  'link-not-possible': 409,
  'matrix-invalid': 400,
  'matrix-stale': 409,
  'document-invalid': 400,
  'document-stale': 409,
  'version-not-found': 404,
  'anomaly-decided': 409,
  'anomaly-over': 409,
  'problem-not-found': 404,
  'problem-stale': 409,
  'problem-over': 409,
  'review-stale': 409,
  'review-empty': 409,
  'hint-not-found': 404,
  'article-not-found': 404,
  'article-stale': 409,
  'article-erased': 409,
  'article-language-taken': 409,
  'article-version-not-found': 404,
  'too-many-articles': 409,
  'too-many-views': 409,
  'site-not-found': 404,
  'site-exists': 409,
  'site-stale': 409,
  'too-many-sites': 409,
  'site-has-no-secret': 409,
  'site-has-two-secrets': 409,
  'secret-not-found': 404,
  'ical-invalid': 400,
  'url-not-allowed': 400,
  'url-unreadable': 502,
  'too-many-requests': 429,
  // Whoever does not know how to solve it may wait: it is asked for only while much is reported.
  'proof-of-work-required': 429,
  'stamp-required': 403,
  overloaded: 503,
  'topic-unknown': 400,
  'too-many-topics': 413,
  'shutting-down': 503,
  'database-unavailable': 503,
  'database-newer': 503,
  'database-moved': 503,
  'clock-behind': 503,
  'clock-off': 503,
  internal: 500,
};

/** A refusal as the network carries it. */
export interface ErrorBody {
  code: ErrorCode;
  /** One sentence for people. */
  message: string;
  httpStatus: number;
  fields: FieldError[];
  /** The values of the code, see `ErrorValues`. */
  details?: Record<string, unknown>;
}

export function toErrorBody(error: KitError): ErrorBody {
  return {
    code: error.code,
    message: error.message,
    httpStatus: statusOf[error.code],
    fields: error.fields,
    ...(error.details && { details: { ...error.details } }),
  };
}

/** How long to wait, in seconds, where waiting is all that it takes: as `Retry-After` says it. */
export function retryAfterOf({ code, details }: KitError): number | null {
  const said = (details as { retryAfter?: number } | undefined)?.retryAfter;
  return said ?? (statusOf[code] === 503 ? usualWait : null);
}

/** Headers that only a refusal has. */
export function headersOf(refusal: KitError): Record<string, string> {
  const wait = retryAfterOf(refusal);
  if (wait === null) return {};
  // A page of another site may not read it otherwise.
  return { 'retry-after': String(wait), 'access-control-expose-headers': 'retry-after' };
}

/** A refusal in the envelope of tRPC, for what is refused before a procedure is reached. */
export function toTrpcEnvelope(error: KitError) {
  const { message, ...data } = toErrorBody(error);
  const code =
    TRPC_ERROR_CODES_BY_KEY[data.httpStatus < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'];
  return { error: { message, code, data } };
}

/**
 * Anything that was thrown, as a refusal. What nobody foresaw becomes `internal` and keeps its cause
 * for the log; people never see a stack or a message that was not written for them.
 */
export function toKitError(error: unknown): KitError {
  if (error instanceof KitError) return error;
  if (error instanceof z.ZodError) return fromZod(error);
  return new KitError(
    'internal',
    'Something went wrong on our side. Nothing was changed; please try again.',
    { cause: error },
  );
}

/** Whether the log has to say why: it is not whoever asked that has to do something about it. */
export function isOurs({ code }: KitError): boolean {
  return code === 'internal' || code === 'database-unavailable';
}

const ofTrpc: Partial<Record<TRPC_ERROR_CODE_KEY, [ErrorCode, string]>> = {
  PARSE_ERROR: ['malformed-request', 'The request is not valid JSON.'],
  BAD_REQUEST: ['malformed-request', 'The request could not be read. Send valid JSON.'],
  UNSUPPORTED_MEDIA_TYPE: ['malformed-request', 'Send the request as application/json.'],
  NOT_FOUND: ['not-found', 'There is no such procedure.'],
  METHOD_NOT_SUPPORTED: [
    'method-not-allowed',
    'Queries are asked with GET, mutations are sent with POST.',
  ],
  PAYLOAD_TOO_LARGE: ['body-too-large', 'The request is too large.'],
};

/** What tRPC caught, as a refusal. */
export function fromTrpc(error: TRPCError): KitError {
  const { cause } = error;
  if (cause instanceof KitError || cause instanceof z.ZodError) return toKitError(cause);
  const known = ofTrpc[error.code];
  return known ? new KitError(known[0], known[1], { cause }) : toKitError(cause ?? error);
}

function fromZod(error: z.ZodError): KitError {
  const fields = fieldErrorsOf(error);
  const first = fields[0];
  return new KitError('invalid-input', first?.message ?? 'The input is not valid.', { fields });
}
