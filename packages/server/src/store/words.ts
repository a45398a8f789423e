/**
 * Longer words are found by their beginning. PostgreSQL takes no word of more than 2,046 bytes; a
 * letter has four at most.
 */
const longestWord = 120;

/** Accents of the scripts that words are also written in without them. */
const accents = /[\u0300-\u036f]/g;

/**
 * The words of a text, each once, as they are kept and as they are searched for. That is done here and
 * not by the engines, which do not agree on what a word is, nor on what is the same letter.
 */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFKD').replace(accents, '').normalize('NFKC');
  const words = plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, longestWord).toWellFormed()))];
}
