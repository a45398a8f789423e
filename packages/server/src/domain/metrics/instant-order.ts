import { type Column, firstAt, isBefore } from './columns.ts';
import { sortByInstant } from './sort-by-instant.ts';

/** So many out of their order are put into their place one by one: for more, all are sorted anew. */
const few = 1_000;

/**
 * The incidents that have an instant, in the order of it, those of the same by number: what lies in a period is a
 * part of it, found without a look at the others.
 */
export class InstantOrder {
  #rows: Uint32Array = new Uint32Array(0);
  #count = 0;
  #isSorted = false;
  /** How many were put elsewhere than at the end since somebody asked. */
  #moved = 0;

  /**
   * An instant of an incident is about to change.
   * @param column of all of them, of this one still as it was
   * @param at as it will be; NaN for none, as in the column
   */
  place(row: number, column: Column, at: number): void {
    const before = column[row] as number;
    if (!this.#isSorted || Object.is(before, at)) return;
    const last = this.#rows[this.#count - 1];
    const isAtEnd = last === undefined || isBefore(column[last] as number, last, at, row);
    if (!Number.isNaN(before) || !isAtEnd) this.#moved += 1;
    if (this.#moved > few) this.#isSorted = false;
    if (!this.#isSorted) return;
    if (!Number.isNaN(before)) this.#remove(firstAt(this.#sorted, column, before, row));
    if (Number.isNaN(at)) return;
    this.#insert(
      isAtEnd && Number.isNaN(before) ? this.#count : firstAt(this.#sorted, column, at, row),
      row,
    );
  }

  /** @param size one more than the last row that is in use */
  rows(column: Column, size: number): Uint32Array {
    if (!this.#isSorted) {
      this.#rows = sortByInstant(column.subarray(0, size));
      this.#count = this.#rows.length;
    }
    this.#isSorted = true;
    this.#moved = 0;
    return this.#sorted;
  }

  get #sorted(): Uint32Array {
    return this.#rows.subarray(0, this.#count);
  }

  #insert(place: number, row: number): void {
    if (this.#count === this.#rows.length) {
      const larger = new Uint32Array(Math.max(1_024, Math.ceil(this.#count * 1.5)));
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows.copyWithin(place + 1, place, this.#count);
    this.#rows[place] = row;
    this.#count += 1;
  }

  #remove(place: number): void {
    this.#rows.copyWithin(place, place + 1, this.#count);
    this.#count -= 1;
  }
}
