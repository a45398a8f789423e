import { coded } from './field-errors.ts';

/**
 * Whether it is text that can be kept: without NUL, which PostgreSQL cannot store, and without half of
 * a surrogate pair, which UTF-8 cannot. The same input is then answered the same on every database.
 */
export function isPlainText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}

/** What a schema that refines with `isPlainText` says of other text: with a sentence, and by its code. */
export function notPlainText(error: string) {
  return { error, ...coded('not-plain-text') };
}
