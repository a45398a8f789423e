/** Why a row of a file is none that can be read. */
export type RecordProblem =
  /** It has another number of columns than the head. */
  | { found: number; wanted: number }
  /** A quote of it is not closed where a cell ends; what stands up to this line was read with it. */
  | { openUpTo: number }
  | 'no-object';

/** One row of a file, by its columns, or why it is none. */
export type SourceRecord =
  | { line: number; values: Readonly<Record<string, string>> }
  | { line: number; problem: RecordProblem };

/** A file that is not what it is said to be: told in a sentence. */
export class CannotRead extends Error {}
