import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    reporter_replies: ReporterRepliesTable;
  }
}

/** That somebody said something about an incident that is resolved. */
export interface ReporterRepliesTable {
  number: number;
  /** See `Incident`; null for no more. */
  replied_at: number | null;
}

/** Resolved incidents whose reporter has written since: few, so they are found by a table of their own. */
export const reporterReplies = projection({
  table: 'reporter_replies',
  reads: ['incident.*'],
  replacedBy: ['number'],
  rows: ({ before, after: { number, repliedAt } }) =>
    repliedAt === (before?.repliedAt ?? null) ? [] : [{ number, replied_at: repliedAt }],
});
