import type { Period } from './buckets.ts';
import { firstAt } from './columns.ts';
import type { FactTable } from './fact-table.ts';

/**
 * How long services had been without any open incident when the next was reported. A gap is one of its service, over
 * all incidents of it, and belongs to the incident that ended it: so whatever figures are narrowed to or divided by, the
 * parts add up to the whole.
 */
export interface Gaps {
  /** The incidents that ended one, in the order in which they were reported. */
  rows: Uint32Array;
  /** Milliseconds, a row each. */
  values: Float64Array;
  /** Since when each service has been without one, by its code; NaN for those that are not, as far as is known. */
  running: Float64Array;
}

/** Those who ask again and again ask for periods that move on: they begin at the same start for a week. */
const step = 7 * 86_400_000;

/**
 * The gaps that ended in a period, and those that had not at its end. What is reported while another incident of the
 * service is open is the same failure.
 */
export function gapsWithin(table: FactTable, { from, to }: Period): Gaps {
  const { reportedAt } = table.instants;
  const order = table.rowsBy('reportedAt');
  const first = Math.floor(from / step) * step;
  const known = table.gapStarts.find(first);
  const wellFrom = new Float64Array(table.codes.service.size).fill(Number.NaN);
  if (known) wellFrom.set(known.wellFrom);
  const begin = known ? firstAt(order, reportedAt, known.before) : 0;
  const [then, end] = [firstAt(order, reportedAt, first), firstAt(order, reportedAt, to)];
  walk(table, order.subarray(begin, then), wellFrom, from);
  if (known?.before !== first) {
    table.gapStarts.keep({ before: first, wellFrom: wellFrom.slice() });
  }
  const { rows, values } = walk(table, order.subarray(then, end), wellFrom, from);
  return { rows, values, running: wellFrom.map((well) => (well < to ? well : Number.NaN)) };
}

/**
 * How long those gaps were that some of the incidents ended.
 * @param chosen in the order of all
 */
export function gapsOf({ rows, values }: Gaps, chosen: Uint32Array): Float64Array {
  if (chosen.length === rows.length) return values;
  const found = new Float64Array(chosen.length);
  let place = 0;
  for (let index = 0; index < chosen.length; index += 1) {
    while (rows[place] !== chosen[index]) place += 1;
    found[index] = values[place] as number;
  }
  return found;
}

/**
 * Goes through incidents in their order, bringing along since when each service has been well.
 * @returns the gaps that ended at `from` or later
 */
function walk(
  table: FactTable,
  order: Uint32Array,
  wellFrom: Float64Array,
  from: number,
): Pick<Gaps, 'rows' | 'values'> {
  const { reportedAt, resolvedAt } = table.instants;
  const { service } = table.dimensions;
  const rows = new Uint32Array(order.length);
  const values = new Float64Array(order.length);
  let count = 0;
  for (let index = 0; index < order.length; index += 1) {
    const row = order[index] as number;
    const code = service[row] as number;
    if (code === 0) continue;
    const well = wellFrom[code] as number;
    const at = reportedAt[row] as number;
    const over = resolvedAt[row] as number;
    if (at >= well && at >= from) {
      rows[count] = row;
      values[count] = at - well;
      count += 1;
    }
    const until = Number.isNaN(over) ? Number.POSITIVE_INFINITY : over;
    if (!(well >= until)) wellFrom[code] = until;
  }
  return { rows: rows.slice(0, count), values: values.slice(0, count) };
}
