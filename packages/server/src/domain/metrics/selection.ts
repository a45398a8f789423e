import type { Period } from './buckets.ts';
import { firstAt, rowsBefore, rowsWith } from './columns.ts';
import { type Dimension, dimensions, type FactTable, type InstantName } from './fact-table.ts';

/** Which incidents count: by what they have; null for those that have none. */
export type MetricsFilter = Partial<Record<Dimension, string | null | undefined>>;

/** The incidents that a dashboard is about. */
export class Selection {
  readonly table: FactTable;
  readonly #conditions: { by: Dimension; column: Uint32Array; code: number }[] = [];
  readonly #isEmpty: boolean = false;

  constructor(table: FactTable, filter: MetricsFilter) {
    this.table = table;
    for (const each of dimensions) {
      const name = filter[each];
      if (name === undefined) continue;
      const code = table.codes[each].find(name);
      if (code === null) this.#isEmpty = true;
      else this.#conditions.push({ by: each, column: table.dimensions[each], code });
    }
  }

  /** Those of which an instant lies in a period, in the order of it. */
  within(instant: InstantName, { from, to }: Period): Uint32Array {
    const rows = this.table.rowsBy(instant);
    const column = this.table.instants[instant];
    return this.chosen(rows.subarray(firstAt(rows, column, from), firstAt(rows, column, to)));
  }

  /** Those that were open at an instant, as far as is known: what was reopened counts as never resolved. */
  openAt(at: number): Uint32Array {
    const { reportedAt } = this.table.instants;
    const later = { from: at, to: Number.POSITIVE_INFINITY };
    const since = rowsBefore(this.within('resolvedAt', later), reportedAt, at);
    const still = this.within('openSince', { from: Number.NEGATIVE_INFINITY, to: at });
    const rows = new Uint32Array(still.length + since.length);
    rows.set(still);
    rows.set(since, still.length);
    return rows;
  }

  /** Whether incidents count that have this of a dimension, as far as that decides it. */
  lets(by: Dimension, code: number): boolean {
    return !this.#isEmpty && this.#conditions.every((each) => each.by !== by || each.code === code);
  }

  /** Those of some rows that count. */
  chosen(rows: Uint32Array): Uint32Array {
    if (this.#isEmpty) return new Uint32Array(0);
    return this.#conditions.reduce((left, { column, code }) => rowsWith(left, column, code), rows);
  }
}
