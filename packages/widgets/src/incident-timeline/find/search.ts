import type { FoldedText } from './fold-text.ts';

/** What is typed, as it is compared: its words, all of which have to be there, in whatever order. */
export function termsOf(folded: string): string[] {
  return [...new Set(folded.split(/\s+/).filter(Boolean))];
}

/** Whether each of the words is in one of the texts. */
export function hasAll(texts: readonly FoldedText[], terms: readonly string[]): boolean {
  return terms.every((term) => texts.some(({ text }) => text.includes(term)));
}

/** Where in the original the words are: what touches or overlaps is one place. In the order of the text. */
export function placesIn(
  { text, rangeAt }: FoldedText,
  terms: readonly string[],
): [from: number, to: number][] {
  const found = terms.flatMap((term) => {
    const places: [number, number][] = [];
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
      places.push([rangeAt(at)[0], rangeAt(at + term.length - 1)[1]]);
    }
    return places;
  });
  found.sort(([a], [b]) => a - b);
  const places: [number, number][] = [];
  for (const [from, to] of found) {
    const last = places.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else places.push([from, to]);
  }
  return places;
}
