/** So many out of their order are put into their place one by one: many more are sorted in at once. */
const few = 1_000;

/** Incidents in the order in which they were reported, those of the same instant by number. */
export class ReportOrder {
  #rows = new Uint32Array(0);
  #count = 0;
  #isSorted = true;
  /** How many were put elsewhere than at the end since somebody asked. */
  #moved = 0;

  /**
   * Takes one in, or to another place.
   * @param reportedAt of all of them, of this one still as it was
   * @param before as it was; null for a new one
   */
  place(row: number, reportedAt: Float64Array, before: number | null, at: number): void {
    if (before === at) return;
    const last = this.#rows[this.#count - 1];
    const isLast = last === undefined || !isBefore(at, row, reportedAt[last] as number, last);
    if (before === null && (isLast || !this.#isSorted)) {
      this.#insert(this.#count, row);
      return;
    }
    this.#moved += 1;
    if (this.#moved > few) this.#isSorted = false;
    if (!this.#isSorted) {
      if (before === null) this.#insert(this.#count, row);
      return;
    }
    if (before !== null) this.#remove(this.#find(reportedAt, before, row));
    this.#insert(this.#find(reportedAt, at, row), row);
  }

  rows(reportedAt: Float64Array): Uint32Array {
    const rows = this.#rows.subarray(0, this.#count);
    if (!this.#isSorted) {
      rows.sort((a, b) => (reportedAt[a] as number) - (reportedAt[b] as number) || a - b);
    }
    this.#isSorted = true;
    this.#moved = 0;
    return rows;
  }

  /** The place of the first that was reported at an instant or after it. */
  firstAt(reportedAt: Float64Array, at: number): number {
    this.rows(reportedAt);
    return this.#find(reportedAt, at, 0);
  }

  #find(reportedAt: Float64Array, at: number, row: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#rows[middle] as number;
      if (isBefore(reportedAt[other] as number, other, at, row)) low = middle + 1;
      else high = middle;
    }
    return low;
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

function isBefore(at: number, row: number, otherAt: number, other: number): boolean {
  return at < otherAt || (at === otherAt && row < other);
}
