/** One row of a file, by its columns, or why it is none. */
export type SourceRecord =
  | { line: number; values: Readonly<Record<string, string>> }
  | { line: number; problem: 'columns'; wrong: { found: number; wanted: number } }
  | { line: number; problem: 'no-object' };

/** A file that is not what it is said to be: told in a sentence. */
export class CannotRead extends Error {}
