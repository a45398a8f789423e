import type { ResolutionCode } from '../incident/resolution.ts';
import type { Status } from '../incident/status.ts';
import type { FieldError, NoValues } from './field-values.ts';

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
  /** Told to nobody but whoever holds it: it was good once. */
  'receipt-ended': { why: ReceiptEnd };
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
  // Anomalies
  /** `by`: the host's identifier of who decided; null where a rule did. */
  'anomaly-decided': { state: 'raised' | 'dismissed'; by: string | null };
  'anomaly-over': { at: number };
  // Problems and reviews
  'problem-not-found': { problem: string };
  /** Somebody changed it meanwhile: `version` is what it is at. */
  'problem-stale': { problem: string; version: number; basedOn: number; by: string | null };
  'problem-over': { problem: string; at: number };
  /** The same of the review of an incident. */
  'review-stale': { incident: string; version: number; basedOn: number; by: string | null };
  'review-empty': { incident: string };
  'hint-not-found': { hint: string };
  // Knowledge
  'article-not-found': { article: string };
  /** Another version came meanwhile. */
  'article-stale': { article: string; version: number; basedOn: number };
  'article-erased': { article: string };
  /** `article` says the same in it. */
  'article-language-taken': { article: string; language: string };
  'article-version-not-found': { article: string; version: number };
  'too-many-articles': { max: number };
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
  /** The site takes reports of visitors from its form alone. */
  'stamp-required': { why: 'missing' | 'not-verified' };
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

/** Why a receipt opens its incident no more. */
export type ReceiptEnd = 'expired' | 'revoked';

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
  | 'no-receipts'
  | 'receipts-revoked'
  | 'log-time'
  | 'article'
  | 'on-call'
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
