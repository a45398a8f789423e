import type { z } from 'zod';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { decideReview, decideWrite } from '../../domain/review/decide.ts';
import { type NewReviewEvent, reviewStream } from '../../domain/review/events.ts';
import type { Review } from '../../domain/review/review.ts';
import { type OperationContext, stamp } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { type ReviewAnswer, reviewAnswer } from './read-review.ts';
import type { decideReviewInput, writeReviewInput } from './review-input.ts';

/**
 * Writes the review of an incident, whole. What it says already is no change.
 * @throws KitError `incident-not-found`, `review-stale`
 */
export function writeReview(
  context: OperationContext,
  { incident, basedOn, ...texts }: z.output<typeof writeReviewInput>,
): Promise<ReviewAnswer> {
  return change(context, incident, (found, review) => decideWrite(found, review, texts, basedOn));
}

/**
 * Asks for the review of an incident, says that there is nothing to review, or that it is finished.
 * @throws KitError `incident-not-found`, `not-resolved`, `review-stale`, `review-empty`
 */
export function moveReview(
  context: OperationContext,
  { incident, ...move }: z.output<typeof decideReviewInput>,
): Promise<ReviewAnswer> {
  return change(context, incident, (found, review, { workflow }) =>
    decideReview(found, review, move, workflow.document.reviews),
  );
}

function change(
  context: OperationContext,
  reference: string,
  decide: (incident: Incident, review: Review | null, rules: Rules) => NewReviewEvent | null,
): Promise<ReviewAnswer> {
  return context.store.write(async (transaction) => {
    const { problems, log, documents } = transaction;
    const incident = await findIncident(transaction, context.caller, 'incident:read', reference);
    const review = await problems.review(incident.number);
    const event = decide(incident, review, await documents.rules());
    const stream = reviewStream(incident.number);
    if (event) await log.append(stream, review?.version ?? 0, event, stamp(context));
    return reviewAnswer(context, transaction, incident);
  });
}
