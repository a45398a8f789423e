import type { Column } from './columns.ts';

/** Instants are sorted by so many bits at a time, the lowest first. */
const bits = 11;
const values = 1 << bits;

/**
 * The rows of a column that have an instant, in the order of it, those of the same in the order of their rows: a
 * radix sort, as a million rows are compared too often by any other.
 */
export function sortByInstant(column: Column): Uint32Array {
  const { rows, first, last } = known(column);
  let from: Uint32Array = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  for (let unit = 1; unit <= last - first; unit *= values) {
    scatter(from, to, column, first, unit);
    [from, to] = [to, from];
  }
  return from;
}

function known(column: Column): { rows: Uint32Array; first: number; last: number } {
  const rows = new Uint32Array(column.length);
  let count = 0;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < column.length; row += 1) {
    const at = column[row] as number;
    if (Number.isNaN(at)) continue;
    rows[count] = row;
    count += 1;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return { rows: rows.slice(0, count), first, last };
}

/** Sorts rows by one digit, and leaves those of the same as they are. */
function scatter(
  from: Uint32Array,
  to: Uint32Array,
  column: Column,
  first: number,
  unit: number,
): void {
  const digits = new Uint16Array(from.length);
  const next = new Uint32Array(values + 1);
  for (let place = 0; place < from.length; place += 1) {
    const above = Math.floor(((column[from[place] as number] as number) - first) / unit);
    const digit = above % values;
    digits[place] = digit;
    next[digit + 1] = (next[digit + 1] as number) + 1;
  }
  for (let digit = 0; digit < values; digit += 1) {
    next[digit + 1] = (next[digit + 1] as number) + (next[digit] as number);
  }
  for (let place = 0; place < from.length; place += 1) {
    const digit = digits[place] as number;
    const at = next[digit] as number;
    to[at] = from[place] as number;
    next[digit] = at + 1;
  }
}
