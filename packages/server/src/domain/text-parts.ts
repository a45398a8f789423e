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

/** The letters of a part, each with its marks. */
export function lettersOf(part: string): string[] {
  return part.match(letter) ?? [];
}
