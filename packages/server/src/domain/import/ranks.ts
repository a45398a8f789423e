/** How pressing something is, the most first: what the words and numbers of a source are said to be. */
export const ranks = ['critical', 'high', 'medium', 'low', 'lowest'] as const;
export type Rank = (typeof ranks)[number];

/** Words by which systems call them. */
const wordsOf: Readonly<Record<Rank, readonly string[]>> = {
  critical: ['critical', 'urgent', 'highest', 'major', 'very high', 'blocker'],
  high: ['high', 'important'],
  medium: ['moderate', 'medium', 'normal', 'middle'],
  low: ['low', 'minor'],
  lowest: ['lowest', 'very low', 'planning', 'trivial'],
};

const rankOfWord = new Map(
  ranks.flatMap((rank) => wordsOf[rank].map((word): [string, Rank] => [word, rank])),
);

/** Where something is among so many levels, and whether only a number said it that nobody has explained. */
export interface Ranked {
  index: number;
  isByNumber: boolean;
}

/**
 * Where a source's word or number is among levels, the most pressing first. A word says more than the number in front
 * of it, as “1 low” and “1 - Critical” count in opposite directions.
 * @param known what the source's own words and numbers are, in small letters
 * @returns null for what says neither
 */
export function rankIn(
  text: string,
  levels: number,
  known: Readonly<Record<string, Rank>>,
): Ranked | null {
  const whole = text.trim().toLowerCase();
  const word = whole.replace(/^[^\p{L}]+/u, '');
  const [, letter, number = ''] = /^(p|sev-?)?\s*([1-9])(?!\d)/.exec(whole) ?? [];
  const own = (key: string) => (Object.hasOwn(known, key) ? known[key] : undefined);
  const rank =
    own(whole) ?? own(word) ?? rankOfWord.get(word) ?? (letter ? undefined : own(number));
  if (rank) return { index: indexOf(rank, levels), isByNumber: false };
  if (number === '') return null;
  return { index: Math.min(Number(number), levels) - 1, isByNumber: letter === undefined };
}

/** Three levels have no critical, four no lowest. */
function indexOf(rank: Rank, levels: number): number {
  const first = levels < 4 ? 1 : 0;
  return Math.max(0, Math.min(ranks.indexOf(rank) - first, levels - 1));
}
