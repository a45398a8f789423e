import { erasedText } from '../incident/state.ts';
import type { ReviewEvent, ReviewTexts } from './events.ts';
import type { ReviewReason } from './rules.ts';

export const reviewStates = ['asked', 'declined', 'writing', 'finished'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** The review of an incident as its events have made it. Instants in epoch milliseconds. */
export interface Review extends ReviewTexts {
  /** Of the incident. */
  number: number;
  /** Events so far: what an edit says that it was made on. */
  version: number;
  seq: number;
  at: number;
  state: ReviewState;
  /** Why it was asked for. */
  why: ReviewReason[];
  askedAt: number | null;
  changedBy: string | null;
  finishedAt: number | null;
  openActions: number;
}

const nothing: ReviewTexts = { summary: '', cause: '', wentWell: '', wentBadly: '', actions: [] };

/** @param before null before there was anything of it */
export function evolveReview(before: Review | null, event: ReviewEvent): Review {
  const { version, seq, at, actorName, data } = event;
  const after: Review = {
    ...(before ?? {
      ...{ ...nothing, number: data.number, state: 'writing', why: [] },
      ...{ askedAt: null, finishedAt: null, openActions: 0 },
    }),
    ...{ version, seq, at, changedBy: actorName },
  };
  switch (event.type) {
    case 'review.asked':
      return { ...after, state: 'asked', why: event.data.why, askedAt: at };
    case 'review.declined':
      return { ...after, state: 'declined' };
    case 'review.written': {
      const { count, done } = event.data.actions;
      const texts = event.personal ?? { ...nothing, summary: erasedText };
      return { ...after, ...texts, state: 'writing', finishedAt: null, openActions: count - done };
    }
    case 'review.finished':
      return { ...after, state: 'finished', finishedAt: at };
    case 'review.erased':
      return after;
  }
}
