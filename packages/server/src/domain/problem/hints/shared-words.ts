/** Words of one title that are looked at. */
const mostWords = 12;

/**
 * The pairs of words that enough texts share.
 * @returns `members`: which of the texts, by their places
 */
export function sharedWords(
  texts: readonly { words: readonly string[] }[],
  least: number,
): { words: [string, string]; members: number[] }[] {
  const counts = new Map<string, number>();
  const titles = texts.map(({ words }) => words.slice(0, mostWords));
  for (const word of titles.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].flatMap(([word, count]) => (count >= least ? [word] : []));
  const codes = new Map(words.map((word, index) => [word, index]));
  const members = new Map<number, number[]>();
  for (const [index, title] of titles.entries()) {
    const known = title.flatMap((word) => codes.get(word) ?? []).sort((a, b) => a - b);
    for (const [at, first] of known.entries()) {
      for (const second of known.slice(at + 1)) {
        const pair = first * words.length + second;
        const there = members.get(pair);
        if (there) there.push(index);
        else members.set(pair, [index]);
      }
    }
  }
  const wordAt = (code: number) => words[code] ?? '';
  return [...members].flatMap(([pair, members]) => {
    if (members.length < least) return [];
    const pairOf: [string, string] = [
      wordAt(Math.floor(pair / words.length)),
      wordAt(pair % words.length),
    ];
    return [{ words: pairOf, members }];
  });
}
