/**
 * Letters of scripts that put no spaces between words, or not reliably (Korean), as a class of a regular
 * expression with the flag `v`. A dictionary could tell the words, but would cut a sentence and what is
 * searched for in different places, and differ with its version.
 */
export const unspacedLetter =
  '[[\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Hang}\\p{scx=Yiii}\\p{scx=Tang}' +
  '\\p{scx=Nshu}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}\\p{scx=Tale}' +
  '\\p{scx=Talu}\\p{scx=Lana}\\p{scx=Tavt}\\p{scx=Ahom}\\p{scx=Java}\\p{scx=Bali}]&&[\\p{L}\\p{N}\\p{M}]]';

const some = new RegExp(unspacedLetter, 'v');

/** Whether some of it is written in such a script, where a single letter may be a word. */
export function hasUnspacedLetter(text: string): boolean {
  return some.test(text);
}
