import { ascii, foldForSearch } from './fold-for-search.ts';
import { hasUnspacedLetter, unspacedLetter } from './unspaced-scripts.ts';

const asciiWord = /[a-z0-9]+/g;
const word = /[\p{L}\p{N}\p{M}]+/gu;
/** Within a word: what is written without spaces, and what is not. */
const part = new RegExp(`(?:${unspacedLetter}\\p{M}*)+|(?:(?!${unspacedLetter})[^])+`, 'gv');
/** With the marks that stand on it. */
const letter = /\P{M}\p{M}*|\p{M}+/gu;

export interface TextPart {
  part: string;
  isUnspaced: boolean;
  /** Whether it goes on from a part before it, without a space. */
  isAttached: boolean;
}

/**
 * What a text is made of for whoever searches it, learns from it or compares it: words, and stretches of a script that
 * puts no spaces between words, in the order in which they stand, folded.
 */
export function partsOf(text: string): TextPart[] {
  const folded = foldForSearch(text);
  // Looking for a letter of those scripts takes longer than all the rest.
  const isAscii = ascii.test(folded);
  const words = folded.match(isAscii ? asciiWord : word) ?? [];
  if (isAscii || !hasUnspacedLetter(folded)) {
    return words.map((part) => ({ part, isUnspaced: false, isAttached: false }));
  }
  return words.flatMap((each) =>
    (each.match(part) ?? []).map((part, index) => ({
      part,
      isUnspaced: hasUnspacedLetter(part),
      isAttached: index > 0,
    })),
  );
}

/** It begins where nothing goes on from before: a long word is not tried from each of its letters on. */
const hyphenated =
  /(?<![-\u2010\p{L}\p{N}\p{M}])[\p{L}\p{N}\p{M}]+(?:[-\u2010][\p{L}\p{N}\p{M}]+){1,3}(?![-\u2010\p{L}\p{N}\p{M}])/gu;

/** What people also write as one word: “wifi” for “Wi-Fi”. Without what is nothing but digits, as of dates. */
export function joinedOf(text: string): string[] {
  const found = foldForSearch(text).match(hyphenated) ?? [];
  return found.map((each) => each.replace(/[-\u2010]/g, '')).filter((each) => /\P{N}/u.test(each));
}

/** The letters of a part, each with its marks. */
export function lettersOf(part: string): string[] {
  return part.match(letter) ?? [];
}
