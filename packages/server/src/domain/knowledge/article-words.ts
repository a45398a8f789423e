import { wordsOf } from '../learning/words.ts';
import { isCommonWord } from '../search/common-words.ts';
import { joinedOf } from '../text-parts.ts';

/** The words by which an article is found: also those that people write with a hyphen or without. */
export function articleWordsOf(text: string): string[] {
  return [...joinedOf(text), ...wordsOf(text)];
}

/** Those of them that say what a text is about. */
export function tellingWordsOf(text: string): string[] {
  return articleWordsOf(text).filter((word) => !isCommonWord(word));
}
