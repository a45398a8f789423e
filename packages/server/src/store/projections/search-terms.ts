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
export function searchTermsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(accents, '');
  // By way of capitals: those of ß are SS, and those of σ and ς are one.
  const capitals = plain.toLowerCase().toUpperCase();
  const folded = capitals.toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
  const words = folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, longestWord).toWellFormed()))];
}
