import type { LogEvent, NewEvent } from '../log.ts';
import type { ReviewReason } from './rules.ts';

/** Something to be done after an incident, as a review says it. */
export interface ReviewAction {
  what: string;
  /** Who is to do it; null for nobody yet. */
  owner: { id: string; name: string | null } | null;
  /** A day, as `2026-12-24`; null for none. */
  due: string | null;
  isDone: boolean;
}

/** What people write in a review. */
export interface ReviewTexts {
  summary: string;
  cause: string;
  wentWell: string;
  wentBadly: string;
  actions: ReviewAction[];
}

/** The incident is to be looked at again, and why. */
export type ReviewAsked = NewEvent<
  'review.asked',
  { number: number; why: ReviewReason[] },
  { reason: string | null }
>;

/** Somebody looked at it and says that there is nothing to review. */
export type ReviewDeclined = NewEvent<
  'review.declined',
  { number: number },
  { reason: string | null }
>;

/** The whole of it, as it reads from then on. */
export type ReviewWritten = NewEvent<
  'review.written',
  {
    number: number;
    /** The host's identifiers of those who are to do something: erasing them finds what names them. */
    owners: string[];
    /** How many actions there are, and how many of them are done. */
    actions: { count: number; done: number };
  },
  ReviewTexts
>;

export type ReviewFinished = NewEvent<
  'review.finished',
  { number: number },
  { reason: string | null }
>;

/** The record of an erasure: from which events, by their positions in the log. */
export type ReviewErased = NewEvent<
  'review.erased',
  { number: number; events: number[] },
  { reason: string | null }
>;

export type NewReviewEvent =
  | ReviewAsked
  | ReviewDeclined
  | ReviewWritten
  | ReviewFinished
  | ReviewErased;
export type ReviewEvent = LogEvent<NewReviewEvent>;

export const reviewEventTypes = [
  'review.asked',
  'review.declined',
  'review.written',
  'review.finished',
  'review.erased',
] as const satisfies readonly NewReviewEvent['type'][];

/** The stream of the log that holds the review of an incident. */
export function reviewStream(incident: number): string {
  return `review/${incident}`;
}
