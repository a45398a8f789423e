/**
 * Every way in which the kit says no. The code is stable and meant for programs; the message is one
 * sentence meant for the person in front of the screen and says what to do next where there is
 * something to do.
 */
export type ErrorCode =
  // The request itself
  | 'malformed-request'
  | 'invalid-input'
  | 'body-too-large'
  | 'batch-too-long'
  | 'not-found'
  | 'method-not-allowed'
  // Who asks
  | 'site-key-missing'
  | 'site-key-unknown'
  | 'origin-not-allowed'
  | 'token-invalid'
  | 'token-expired'
  | 'receipt-invalid'
  | 'sign-in-required'
  | 'not-allowed'
  // Incidents
  | 'incident-not-found'
  | 'already-acknowledged'
  | 'already-resolved'
  | 'already-closed'
  | 'not-resolved'
  | 'not-waiting'
  | 'nothing-changed'
  | 'incident-conflict'
  | 'transition-not-allowed'
  | 'field-required'
  | 'team-unknown'
  | 'person-not-in-team'
  | 'note-not-found'
  | 'note-not-yours'
  | 'note-retracted'
  | 'merge-not-possible'
  | 'link-not-possible'
  // The matrix
  | 'matrix-invalid'
  | 'matrix-stale'
  // The other documents
  | 'document-invalid'
  | 'document-stale'
  | 'version-not-found'
  // Holidays from elsewhere
  | 'ical-invalid'
  | 'url-not-allowed'
  | 'url-unreadable'
  // The live stream
  | 'topic-unknown'
  | 'too-many-topics'
  // Us
  | 'shutting-down'
  | 'database-unavailable'
  | 'clock-behind'
  | 'internal';

/** One field of the input and what is wrong with it. `path` is as in zod: `['contact', 'email']`. */
export interface FieldError {
  path: (string | number)[];
  message: string;
}

/** A refusal. Throwing one inside an operation rolls back everything that the operation wrote. */
export class KitError extends Error {
  override readonly name = 'KitError';
  readonly code: ErrorCode;
  /** The fields that the refusal is about; empty when it is not about a field. */
  readonly fields: FieldError[];
  /** What a program needs to recover, e.g. the matrix that was published meanwhile. */
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: FieldError[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
    this.details = options.details;
  }
}
