import type { LogEvent, NewEvent } from '../log.ts';

type Nothing = Record<never, never>;

/** What people write about a problem. */
export const problemTexts = ['title', 'description', 'cause', 'workaround', 'change'] as const;
export type ProblemText = (typeof problemTexts)[number];

/** What is chosen for it: the service and the category that it is about, and the team that owns it. */
export interface ProblemPlace {
  service: string | null;
  category: string | null;
  team: string | null;
}

export type ProblemOpened = NewEvent<
  'problem.opened',
  ProblemPlace & {
    number: number;
    /** The hint that it was opened from; null for none. */
    hint: string | null;
  },
  { title: string; description: string }
>;

/** What stays as it was is left out. */
export type ProblemEdited = NewEvent<
  'problem.edited',
  Partial<ProblemPlace> & {
    /** Which texts were written, and which taken out: that stays when the texts are erased. */
    texts: Partial<Record<ProblemText, 'written' | 'cleared'>>;
  },
  Partial<Record<ProblemText, string>>
>;

export type ProblemResolved = NewEvent<'problem.resolved', Nothing, { text: string }>;
export type ProblemClosed = NewEvent<'problem.closed', Nothing, { reason: string | null }>;
export type ProblemReopened = NewEvent<'problem.reopened', Nothing, { reason: string | null }>;

/** The record of an erasure: from which events, by their positions in the log. */
export type ProblemErased = NewEvent<
  'problem.erased',
  { events: number[] },
  { reason: string | null }
>;

export type NewProblemEvent =
  | ProblemOpened
  | ProblemEdited
  | ProblemResolved
  | ProblemClosed
  | ProblemReopened
  | ProblemErased;
export type ProblemEvent = LogEvent<NewProblemEvent>;

export const problemEventTypes = [
  'problem.opened',
  'problem.edited',
  'problem.resolved',
  'problem.closed',
  'problem.reopened',
  'problem.erased',
] as const satisfies readonly NewProblemEvent['type'][];
