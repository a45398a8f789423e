/** So few are sorted: that is as fast. */
const few = 600;

/** How far a value may be from where the sample has it, in standard deviations: one in ten thousand is farther. */
const reach = 4;

/**
 * The values that sorting would bring to some ranks. A sample says between which values each of them must lie; what
 * lies there, a tenth of all, is looked through again, and the rest is only counted.
 * @param ranks from 1, ascending
 */
export function atRanks(values: Float64Array, ranks: readonly number[]): number[] {
  const { length } = values;
  if (length <= few) return sortedAt(values, ranks);
  const sample = sampleOf(values);
  const room = Math.ceil(length / 2);
  const found: number[] = [];
  for (const group of near(ranks, length)) {
    const low = bound(sample, length, group[0] as number, -1);
    const high = bound(sample, length, group.at(-1) as number, 1);
    const { below, between } = among(values, low, high, room);
    const inside = group.map((rank) => rank - below);
    const isThere = (inside[0] as number) > 0 && (inside.at(-1) as number) <= between.length;
    // Many are the same, or the sample was an unlucky one.
    if (!isThere || between.length === room) found.push(...sortedAt(values, group));
    else found.push(...atRanks(between, inside));
  }
  return found;
}

function sortedAt(values: Float64Array, ranks: readonly number[]): number[] {
  const sorted = values.slice().sort();
  return ranks.map((rank) => sorted[rank - 1] as number);
}

/** From regular places, sorted. */
function sampleOf(values: Float64Array): Float64Array {
  const size = Math.min(4_096, Math.max(256, Math.floor(values.length / 64)));
  const step = values.length / size;
  const sample = new Float64Array(size);
  for (let index = 0; index < size; index += 1) {
    sample[index] = values[Math.floor(index * step)] as number;
  }
  return sample.sort();
}

/** Ranks that lie so near to each other that they are looked for together. */
function near(ranks: readonly number[], length: number): number[][] {
  const groups: number[][] = [];
  for (const rank of ranks) {
    const last = groups.at(-1);
    if (last && rank - (last.at(-1) as number) < length / 8) last.push(rank);
    else groups.push([rank]);
  }
  return groups;
}

/** A value that is surely on one side of that at a rank; infinite where the sample has none. */
function bound(sample: Float64Array, length: number, rank: number, side: 1 | -1): number {
  const share = rank / length;
  const spread = Math.sqrt(sample.length * share * (1 - share));
  const place = Math.round(share * sample.length + side * (reach * spread + 2));
  return sample[place] ?? side * Number.POSITIVE_INFINITY;
}

/** The values from one to another, as many as there is room for, and how many are below them. */
function among(values: Float64Array, low: number, high: number, room: number) {
  const between = new Float64Array(room);
  let [below, count] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value < low) below += 1;
    else if (value <= high && count < room) {
      between[count] = value;
      count += 1;
    }
  }
  return { below, between: between.subarray(0, count) };
}
