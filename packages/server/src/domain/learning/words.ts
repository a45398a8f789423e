import { lettersOf, partsOf } from '../text-parts.ts';

/** A word that is longer is none that comes again. */
const longestWord = 60;

/**
 * The words of a text in the order in which they stand, as often as they do; of a script that puts no spaces between
 * words, each letter with the next.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { part, isUnspaced } of partsOf(text)) {
    if (!isUnspaced) words.push(part.slice(0, longestWord));
    else words.push(...pairsOf(lettersOf(part)));
  }
  return words;
}

function pairsOf(letters: readonly string[]): string[] {
  if (letters.length < 2) return [...letters];
  return letters.slice(1).map((each, index) => `${letters[index]}${each}`);
}
