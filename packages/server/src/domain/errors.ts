import type { ResolutionCode } from './incident/resolution.ts';
import type { Status, StatusCategory } from './incident/status.ts';

/** A refusal of which its code says all. */
export type NoValues = Record<never, never>;

/**
 * Every way in which the kit says no, by its code, with the values that its sentence is made of. Codes
 * and values are stable and meant for programs and for languages: each language has a sentence for every
 * code, and the sentence of the server is the fallback. On the wire the values are `details`. There is no
 * prose in them; names that people gave, and instants in epoch milliseconds.
 */
export interface ErrorValues {
  // The request itself
  'malformed-request': NoValues;
  /** What is wrong with which field is in `fields`. */
  'invalid-input': NoValues;
  'body-too-large': { maxBytes?: number };
  'batch-too-long': { max: number };
  /** Without a path: no such procedure. */
  'not-found': { path?: string };
  'method-not-allowed': { method?: string };
  /** The name that the request asked for is none of the server's. */
  'host-not-allowed': { host: string };
  // Who asks
  'site-key-missing': NoValues;
  'site-key-unknown': { key: string };
  /** An administrator has switched the site off. */
  'site-disabled': { key: string };
  /** Without an origin: the browser says that another site asks, and not which. */
  'origin-not-allowed': { origin?: string; key: string };
  /** `claims`: those that the token lacks or misstates. */
  'token-invalid': {
    why:
      | 'no-secret'
      | 'claims'
      | 'lives-too-long'
      | 'issued-in-future'
      | 'ends-before-it-begins'
      | 'role-too-high'
      | 'not-verified'
      | 'no-bearer';
    claims?: string[];
  };
  /** The keys that a site publishes could not be read. */
  'token-keys-unavailable': NoValues;
  'token-expired': NoValues;
  'receipt-invalid': NoValues;
  'sign-in-required': NoValues;
  /** What was asked for: a permission, or topics of the live stream. */
  'not-allowed': { permission?: string; topics?: string[]; why?: 'desk-only' | 'oneself' };
  // Incidents
  'incident-not-found': { incident?: string; topics?: string[] };
  'already-acknowledged': { incident: string; at: number; by: string | null };
  'already-resolved': { incident: string; at: number; by: string | null; code: ResolutionCode };
  /** Who may not see the incident is told only which one it is. */
  'already-closed': {
    incident: string;
    at?: number | null;
    by?: string | null;
    why?: 'confirmed' | 'desk' | 'silence' | 'cancelled' | 'duplicate' | null;
    /** The number of the incident that it is a duplicate of. */
    duplicateOf?: number | null;
  };
  'not-resolved': { incident: string; status: Status };
  'not-waiting': { incident: string; status: Status };
  /** `value`: the name of the team that already has it, or the priority that it already has. */
  'nothing-changed': { what: UnchangedThing; value?: string };
  'incident-conflict': { incident: string; changed: ConflictingChange[]; seq: number };
  /** `to` is the name of the status; `allowed` where it can go. */
  'transition-not-allowed': { incident: string; from: Status; to: string; allowed: Status[] };
  /** `to` is the name of the status; what is missing for it is in `fields`. */
  'field-required': { to: string };
  'team-unknown': { team: string; offered: string[] };
  /** Without a team: in no team at all. */
  'person-not-in-team': { person: string; team: string | null };
  'note-not-found': NoValues;
  'note-not-yours': { action: 'edit' | 'retract' };
  'note-retracted': NoValues;
  // Files
  /** There is none, it is somebody else's, or it was not used in time. */
  'upload-not-found': NoValues;
  /** `offset`: up to where the server has it, bytes. */
  'upload-offset-wrong': { offset: number };
  'upload-not-finished': { offset: number; size: number };
  'file-too-large': { maxBytes: number };
  /** All files of the incident together. */
  'incident-full': { maxBytes: number };
  /** `name`: what the scanner calls what it found. */
  'file-refused': { why: 'infected' | 'damaged-picture'; name?: string };
  'attachment-not-found': NoValues;
  'scanner-unavailable': NoValues;
  /** `duplicateOf`: the reference of the incident that `into` was itself merged into. */
  'merge-not-possible': {
    why: 'itself' | 'merged' | 'cancelled' | 'closed' | 'not-found';
    into: string;
    duplicateOf?: string;
  };
  'link-not-possible': {
    why: 'itself' | 'too-many' | 'has-parent' | 'is-below' | 'not-found';
    incident?: string;
    target: string;
    /** How many links there can be. */
    max?: number;
  };
  // The matrix
  'matrix-invalid': DocumentInvalid;
  'matrix-stale': DocumentStale;
  // The other documents
  'document-invalid': DocumentInvalid;
  'document-stale': DocumentStale;
  'version-not-found': { kind: string; version: number };
  // What people keep for themselves
  'too-many-views': { max: number };
  // Sites
  'site-not-found': { site: string };
  'site-exists': { site: string };
  /** Another version came meanwhile. */
  'site-stale': { site: string; version: number; basedOn: number };
  'too-many-sites': { max: number };
  /** Its tokens are checked with public keys, or nobody signs in. */
  'site-has-no-secret': { site: string };
  /** By their ids. */
  'site-has-two-secrets': { site: string; secrets: readonly string[] };
  'secret-not-found': { site: string; secret: string };
  // Holidays from elsewhere
  /** `line` counts from 1. */
  'ical-invalid': {
    why: 'no-calendar' | 'malformed' | 'too-many-events' | 'too-many-lines' | 'repeats-too-much';
    line?: number;
    max?: number;
    summary?: string;
  };
  'url-not-allowed': { why: 'no-url' | 'other-scheme' | 'private-network' };
  'url-unreadable': {
    why: 'too-many-redirects' | 'status' | 'unreachable' | 'too-large';
    status?: number;
    maxBytes?: number;
  };
  // How much is asked
  /** `retryAfter`: seconds. */
  'too-many-requests': { what: LimitedThing; retryAfter: number };
  /** Work to be done and sent as `proof`, together with the same again: `challenge` is one of ALTCHA. */
  'proof-of-work-required': {
    challenge: WorkChallenge;
    why: 'missing' | 'wrong' | 'expired' | 'used';
  };
  /** The server has more to do than it can; `retryAfter`: seconds. */
  overloaded: { retryAfter: number };
  // The live stream
  'topic-unknown': { topics: string[] };
  'too-many-topics': { max: number };
  // Us
  'shutting-down': NoValues;
  'database-unavailable': NoValues;
  'database-newer': NoValues;
  'database-moved': NoValues;
  'clock-behind': { behindMs: number };
  /** Negative when it is behind. */
  'clock-off': { offByMs: number };
  internal: NoValues;
}

export type ErrorCode = keyof ErrorValues;

/** What there is a limit for. */
export type LimitedThing = 'reports' | 'changes' | 'calls' | 'credentials' | 'streams' | 'uploads';

/** A number is looked for, the digest of which, after the salt, is the challenge. */
export interface WorkChallenge {
  algorithm: string;
  /** SHA-256, hex. */
  challenge: string;
  salt: string;
  signature: string;
  /** The number is not higher. */
  maxnumber: number;
}

/** What already is as somebody wanted it to be. */
export type UnchangedThing =
  | 'title'
  | 'classification'
  | 'levels'
  | 'override'
  | 'priority-of-matrix'
  | 'assignment'
  | 'unassigned'
  | 'team'
  | 'link-there'
  | 'link-missing'
  | 'joined'
  | 'erased'
  | 'log-time'
  | 'site'
  | 'site-enabled'
  | 'site-disabled';

/** Something that was changed meanwhile. `at` in epoch milliseconds. */
export interface ConflictingChange {
  field: ChangedField;
  /** The same in English, as in “changed the priority”. */
  what: string;
  at: number;
  by: string | null;
  seq: number;
}

export type ChangedField =
  | 'status'
  | 'title'
  | 'priority'
  | 'assignment'
  | 'team'
  | 'team-or-category'
  | 'service-or-category'
  | 'team-or-management';

export interface DocumentInvalid {
  /** Everything that is wrong, with paths within its document. */
  problems?: readonly (FieldError & { kind: string; severity: 'error' | 'warning' })[];
}

/** Another version was published meanwhile; `differences` are between `base` and `current`. */
export interface DocumentStale {
  current: { version: number; publishedBy: string | null };
  base: { version: number };
  basedOn: number;
  differences: readonly unknown[];
}

/**
 * What can be wrong with a field, by its code, with the values that its sentence is made of. Lengths are
 * in UTF-16 code units.
 */
export interface FieldValues {
  /** Left out, or of another type than was expected. */
  required: NoValues;
  'too-short': { min: number };
  'too-long': { max: number };
  /** Entries of a list. */
  'too-few': { min: number };
  'too-many': { max: number };
  /** Numbers. */
  'too-small': { min: number };
  'too-big': { max: number };
  /** Chosen, but not, or no longer, among what there is to choose from. */
  'not-offered': { id?: string };
  /** `format` as zod names it, e.g. `email` or `regex`. */
  'wrong-format': { format: string };
  /** Characters that stand for nothing, such as control characters. */
  'not-plain-text': NoValues;
  'unknown-field': { name: string };
  duplicate: { id: string };
  /** There is none, or none to see. */
  'not-found': { id?: string };
  /** The code of the refusal says it. */
  refused: NoValues;
  'needs-one-of': { fields: readonly string[] };
  'only-one-of': { fields: readonly string[] };
  /** Search terms without a letter or a digit. */
  'no-word': NoValues;
  // Times
  'wrong-date': { date?: string };
  'unknown-zone': { zone?: string };
  'ends-before-start': NoValues;
  'period-too-long': { years: number };
  // Documents; `name` is that of whatever the complaint is about
  /** Something is called by an id that nothing has. */
  'unknown-reference': { to: ReferredTo; id: string; name?: string };
  'refers-to-itself': { name: string };
  /** Ids, each of which leads to the next and the last to the first. */
  ring: { ids: readonly string[] };
  /** The kit itself means something by this id. */
  reserved: { id: string };
  /** Another document than the one that was sent; what is wrong with it is in `problems`. */
  'no-longer-fits': { kind: string };
  /** In a row of the matrix or a column of it; the levels by their names. */
  'not-monotonic': { impact: string; urgency: string; lowerImpact: string; lowerUrgency: string };
  /** The first answer is promised later than the solution; of which priorities, by their ids. */
  'late-answer': { name: string; priorities?: readonly string[] };
  /** The last policy has conditions, so there is none for all other incidents. */
  'default-missing': NoValues;
  /** It has no conditions, so no policy after it would ever apply. */
  'hides-others': { name: string };
  /** Less than an hour a week. */
  'too-little-working-time': NoValues;
  /** Days as in a calendar: `mon`, or `2026-12-24`. Windows as in `09:00–17:00`. */
  'empty-window': { day: string; window: string };
  'overlapping-windows': { day: string; window: string; otherDay: string; otherWindow: string };
  'category-missing': { category: StatusCategory };
  /** Statuses are called by their names. */
  'wrong-category': { status: string; category: StatusCategory; expected: StatusCategory };
  'duplicate-transition': { from: string; to: string };
  'transition-from-closed': { from: string; to: string };
  /** There is no transition by which an incident could be closed. */
  'cannot-close': { from: string; to: string };
  'unreachable-status': { status: string; from: string };
  'dead-end': { status: string };
  /** A transition that no action takes, and nobody can ask for. */
  'unused-transition': { from: string; to: string };
  'always-refused': { action: string; from: string; to: string };
  /** `category`: what the status would be of; missing when it would be no more. */
  'status-in-use': { status: string; incidents: number; category?: StatusCategory };
  /** Incidents whose chain of escalations may still come to a team that would be no more. */
  'team-in-use': { team: string; incidents: number };
  /** Somebody of a team is to be chosen, and there is no team to choose from. */
  'team-needed': { name: string };
  'nobody-to-notify': { team: string; whom: 'managers' | 'members' };
  /** Only the sentence says it. */
  invalid: NoValues;
}

export type FieldCode = keyof FieldValues;

/** What one document may refer to in another, or in itself. */
export type ReferredTo =
  | 'priority'
  | 'service'
  | 'category'
  | 'team'
  | 'calendar'
  | 'status'
  | 'variable';

/** Values that a code always has cannot be left out. */
export type ValuesOf<Code extends FieldCode> = NoValues extends FieldValues[Code]
  ? [values?: FieldValues[Code]]
  : [values: FieldValues[Code]];

/** One field of the input and what is wrong with it. `path` is as in zod: `['contact', 'email']`. */
export interface FieldError {
  path: (string | number)[];
  /** One sentence, for who has none of their own for the code. */
  message: string;
  code: FieldCode;
  /** Those of `FieldValues` for the code. */
  values?: Partial<Record<string, string | number | readonly string[]>>;
}

/** A field and what is wrong with it, by its code. */
export function fieldError<Code extends FieldCode>(
  path: FieldError['path'],
  message: string,
  code: Code,
  ...[values]: ValuesOf<Code>
): FieldError {
  return { path, message, code, ...(values && { values }) };
}

interface Options<Code extends ErrorCode> {
  /** The fields that the refusal is about. */
  fields?: FieldError[];
  details?: ErrorValues[Code];
  cause?: unknown;
}

/** Values that a code always has cannot be left out. */
type Rest<Code extends ErrorCode> = NoValues extends ErrorValues[Code]
  ? [options?: Options<Code>]
  : [options: Options<Code> & { details: ErrorValues[Code] }];

/**
 * A refusal. Throwing one inside an operation rolls back everything that the operation wrote. The message
 * is one sentence meant for the person in front of the screen and says what to do next where there is
 * something to do.
 */
export class KitError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'KitError';
  readonly code: Code;
  /** The fields that the refusal is about; empty when it is not about a field. */
  readonly fields: FieldError[];
  /** The values of the code; what a program needs to recover is among them. */
  readonly details: ErrorValues[Code] | undefined;

  constructor(code: Code, message: string, ...[options = {}]: Rest<Code>) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
    this.details = options.details;
  }
}
