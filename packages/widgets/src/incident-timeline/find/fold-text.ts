/** A text as it is compared: without case and accents, as far as these mean nothing in the language. */
export interface FoldedText {
  text: string;
  /** Where in the original each of its code units comes from: the begin and the end of a letter with its marks. */
  rangeAt(index: number): [from: number, to: number];
}

const ascii = /^[\0-\x7f]*$/;
/** A letter with what stands on it, or a sign that is drawn by nothing. */
const letters = /\P{M}\p{M}*|\p{M}+/gu;
const marks = /[\p{M}\p{Cf}]/gu;
const latin = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * Makes texts comparable as people of a language read them: “Ä” is found by “a” where it is an A with two dots, and
 * not in Swedish, where it is a letter of its own. Words need not be apart, so that Chinese is found as well.
 */
export class TextFolder {
  readonly #locale: string | undefined;
  readonly #collator: Intl.Collator;
  readonly #known = new Map<string, string>();

  /** @param locale - a language tag; what is none is compared as in the browser's language */
  constructor(locale: string | undefined) {
    this.#locale = isLanguage(locale) ? locale : undefined;
    this.#collator = new Intl.Collator(this.#locale, { usage: 'search', sensitivity: 'base' });
  }

  fold(text: string): FoldedText {
    if (ascii.test(text)) {
      const lower = text.toLocaleLowerCase(this.#locale);
      if (lower.length === text.length) {
        return { text: lower, rangeAt: (index) => [index, index + 1] };
      }
    }
    const folded: string[] = [];
    const ranges: [number, number][] = [];
    for (const { 0: letter, index } of text.matchAll(letters)) {
      const is = this.#foldLetter(letter);
      folded.push(is);
      for (let unit = 0; unit < is.length; unit += 1) ranges.push([index, index + letter.length]);
    }
    return { text: folded.join(''), rangeAt: (index) => ranges[index] ?? [0, 0] };
  }

  #foldLetter(letter: string): string {
    const known = this.#known.get(letter);
    if (known !== undefined) return known;
    const lower = (text: string) => text.toLocaleLowerCase(this.#locale);
    const isSame = (other: string) => this.#collator.compare(letter, other) === 0;
    // In capitals, since “ß” is two letters then.
    const bare = lower(letter.toLocaleUpperCase(this.#locale).normalize('NFKD').replace(marks, ''));
    const plain = [bare, lower(letter.normalize('NFKD').replace(marks, ''))].find(isSame);
    // What has no parts, as “ø”, is compared with what people have on their keyboard.
    const isOneLetter = /^\p{Script=Latin}\p{M}*$/u.test(letter);
    const isPlain = plain !== undefined && (!isOneLetter || ascii.test(plain));
    const base = isPlain ? plain : isOneLetter ? (latin.find(isSame) ?? plain) : plain;
    const folded = base ?? lower(letter.normalize('NFKC'));
    this.#known.set(letter, folded);
    return folded;
  }
}

function isLanguage(locale: string | undefined): boolean {
  try {
    return !!locale && Intl.Collator.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
