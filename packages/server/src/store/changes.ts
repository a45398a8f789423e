import type {
  AnswersTable,
  EventsTable,
  HeadTable,
  IncidentsTable,
  MatrixVersionsTable,
  SecretsTable,
} from './schema.ts';

/** The end of the log. */
export type Head = Omit<HeadTable, 'id'>;

/** The rows that a transaction writes, each table's in the order in which they were made. */
export interface Rows {
  events: EventsTable[];
  incidents: IncidentsTable[];
  matrix_versions: MatrixVersionsTable[];
  answers: AnswersTable[];
  secrets: SecretsTable[];
}

export type WrittenTable = keyof Rows;

/** The columns by which a row takes the place of one that is there; null where it must be new. */
export const replacedBy: Record<WrittenTable, string | null> = {
  events: null,
  incidents: 'number',
  matrix_versions: 'version',
  answers: null,
  secrets: null,
};

/** Everything that a transaction leaves behind. */
export interface Changes {
  rows: Rows;
  /** Events written by earlier transactions that lose what is personal in them. */
  erased: number[];
  /** The end of the log that this leads to. */
  head: Head;
}

/** The tables to which something is written. */
export function touched({ rows }: Changes): WrittenTable[] {
  return (Object.keys(rows) as WrittenTable[]).filter((table) => rows[table].length > 0);
}
