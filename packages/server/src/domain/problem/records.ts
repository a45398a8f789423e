import type { LogEvent } from '../log.ts';
import type { NewReviewEvent, ReviewEvent } from '../review/events.ts';
import { evolveReview, type Review } from '../review/review.ts';
import type { NewProblemEvent, ProblemEvent } from './events.ts';
import {
  type Dismissals,
  evolveDismissals,
  type HintEvent,
  type NewHintEvent,
} from './hints/dismissals.ts';
import { evolveProblem, type Problem } from './problem.ts';

/** What is kept beside incidents in short streams of its own: problems, reviews, and hints that rest. */
export type NewRecordEvent = NewProblemEvent | NewReviewEvent | NewHintEvent;
export type RecordEvent = LogEvent<NewRecordEvent>;
export type RecordState = Problem | Review | Dismissals;

export function isRecordEvent<E extends { type: string }>(
  event: E,
): event is Extract<E, { type: NewRecordEvent['type'] }> {
  return /^(problem|review|hint)\./.test(event.type);
}

/** @param before null before the first event of the stream */
export function evolveRecord(before: RecordState | null, event: RecordEvent): RecordState {
  if (event.type.startsWith('hint.')) {
    return evolveDismissals(before as Dismissals | null, event as HintEvent);
  }
  return event.type.startsWith('review.')
    ? evolveReview(before as Review | null, event as ReviewEvent)
    : evolveProblem(before as Problem | null, event as ProblemEvent);
}
