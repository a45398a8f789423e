/** How long each of many calls took, in milliseconds. */
export class Timing {
  readonly #sorted: number[];

  constructor(durations: readonly number[]) {
    this.#sorted = [...durations].sort((a, b) => a - b);
  }

  /** What so many of a hundred calls do not exceed. */
  percentile(percent: number): number {
    const index = Math.ceil((this.#sorted.length * percent) / 100) - 1;
    return this.#sorted[Math.max(0, index)] ?? Number.NaN;
  }
}

/** Calls something again and again; the first calls warm it up and do not count. */
export async function timed(calls: number, call: (index: number) => unknown): Promise<Timing> {
  const durations: number[] = [];
  const warmUp = Math.min(20, calls / 10);
  for (let index = -warmUp; index < calls; index += 1) {
    const beganAt = performance.now();
    await call(Math.floor(index + warmUp));
    if (index >= 0) durations.push(performance.now() - beganAt);
  }
  return new Timing(durations);
}

/** What is asked at one size after the other. */
export interface Figures {
  name: string;
  /** Whether the goal of 20 ms is meant for it. */
  isGoal: boolean;
  bySize: Map<number, Timing>;
}

const goalMs = 20;

/** Prints p50 and p99 of every size, how p50 has grown, and marks what misses the goal. */
export function printFigures(figures: readonly Figures[], sizes: readonly number[]): void {
  const [smallest = 0, largest = 0] = [sizes[0], sizes.at(-1)];
  const heads = ['', ...sizes.flatMap((size) => [short(size), '']), 'growth', ''];
  const under = ['milliseconds', ...sizes.flatMap(() => ['p50', 'p99']), 'of p50', ''];
  const rows = figures.map(({ name, isGoal, bySize }) => {
    const worst = Math.max(...[...bySize.values()].map((each) => each.percentile(99)));
    const p50 = (size: number) => bySize.get(size)?.percentile(50) ?? Number.NaN;
    return [
      name,
      ...sizes.flatMap((size) => [shown(p50(size)), shown(bySize.get(size)?.percentile(99))]),
      `× ${(p50(largest) / p50(smallest)).toFixed(1)}`,
      isGoal && worst >= goalMs ? `◀ over ${goalMs} ms` : '',
    ];
  });
  const all = [heads, under, ...rows];
  const widths = under.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

function shown(ms: number | undefined): string {
  return ms === undefined ? '' : ms < 10 ? ms.toFixed(2) : ms.toFixed(1);
}

function short(size: number): string {
  return size >= 1e6 ? `${size / 1e6}M` : `${size / 1e3}k`;
}
