import type { HeadTable, Tables } from '../schema.ts';

/** The end of the log. */
export type Head = Omit<HeadTable, 'id'>;

/** The columns by which a row takes the place of one that is there; null where it must be new. */
export const replacedBy = {
  events: null,
  incidents: 'number',
  incident_texts: 'number',
  affected: null,
  notifications: null,
  rotations: 'team',
  documents: 'kind, version',
  answers: null,
  secrets: null,
} as const satisfies Partial<Record<keyof Tables, string | null>>;

export type WrittenTable = keyof typeof replacedBy;

/** The rows that a transaction writes, each table's in the order in which they were made. */
export type Rows = { [Table in WrittenTable]: Tables[Table][] };

/** Everything that a transaction leaves behind. */
export interface Changes {
  rows: Rows;
  /** Events written by earlier transactions that lose what is personal in them. */
  erased: number[];
  /** Answers from before this instant go, epoch milliseconds; null for none. */
  answersBefore: number | null;
  /** The end of the log that this leads to. */
  head: Head;
}

/** The tables to which something is written. */
export function touched({ rows }: Changes): WrittenTable[] {
  return (Object.keys(rows) as WrittenTable[]).filter((table) => rows[table].length > 0);
}
