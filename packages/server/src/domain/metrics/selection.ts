import type { Period } from './buckets.ts';
import { type Dimension, dimensions, type FactTable } from './fact-table.ts';
import { marks } from './facts.ts';

/** Which incidents count: by what they have; null for those that have none. */
export type MetricsFilter = Partial<Record<Dimension, string | null | undefined>>;

/** The incidents that a dashboard is about: those that are withdrawn never are. */
export class Selection {
  readonly table: FactTable;
  readonly #conditions: { column: Uint32Array; code: number }[] = [];
  readonly #isEmpty: boolean = false;
  /** The same for those that have the same incidents. */
  readonly key: string;

  constructor(table: FactTable, filter: MetricsFilter) {
    this.table = table;
    this.key = JSON.stringify(dimensions.map((each) => [filter[each]]));
    for (const each of dimensions) {
      const name = filter[each];
      if (name === undefined) continue;
      const code = table.codes[each].find(name);
      if (code === null) this.#isEmpty = true;
      else this.#conditions.push({ column: table.dimensions[each], code });
    }
  }

  has(row: number): boolean {
    const { has, marks: bits } = this.table;
    if (has[row] !== 1 || ((bits[row] as number) & marks.withdrawn) !== 0) return false;
    for (const { column, code } of this.#conditions) if (column[row] !== code) return false;
    return true;
  }

  /** The rows of those that were not over before an instant: nothing has happened to the others since. */
  since(at: number): Uint32Array {
    const { size, instants } = this.table;
    const { resolvedAt } = instants;
    if (this.#isEmpty) return new Uint32Array(0);
    const rows = new Uint32Array(size);
    let count = 0;
    for (let row = 0; row < size; row += 1) {
      if ((resolvedAt[row] as number) < at || !this.has(row)) continue;
      rows[count] = row;
      count += 1;
    }
    return rows.subarray(0, count);
  }
}

/** Those of some rows of which an instant lies in a period. */
export function rowsWithin(
  rows: Uint32Array,
  instants: Float64Array,
  { from, to }: Period,
): Uint32Array {
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const at = instants[row] as number;
    if (at >= from && at < to) {
      found[count] = row;
      count += 1;
    }
  }
  return found.subarray(0, count);
}

/** Those that were open at an instant, as far as is known: what was reopened counts as never resolved. */
export function openAt(rows: Uint32Array, table: FactTable, at: number): Uint32Array {
  const { reportedAt, resolvedAt } = table.instants;
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    if (!((reportedAt[row] as number) < at) || (resolvedAt[row] as number) < at) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}
