/** Text in which there is nothing to fold but case. */
export const ascii = /^[\0-\x7f]*$/;

/** Accents of the scripts that words are also written in without them. */
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Vowel marks and points, which only careful writers set: Arabic, Hebrew, Syriac. */
const points = /[\p{M}&&[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}]]/gv;

/** What nobody sees: soft hyphens, joiners, marks of direction. And the line that stretches Arabic words. */
const ignored = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;

/** Letters that one keyboard or one writer has for another's. */
const sameLetters: Record<string, string> = {
  ς: 'σ',
  // Alef with wasla; the others have their hamza or madda as a mark.
  ٱ: 'ا',
  // Ta marbuta; the Persian, Urdu and Maghreb forms of ya, kaf and ha.
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ۀ: 'ه',
};
const variants = new RegExp(`[${Object.keys(sameLetters).join('')}]`, 'gu');

/** Digits of other scripts than ours. */
const digits = /(?![0-9])\p{Nd}/gu;

/**
 * The same letters for what people take for the same text: without case, accents, points, and what
 * cannot be seen, in one of the forms that Unicode has for it.
 */
export function foldForSearch(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const plain = text
    .normalize('NFKD')
    .replace(ignored, '')
    .replace(accents, '')
    .replace(points, '');
  // By way of capitals: those of ß are SS, and those of σ and ς are one.
  const folded = plain.toLowerCase().toUpperCase().toLowerCase();
  return folded
    .replace(variants, (each) => sameLetters[each] ?? each)
    .replace(digits, (each) => String(digitOf(each)))
    .normalize('NFKC');
}

/** Unicode begins the ten digits of a script at a code that ends in 0 or 6. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  const inRow = code % 16;
  const beginsAtSix = !/\p{Nd}/u.test(String.fromCodePoint(code - inRow));
  return beginsAtSix ? inRow - 6 : inRow;
}
