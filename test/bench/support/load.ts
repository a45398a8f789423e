import autocannon from 'autocannon';

export interface Load {
  url: string;
  connections: number;
  seconds: number;
  /** What each request sends; made anew for each when it is a function. */
  body?: () => string;
  headers?: Record<string, string>;
}

/** Answers per second under a load, from this process. Throws when anything but 200 came back. */
export async function answersPerSecond(load: Load): Promise<number> {
  const { url, connections, seconds, body, headers = {} } = load;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
    ...(body && {
      method: 'POST',
      requests: [{ setupRequest: (request: object) => ({ ...request, body: body() }) }],
    }),
  });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} requests to ${url} failed`);
  return result.requests.total / result.duration;
}

/** What is written a second by some that write one row after the other, for some seconds. */
export async function rowsPerSecond(
  writers: number,
  seconds: number,
  write: () => unknown,
): Promise<number> {
  const startedAt = performance.now();
  let rows = 0;
  const work = async () => {
    while (performance.now() - startedAt < seconds * 1_000) {
      await write();
      rows += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
  return rows / ((performance.now() - startedAt) / 1_000);
}

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 ? high : (low + high) / 2;
}

export interface Measured {
  name: string;
  perSecond: number[];
}

/**
 * Measures several things in turn, A B C A B C …, so that a machine that slows down slows all of them
 * down, and prints each beside the first.
 */
export async function sideBySide(
  rounds: number,
  things: { name: string; measure(): Promise<number> }[],
): Promise<Measured[]> {
  const measured = things.map(({ name }) => ({ name, perSecond: [] as number[] }));
  // The first round warms everything up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, thing] of things.entries()) {
      const figure = await thing.measure();
      if (round > 0) measured[index]?.perSecond.push(figure);
    }
  }
  return measured;
}

export function printBeside(measured: Measured[]): void {
  const [floor] = measured;
  const base = median(floor?.perSecond ?? []);
  const rows = measured.map(({ name, perSecond }) => {
    const middle = median(perSecond);
    const whole = (figure: number) => Math.round(figure).toLocaleString('en');
    return {
      '': name,
      'per second': whole(middle),
      'lowest … highest': `${whole(Math.min(...perSecond))} … ${whole(Math.max(...perSecond))}`,
      ratio: (middle / base).toFixed(2),
    };
  });
  printTable(['', 'per second', 'lowest … highest', 'ratio'], rows);
}

/** Rows under their columns, the first to the left and the others to the right. */
export function printTable<Column extends string>(
  columns: readonly Column[],
  rows: readonly Record<Column, string>[],
): void {
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('   ');
  console.log(line([...columns]));
  for (const row of rows) console.log(line(columns.map((column) => row[column])));
}
