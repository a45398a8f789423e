import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    review_owners: ReviewOwnersTable;
  }
}

/** Who is named in which version of a review as who is to do something. */
export interface ReviewOwnersTable {
  /** The host's identifier. */
  person: string;
  /** Of the event that names them. */
  seq: number;
}

export const reviewOwners = projection({
  table: 'review_owners',
  reads: ['review.written'],
  replacedBy: ['person', 'seq'],
  rows: ({ event }) =>
    event.type === 'review.written'
      ? event.data.owners.map((person) => ({ person, seq: event.seq }))
      : [],
});
