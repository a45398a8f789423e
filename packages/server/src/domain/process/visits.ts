import type { MoveColumn } from './move-table.ts';

/**
 * The visits of one incident: how long it was where, one after the other, from its report until nothing was left to do.
 * They do not overlap and leave nothing out, so they add up to how long it took. What took no time is no visit, and
 * what goes on at the same place is the same visit. The time is that of the clock on the wall.
 */
export class Visits {
  length = 0;
  readonly #codes: number[] = [];
  /** The ends; each begins where the one before ends, the first with the report. */
  readonly #ends: number[] = [];
  #from = 0;

  /** Looks at an incident: in the place of the one before, as there are many. */
  read(column: MoveColumn, row: number, from: number, to: number): void {
    this.length = 0;
    this.#from = from;
    const count = column.countOf(row);
    for (let index = 0; index < count; index += 1) {
      const end = index + 1 < count ? Math.min(column.at(row, index + 1), to) : to;
      this.#add(column.to(row, index), end);
    }
    // Of what has no moves nobody knows where it was.
    if (count === 0) this.#add(0, to);
  }

  codeOf(visit: number): number {
    return this.#codes[visit] as number;
  }

  /** How long it took, milliseconds. */
  tookOf(visit: number): number {
    const from = visit === 0 ? this.#from : (this.#ends[visit - 1] as number);
    return (this.#ends[visit] as number) - from;
  }

  /** Whether the incident was there before. */
  isReturn(visit: number): boolean {
    for (let index = visit - 2; index >= 0; index -= 1) {
      if (this.#codes[index] === this.#codes[visit]) return true;
    }
    return false;
  }

  #add(code: number, end: number): void {
    const last = this.length - 1;
    const from = last < 0 ? this.#from : (this.#ends[last] as number);
    if (end <= from) return;
    if (last >= 0 && this.#codes[last] === code) {
      this.#ends[last] = end;
      return;
    }
    this.#codes[this.length] = code;
    this.#ends[this.length] = end;
    this.length += 1;
  }
}
