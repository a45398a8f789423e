import { KitError } from '../errors.ts';
import { toReference } from '../incident/reference.ts';
import { type Incident, isUnderWay } from '../incident/state.ts';
import type { NewReviewEvent, ReviewTexts, ReviewWritten } from './events.ts';
import { reasonsToReview } from './reasons.ts';
import type { Review } from './review.ts';
import type { ReviewRules } from './rules.ts';

/** What becomes of a review. Asked again for what is so already, nothing happens: null. */
export type ReviewMove = 'ask' | 'decline' | 'finish';

/**
 * @throws KitError `not-resolved` while there is something to do; `review-stale`; `review-empty` when nothing was written
 *   that could be finished
 */
export function decideReview(
  incident: Incident,
  review: Review | null,
  { move, reason, basedOn }: { move: ReviewMove; reason: string | null; basedOn: number },
  rules: ReviewRules | undefined,
): NewReviewEvent | null {
  const { number } = incident;
  const state = review?.state ?? null;
  switch (move) {
    case 'ask': {
      if (state !== null && state !== 'declined') return null;
      const found = reasonsToReview(incident, rules);
      const why = found.length > 0 ? found : ['by-hand' as const];
      return { type: 'review.asked', data: { number, why }, personal: { reason } };
    }
    case 'decline':
      if (state === 'declined') return null;
      assertNotStale(incident, review, basedOn);
      return { type: 'review.declined', data: { number }, personal: { reason } };
    case 'finish':
      if (state === 'finished') return null;
      if (state !== 'writing') throw empty(incident);
      assertNotStale(incident, review, basedOn);
      assertOver(incident);
      return { type: 'review.finished', data: { number }, personal: { reason } };
  }
}

/** @throws KitError `review-stale` */
export function decideWrite(
  incident: Incident,
  review: Review | null,
  texts: ReviewTexts,
  basedOn: number,
): ReviewWritten | null {
  if (review && isSame(review, texts)) return null;
  assertNotStale(incident, review, basedOn);
  const { actions } = texts;
  const owners = new Set(actions.flatMap(({ owner }) => owner?.id ?? []));
  return {
    type: 'review.written',
    data: {
      number: incident.number,
      owners: [...owners],
      actions: { count: actions.length, done: actions.filter(({ isDone }) => isDone).length },
    },
    personal: texts,
  };
}

function isSame(review: Review, texts: ReviewTexts): boolean {
  const { summary, cause, wentWell, wentBadly, actions } = review;
  const now = { summary, cause, wentWell, wentBadly, actions };
  const asked: ReviewTexts = {
    ...{ summary: texts.summary, cause: texts.cause, wentWell: texts.wentWell },
    ...{ wentBadly: texts.wentBadly, actions: texts.actions },
  };
  return JSON.stringify(now) === JSON.stringify(asked);
}

function assertNotStale({ number }: Incident, review: Review | null, basedOn: number): void {
  const version = review?.version ?? 0;
  if (basedOn === version) return;
  const by = review?.changedBy ?? null;
  const incident = toReference(number);
  throw new KitError(
    'review-stale',
    `${by ?? 'Somebody'} changed the review of ${incident} meanwhile. Look at what it says now; what you wrote is kept.`,
    { details: { incident, version, basedOn, by } },
  );
}

function assertOver(incident: Incident): void {
  if (!isUnderWay(incident)) return;
  const reference = toReference(incident.number);
  const { status } = incident;
  throw new KitError(
    'not-resolved',
    `${reference} is not resolved yet; it is “${status.name}”. Finish its review when it is.`,
    { details: { incident: reference, status } },
  );
}

function empty({ number }: Incident): KitError {
  const incident = toReference(number);
  return new KitError(
    'review-empty',
    `Nothing is written in the review of ${incident} yet. Write something first.`,
    { details: { incident } },
  );
}
