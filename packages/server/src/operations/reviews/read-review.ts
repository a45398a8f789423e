import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream, toReference } from '../../domain/incident/reference.ts';
import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { limits } from '../../domain/limits.ts';
import {
  type CourseEntry,
  courseOf,
  type Involved,
  involvedIn,
} from '../../domain/review/course.ts';
import { reasonsToReview } from '../../domain/review/reasons.ts';
import { type Review, type ReviewState, reviewStates } from '../../domain/review/review.ts';
import type { ReviewReason } from '../../domain/review/rules.ts';
import type { TargetName } from '../../domain/sla/targets.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import type { readReviewInput } from './review-input.ts';

export const listReviewsInput = z.strictObject({
  /** Those in one of these states; left out: those that somebody is still to write. */
  states: z
    .array(z.enum(reviewStates))
    .min(1)
    .max(reviewStates.length)
    .default(['asked', 'writing']),
  /** What the page before gave as `next`. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

/** When what happened to an incident, and what was promised. Epoch milliseconds; null for not, or not yet. */
export interface ReviewFacts {
  title: string;
  priority: string;
  service: string | null;
  /** When it began for whoever reported it, or for a source of alerts. */
  detectedAt: number;
  reportedAt: number;
  acknowledgedAt: number | null;
  respondedAt: number | null;
  resolvedAt: number | null;
  closedAt: number | null;
  affected: number;
  reopened: number;
  /** The targets that it missed. */
  missed: TargetName[];
}

/** A review in a list. */
export interface ReviewRow {
  incident: string;
  title: string;
  state: ReviewState;
  why: ReviewReason[];
  at: number;
  openActions: number;
}

export interface ReviewAnswer {
  incident: string;
  /** Why the rules ask for a review now that it is over; empty while it is not, or where they do not. */
  asksFor: ReviewReason[];
  /** Null while there is none. */
  review: Omit<Review, 'number' | 'seq'> | null;
  facts: ReviewFacts;
  course: CourseEntry[];
  involved: Involved[];
  mayWork: boolean;
  /** The position in the log that it is of. */
  seq: number;
  now: number;
}

/** @throws KitError `incident-not-found` */
export function readReview(
  context: OperationContext,
  input: z.output<typeof readReviewInput>,
): Promise<ReviewAnswer> {
  return context.store.read(async (snapshot) => {
    const { caller } = context;
    const incident = await findIncident(snapshot, caller, 'incident:read', input.incident);
    return reviewAnswer(context, snapshot, incident);
  });
}

export async function listReviews(
  { store }: OperationContext,
  { states, before = Number.MAX_SAFE_INTEGER, limit }: z.output<typeof listReviewsInput>,
): Promise<{ reviews: ReviewRow[]; next: number | null }> {
  return store.read(async ({ problems, incidents }) => {
    const found = await problems.reviews(states, before, limit + 1);
    const page = found.slice(0, limit);
    const about = await incidents.getMany(page.map(({ number }) => number));
    const titleOf = new Map(about.map(({ number, title }) => [number, title]));
    return {
      reviews: page.map(({ number, state, why, at, openActions }) => ({
        ...{ incident: toReference(number), title: titleOf.get(number) ?? '' },
        ...{ state, why, at, openActions },
      })),
      next: found.length > limit ? (page.at(-1)?.number ?? null) : null,
    };
  });
}

export async function reviewAnswer(
  { caller, now }: OperationContext,
  { problems, log, documents }: Snapshot,
  incident: Incident,
): Promise<ReviewAnswer> {
  const { number } = incident;
  const events = await log.streamAfter(incidentStream(number), 0, Number.MAX_SAFE_INTEGER);
  const happened = events as IncidentEvent[];
  const { workflow } = await documents.rules();
  const found = await problems.review(number);
  return {
    incident: toReference(number),
    asksFor:
      found || isUnderWay(incident) ? [] : reasonsToReview(incident, workflow.document.reviews),
    review: found && withoutPlace(found),
    facts: factsOf(incident),
    course: courseOf(incident, happened),
    involved: involvedIn(happened),
    mayWork: reachOf(caller, 'problem:work') !== null,
    seq: await log.lastSeq(),
    now: now(),
  };
}

function withoutPlace({ number: _, seq: __, ...review }: Review): ReviewAnswer['review'] {
  return review;
}

function factsOf(incident: Incident): ReviewFacts {
  const { title, priority, service, alerts, reportedAt, affected, reopened } = incident;
  const missed = new Set(incident.breached.map(({ target }) => target));
  return {
    ...{ title, priority, service, affected, reopened, reportedAt },
    detectedAt: Math.min(alerts?.firstStart ?? reportedAt, reportedAt),
    acknowledgedAt: incident.firstAcknowledgedAt,
    respondedAt: incident.firstResponseAt,
    resolvedAt: incident.resolved?.at ?? null,
    closedAt: incident.closed?.at ?? null,
    missed: [...missed],
  };
}
