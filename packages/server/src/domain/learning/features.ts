/**
 * What a text is learned by: its words, pairs of neighbours, and once more its first words, which are the title or say
 * what it is about. Each is a number, by hashing: no list of words has to be kept, and nothing can be read out of it. How
 * much it counts stands beside it in the same 32 bits, as many thousands of texts are remembered.
 */
export type Features = Uint32Array;

/** Whole words and what is known besides them of the same thing. */
export interface Learnable {
  /** In the order in which they stand, the title first. */
  readonly words: readonly string[];
  /** For instance its service: by name and value. */
  readonly fields?: Readonly<Record<string, string>>;
}

const bits = 18;

const weightBits = 32 - bits;
const mostWeight = 2 ** weightBits - 1;

/** How many different features there can be. */
export const featureCount = 1 << bits;

/** Words beyond that change nothing: a long text says early what it is about. */
const mostWords = 300;

/** So many words at the beginning count once more. */
const firstWords = 8;

/** A pair of words is rarer than each of them, and tells less by itself. */
const pairWeight = 0.5;

export function featuresOf({ words, fields = {} }: Learnable): Features {
  const counts = new Map<number, { count: number; weight: number }>();
  const add = (name: string, weight: number) => {
    const index = hash(name);
    const known = counts.get(index);
    if (known) known.count += 1;
    else counts.set(index, { count: 1, weight });
  };
  const read = words.slice(0, mostWords);
  for (const [place, word] of read.entries()) {
    add(word, 1);
    const next = read[place + 1];
    if (next !== undefined) add(`${word} ${next}`, pairWeight);
    if (place < firstWords) add(`^${word}`, 1);
  }
  for (const [name, value] of Object.entries(fields)) add(`${name}=${value}`, 1);
  // A word that stands there ten times does not say ten times as much.
  const weights = [...counts.values()].map(({ count, weight }) => weight * (1 + Math.log(count)));
  const length = Math.hypot(...weights) || 1;
  return Uint32Array.from(counts.keys(), (index, place) =>
    pack(index, (weights[place] as number) / length),
  );
}

/** The features that each word makes by itself and with its neighbours. */
export function featuresByWord(words: readonly string[]): Map<string, Set<number>> {
  const read = words.slice(0, mostWords);
  const found = new Map<string, Set<number>>();
  for (const [place, word] of read.entries()) {
    const own = found.get(word) ?? new Set();
    own.add(hash(word));
    if (place < firstWords) own.add(hash(`^${word}`));
    for (const [one, next] of [
      [read[place - 1], word],
      [word, read[place + 1]],
    ]) {
      if (one !== undefined && next !== undefined) own.add(hash(`${one} ${next}`));
    }
    found.set(word, own);
  }
  return found;
}

/** @param weight from 0 to 1: those of a text together are of length 1 */
function pack(index: number, weight: number): number {
  return index * 2 ** weightBits + Math.round(weight * mostWeight);
}

/** Below `featureCount`. */
export function indexOf(feature: number): number {
  return feature >>> weightBits;
}

export function weightOf(feature: number): number {
  return (feature & mostWeight) / mostWeight;
}

/** FNV-1a, its bits mixed once more, as only the lowest are used. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
  }
  value = Math.imul(value ^ (value >>> 15), 2_246_822_507);
  return (value ^ (value >>> 13)) & (featureCount - 1);
}
