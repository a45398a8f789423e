import { median } from '../support/load.ts';

/** The same thing done by both versions. */
export interface Pair {
  name: string;
  before(): Promise<number>;
  now(): Promise<number>;
}

export interface Compared {
  name: string;
  before: number[];
  now: number[];
}

/** In each round all pairs, and the two of a pair in the other order than in the round before. */
export async function measureInTurn(rounds: number, pairs: Pair[]): Promise<Compared[]> {
  const compared = pairs.map(({ name }) => ({ name, before: [] as number[], now: [] as number[] }));
  // The first round warms everything up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, pair] of pairs.entries()) {
      const order = round % 2 === 0 ? (['before', 'now'] as const) : (['now', 'before'] as const);
      for (const version of order) {
        const figure = await pair[version]();
        if (round > 0) compared[index]?.[version].push(figure);
      }
    }
  }
  return compared;
}

/** The median over the rounds of one figure divided by another of the same round. */
export function ratioOf(over: readonly number[], under: readonly number[]): number {
  return median(over.map((figure, round) => figure / (under[round] ?? Number.NaN)));
}

/** Below this share of the version before it is no longer noise. */
const noise = 0.95;

const columns = ['', 'before', 'now', 'now / before', 'lowest … highest'] as const;

/** Prints each thing with both figures and their ratio; what has become worse is marked. */
export function printCompared(compared: Compared[]): void {
  const whole = (figure: number) => Math.round(figure).toLocaleString('en');
  const rows = compared.map(({ name, before, now }) => {
    const ratio = ratioOf(now, before);
    const span = now.map((figure, round) => figure / (before[round] ?? Number.NaN));
    return [
      name,
      whole(median(before)),
      whole(median(now)),
      `${ratio.toFixed(2)}${ratio < noise ? ' ✗ worse' : '        '}`,
      `${Math.min(...span).toFixed(2)} … ${Math.max(...span).toFixed(2)}`,
    ];
  });
  printTable([[...columns], ...rows]);
}

/** The first column to the left, the others to the right. */
export function printTable(rows: string[][]): void {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => row[index]?.length ?? 0)),
  );
  for (const row of rows) {
    const cells = row.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
    );
    console.log(cells.join('   ').trimEnd());
  }
}
