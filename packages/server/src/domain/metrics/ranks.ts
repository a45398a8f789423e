/** So few are sorted: that is as fast. */
const few = 200;

/** The sections that values are counted by are a 64th of an octave wide: so many bits of the upper half tell them. */
const bitsBelow = 14;
/** The section that begins at 1 is the first; smaller values are in it too. */
const firstSection = 1_023 << (20 - bitsBelow);
/** Up to 2^53, which no time reaches. */
const sections = 54 << (20 - bitsBelow);

/** Which half of a number is the upper one: processors differ. */
const upperHalf = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

const counts = new Uint32Array(sections);
const isWanted = new Uint8Array(sections);

/**
 * The values that sorting would bring to some ranks. Values are counted by sections of their range first, which
 * tells in which of them each rank lies; only what lies in those is sorted.
 * @param values none of them negative
 * @param ranks from 1, ascending
 */
export function atRanks(values: Float64Array, ranks: readonly number[]): number[] {
  if (values.length <= few) return sortedAt(values, ranks);
  const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  counts.fill(0);
  for (let half = upperHalf; half < halves.length; half += 2) {
    const section = sectionOf(halves[half] as number);
    counts[section] = (counts[section] as number) + 1;
  }
  const { places, among } = sectionsOf(ranks);
  const found = new Float64Array(among);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const half = halves[2 * index + upperHalf] as number;
    if (isWanted[sectionOf(half)] === 0) continue;
    found[count] = values[index] as number;
    count += 1;
  }
  return at(found, places);
}

function sortedAt(values: Float64Array, ranks: readonly number[]): number[] {
  return at(
    values.slice(),
    ranks.map((rank) => rank - 1),
  );
}

function at(values: Float64Array, places: readonly number[]): number[] {
  values.sort();
  return places.map((place) => values[place] as number);
}

/** Positive numbers are in the order of their bits. */
function sectionOf(half: number): number {
  return Math.min(sections - 1, Math.max(0, (half >>> bitsBelow) - firstSection));
}

/** Marks the sections that ranks lie in: the place of each rank among all that is in them, and how many that are. */
function sectionsOf(ranks: readonly number[]): { places: number[]; among: number } {
  isWanted.fill(0);
  const places: number[] = [];
  let [below, among] = [0, 0];
  for (let section = 0; places.length < ranks.length; section += 1) {
    const end = below + (counts[section] as number);
    if ((ranks[places.length] as number) <= end) {
      isWanted[section] = 1;
      for (const rank of ranks.slice(places.length)) {
        if (rank <= end) places.push(among + rank - below - 1);
      }
      among += end - below;
    }
    below = end;
  }
  return { places, among };
}
