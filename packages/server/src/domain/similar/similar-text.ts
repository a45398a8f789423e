import { wordsOf } from '../learning/words.ts';

/** A text that is compared, as its words and how often each stands there. */
export interface SimilarText {
  /** How often; a word of the title counts twice. */
  counts: ReadonlyMap<string, number>;
  /** All of them together. */
  length: number;
  service: string | null;
}

/** What a title says is what the whole is about: a word of it counts twice. */
const titleWeight = 2;

/** Of a word that stands there more often, the rest tells nothing more. */
export const highestCount = 127;

/** Words beyond are those of something pasted. */
const mostWords = 1_000;

/**
 * A text as it is compared with others.
 * @param wordsIn - by which words
 */
export function similarTextOf(
  of: { title: string; description: string; service: string | null },
  wordsIn: (text: string) => string[] = wordsOf,
): SimilarText {
  const counts = new Map<string, number>();
  let length = 0;
  const add = (text: string, weight: number) => {
    for (const word of wordsIn(text).slice(0, mostWords)) {
      counts.set(word, Math.min((counts.get(word) ?? 0) + weight, highestCount));
      length += weight;
    }
  };
  add(of.title, titleWeight);
  add(of.description, 1);
  return { counts, length, service: of.service };
}

/**
 * A number that is another when what is compared is another. It is told apart by 53 bits, as what is compared wrongly
 * then is no more than a suggestion.
 */
export function markOf(of: { title: string; description: string; service: string | null }): number {
  const text = [of.title, of.description, of.service].join('\0');
  let [high, low] = [0x811c9dc5, 0x9747b28c];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995) ^ (low >>> 15);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
