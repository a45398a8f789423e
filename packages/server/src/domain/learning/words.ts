import { unspacedLetter } from '../unspaced-scripts.ts';

const word = /[\p{L}\p{N}\p{M}]+/gu;
/** Within a word: what is written without spaces, and what is not. */
const part = new RegExp(`(?:${unspacedLetter}\\p{M}*)+|(?:(?!${unspacedLetter})[^])+`, 'gv');
const isUnspaced = new RegExp(`^${unspacedLetter}`, 'v');
/** With the marks that stand on it. */
const letter = /\P{M}\p{M}*|\p{M}+/gu;

/** A word that is longer is none that comes again. */
const longestWord = 60;

/**
 * The words of a text in the order in which they stand, as often as they do; of a script that puts no spaces between
 * words, each letter with the next.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [whole] of text.normalize('NFKC').toLowerCase().matchAll(word)) {
    for (const [each] of whole.matchAll(part)) {
      if (!isUnspaced.test(each)) words.push(each.slice(0, longestWord));
      else words.push(...pairsOf([...each.matchAll(letter)].map(([found]) => found)));
    }
  }
  return words;
}

function pairsOf(letters: readonly string[]): string[] {
  if (letters.length < 2) return [...letters];
  return letters.slice(1).map((each, index) => `${letters[index]}${each}`);
}
