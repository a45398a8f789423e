import { KitError } from '../errors.ts';
import {
  type NewProblemEvent,
  type ProblemEdited,
  type ProblemOpened,
  type ProblemPlace,
  type ProblemText,
  problemTexts,
} from './events.ts';
import { type Problem, stateOf } from './problem.ts';
import { toProblemReference } from './reference.ts';

/** What somebody wants to be so; what is left out stays. An empty text is none. */
export type ProblemChanges = Partial<ProblemPlace> & Partial<Record<ProblemText, string>>;

const places = ['service', 'category', 'team'] as const;

export function decideOpen(
  number: number,
  { title, description, ...place }: ProblemPlace & { title: string; description: string },
  hint: string | null,
): ProblemOpened {
  return {
    type: 'problem.opened',
    data: { number, ...place, hint },
    personal: { title, description },
  };
}

/**
 * Said twice it is so already: then nothing happens, also when the second was made on what was there before the first.
 * @param basedOn the version that was edited
 * @returns null where everything is so already
 * @throws KitError `problem-stale`; `problem-over` once it is closed
 */
export function decideEdit(
  problem: Problem,
  changes: ProblemChanges,
  basedOn: number,
): ProblemEdited | null {
  const place = places.filter((each) => isNews(changes[each], problem[each]));
  const texts = problemTexts.filter((each) => isNews(changes[each], problem[each] ?? ''));
  if (place.length === 0 && texts.length === 0) return null;
  assertNotStale(problem, basedOn);
  if (problem.closedAt !== null) throw over(problem, 'Reopen it first.');
  return {
    type: 'problem.edited',
    data: {
      ...Object.fromEntries(place.map((each) => [each, changes[each]])),
      texts: Object.fromEntries(
        texts.map((each) => [each, changes[each] === '' ? 'cleared' : 'written']),
      ),
    },
    personal: Object.fromEntries(
      texts.flatMap((each) => (changes[each] === '' ? [] : [[each, changes[each]]])),
    ),
  };
}

/** What becomes of a problem. Asked again for what it is already, nothing happens: null. */
export type ProblemMove =
  | { to: 'resolved'; text: string }
  | { to: 'closed'; reason: string | null }
  | { to: 'open'; reason: string | null };

/** @throws KitError `problem-stale`; `problem-over` when what is closed is to be resolved */
export function decideMove(
  problem: Problem,
  move: ProblemMove,
  basedOn: number,
): NewProblemEvent | null {
  const state = stateOf(problem);
  const isOver = state === 'closed' || state === 'resolved';
  if (move.to === state || (move.to === 'open' && !isOver)) return null;
  assertNotStale(problem, basedOn);
  switch (move.to) {
    case 'resolved':
      if (state === 'closed') throw over(problem, 'Reopen it first.');
      return { type: 'problem.resolved', data: {}, personal: { text: move.text } };
    case 'closed':
      return { type: 'problem.closed', data: {}, personal: { reason: move.reason } };
    case 'open':
      return { type: 'problem.reopened', data: {}, personal: { reason: move.reason } };
  }
}

function isNews<T>(wanted: T | undefined, there: T): boolean {
  return wanted !== undefined && wanted !== there;
}

function assertNotStale(problem: Problem, basedOn: number): void {
  const { version, changedBy: by } = problem;
  if (basedOn === version) return;
  const reference = toProblemReference(problem.number);
  throw new KitError(
    'problem-stale',
    `${by ?? 'Somebody'} changed ${reference} meanwhile. Look at what it says now; what you wrote is kept.`,
    { details: { problem: reference, version, basedOn, by } },
  );
}

function over(problem: Problem, next: string): KitError {
  const reference = toProblemReference(problem.number);
  return new KitError('problem-over', `${reference} is closed. ${next}`, {
    details: { problem: reference, at: problem.closedAt ?? problem.at },
  });
}
