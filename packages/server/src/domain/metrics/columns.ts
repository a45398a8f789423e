// Walks through columns. Each is a function of its own, outside of all others, so that it is compiled once and stays
// so: a loop inside of a closure starts uncompiled whenever one is made.

/** An instant of each row, in epoch milliseconds; NaN for none. */
export type Column = Float64Array;

/** Whether one comes before another: of the same instant, the lower row. */
export function isBefore(at: number, row: number, otherAt: number, other: number): boolean {
  return at < otherAt || (at === otherAt && row < other);
}

/**
 * The place, among rows in the order of an instant, of the first that has it at `at` or later.
 * @param row of those that have it at `at`, the first that is counted
 */
export function firstAt(rows: Uint32Array, column: Column, at: number, row = 0): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows[middle] as number;
    if (isBefore(column[other] as number, other, at, row)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of some rows that have a code. */
export function rowsWith(rows: Uint32Array, codes: Uint32Array, code: number): Uint32Array {
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    if (codes[row] !== code) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

/** Those of some rows that have an instant before another. */
export function rowsBefore(rows: Uint32Array, column: Column, at: number): Uint32Array {
  const found = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    if (!((column[row] as number) < at)) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

/** How many of some rows have an instant before another. */
export function countBefore(rows: Uint32Array, column: Column, at: number): number {
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    if ((column[rows[index] as number] as number) < at) count += 1;
  }
  return count;
}

/** How many of some rows have an instant that is not before another. */
export function countFrom(rows: Uint32Array, column: Column, at: number): number {
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    if ((column[rows[index] as number] as number) >= at) count += 1;
  }
  return count;
}

/** How long it was from one instant of each row to another, in milliseconds; never less than nothing. */
export function durationsOf(rows: Uint32Array, begins: Column, ends: Column): Float64Array {
  const values = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    values[index] = Math.max(0, (ends[row] as number) - (begins[row] as number));
  }
  return values;
}

/** How many of some rows have a bit. */
export function countBits(rows: Uint32Array, marks: Uint16Array, bit: number): number {
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    if (((marks[rows[index] as number] as number) & bit) !== 0) count += 1;
  }
  return count;
}

/**
 * Adds to the counts of parts how many of some rows have a bit.
 * @param parts of each of the rows
 */
export function countBitsOf(
  rows: Uint32Array,
  parts: Uint32Array,
  marks: Uint16Array,
  bit: number,
  counts: Uint32Array,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    if (((marks[rows[index] as number] as number) & bit) === 0) continue;
    const part = parts[index] as number;
    counts[part] = (counts[part] as number) + 1;
  }
}

/** What each of some rows has. */
export function codesAt(rows: Uint32Array, codes: Uint32Array): Uint32Array {
  const values = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    values[index] = codes[rows[index] as number] as number;
  }
  return values;
}
