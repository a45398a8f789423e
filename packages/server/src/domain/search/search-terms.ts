import { limits } from '../limits.ts';
import { lettersOf, partsOf } from '../text-parts.ts';
import { withoutParticle } from './korean-particles.ts';

/** A term that an incident is to have. */
export interface SearchTerm {
  /** Letters, digits and marks only. */
  text: string;
  /** Whether the incident's may also go on after it. */
  isBeginning: boolean;
}

/**
 * Longer words are found by their beginning. PostgreSQL takes no word of more than 2,046 bytes; a
 * letter has four at most.
 */
const longestTerm = 120;

/** What is asked for beyond them makes no difference: an incident that has so many of them has the rest. */
const mostAsked = 100;

/**
 * Letters of one term where a script puts no spaces between words. What is shorter is the beginning of
 * one, so that such words are found in the middle of a sentence, whatever their length.
 */
const gram = 3;

/**
 * The terms by which a text is found, each once; of a very long one those of its beginning, as ten thousand letters
 * of nothing but different words take twenty times the place of the text. That is done here and not by the engines, which do not
 * agree on what a word is, nor on what is the same letter.
 */
export function searchTermsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const { part, isUnspaced } of partsOf(text)) {
    if (terms.size >= limits.searchTerms) break;
    if (!isUnspaced) terms.add(cut(part));
    else for (const each of gramsOf(part)) terms.add(each);
  }
  return [...terms].slice(0, limits.searchTerms);
}

/**
 * The terms that a text must have to be found by another. A word is found whole, and by its beginning
 * when it is the last one; what is written without spaces is found wherever it stands.
 */
export function askedTermsOf(text: string): SearchTerm[] {
  const parts = partsOf(text);
  const asked = new Map<string, SearchTerm>();
  const ask = (term: string, isBeginning: boolean) => {
    const isWhole = !isBeginning || asked.get(term)?.isBeginning === false;
    asked.set(term, { text: term, isBeginning: !isWhole });
  };
  for (const [index, { part, isUnspaced, isAttached }] of parts.entries()) {
    if (!isUnspaced) {
      ask(cut(part), index === parts.length - 1);
      continue;
    }
    const stem = withoutParticle(part, isAttached);
    if (stem === '') continue;
    // The shorter terms at the end are beginnings of what stands there in the text.
    const grams = gramsOf(stem);
    const whole = Math.max(grams.length - gram, 0);
    for (const [at, each] of grams.slice(0, whole + 1).entries()) ask(each, at === whole);
  }
  return [...asked.values()].slice(0, mostAsked);
}

/**
 * Whether a text has terms, the same as an index would find.
 * @param terms of the text, with a space before, after, and between them
 */
export function hasTerms(terms: string, asked: readonly SearchTerm[]): boolean {
  return asked.every(({ text, isBeginning }) => {
    for (let at = terms.indexOf(text); at >= 0; at = terms.indexOf(text, at + 1)) {
      const isWhole = isBeginning || terms[at + text.length] === ' ';
      if (isWhole && terms[at - 1] === ' ') return true;
    }
    return false;
  });
}

/** As many letters as a term has from each letter on; fewer at the end. */
function gramsOf(part: string): string[] {
  const letters = lettersOf(part);
  return letters.map((_, at) => cut(letters.slice(at, at + gram).join('')));
}

function cut(term: string): string {
  return term.length > longestTerm ? term.slice(0, longestTerm).toWellFormed() : term;
}
