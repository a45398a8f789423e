import type { z } from 'zod';
import { coded } from './field-errors.ts';

/** How long a text may be, in UTF-16 code units. */
export interface Length {
  /** Counts only what there is to see. */
  min?: number;
  max: number;
}

/** What is said about a text that is not taken; a general sentence where there is none. */
export interface TextSentences {
  /** Nothing, or nothing to see, where `min` is 1. */
  empty?: string;
  short?: string;
  long?: string;
  notPlain?: string;
}

/**
 * What leaves nothing to see: characters that Unicode says to ignore (zero-width, fillers, tags, marks of
 * direction), white space, controls, and the few blanks that are none of these: Braille, a musical note,
 * Egyptian and Khitan ones, and what stands for an object that is not there.
 */
const unseen =
  '[\\p{White_Space}\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Noncharacter_Code_Point}' +
  '\\u2800\\ufff9-\\ufffc\\u{13430}-\\u{1343f}\\u{16fe4}\\u{1d159}]';
const nothing = new RegExp(`^${unseen}*$`, 'u');
const ignored = new RegExp(`(?!\\p{White_Space})${unseen}`, 'gu');

/** Whether a text is as good as none: there is nothing to see in it. */
export function isBlank(value: string): boolean {
  return nothing.test(value);
}

/**
 * The rule for every text that somebody sends. With nothing to see it is empty, whatever it is made of. It
 * can be kept: without NUL, which PostgreSQL cannot store, and without half of a surrogate pair, which UTF-8
 * cannot; so the same input is answered the same on every database. Its length is in UTF-16 code units, as
 * `maxlength` in HTML counts, so a form and the server never disagree; that also bounds its bytes, at three
 * for each. It is only given and taken as it is: whoever wants it trimmed trims it before.
 */
export function bounded(
  schema: z.ZodString,
  { min = 0, max }: Length,
  sentences: TextSentences = {},
): z.ZodString {
  const { empty = 'Write something.', notPlain = 'Leave out what is no text.' } = sentences;
  const { short = min === 1 ? empty : `Write at least ${min} characters.` } = sentences;
  const { long = `Keep it within ${max.toLocaleString('en')} characters.` } = sentences;
  return schema
    .overwrite((value) => (isBlank(value) ? '' : value))
    .check(({ value, issues }) => {
      const issue = { origin: 'string', inclusive: true, input: value, continue: true } as const;
      if (!isPlainText(value)) {
        const { params } = coded('not-plain-text');
        issues.push({ code: 'custom', message: notPlain, params, input: value, continue: true });
      }
      if (min > 0 && seenLength(value) < min) {
        issues.push({ ...issue, code: 'too_small', minimum: min, message: short });
      }
      if (value.length > max) {
        issues.push({ ...issue, code: 'too_big', maximum: max, message: long });
      }
    })
    .meta({ ...(min > 0 && { minLength: min }), maxLength: max });
}

function isPlainText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}

function seenLength(value: string): number {
  return value.replace(ignored, '').trim().length;
}
