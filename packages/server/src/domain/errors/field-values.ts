import type { StatusCategory } from '../incident/status.ts';

/** A refusal, or a field's fault, of which its code says all. */
export type NoValues = Record<never, never>;

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
  /** Whoever is on call is to be told, and the schedule has no team for its gaps. */
  'nobody-in-gap': { schedule: string };
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
  | 'schedule'
  | 'calendar'
  | 'status'
  | 'channel'
  | 'target'
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
