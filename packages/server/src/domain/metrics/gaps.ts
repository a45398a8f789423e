import { firstAt } from './columns.ts';
import type { FactTable } from './fact-table.ts';
import type { Selection } from './selection.ts';

/** How long services had been without any open incident when the next was reported. */
export interface Gaps {
  /** The incidents that ended one. */
  rows: Uint32Array;
  /** Milliseconds, a row each. */
  values: Float64Array;
  /** How many services have been without one since, as far as is known. */
  running: number;
}

/** Those who ask again and again ask for periods that move on: they begin at the same start for a week. */
const step = 7 * 86_400_000;

/**
 * The gaps that ended at an instant or later. What is reported while another incident of the service is open is the
 * same failure.
 */
export function gapsSince(selection: Selection, from: number): Gaps {
  const { table, key } = selection;
  const { reportedAt } = table.instants;
  const order = table.rowsBy('reportedAt');
  const first = Math.floor(from / step) * step;
  const known = table.gapStarts.find(key, first);
  const wellFrom = new Float64Array(table.codes.service.size).fill(Number.NaN);
  if (known) wellFrom.set(known.wellFrom);
  const [begin, then] = [
    known ? firstAt(order, reportedAt, known.before) : 0,
    firstAt(order, reportedAt, first),
  ];
  walk(table, selection.chosen(order.subarray(begin, then)), wellFrom, from);
  if (known?.before !== first) {
    table.gapStarts.keep(key, { before: first, wellFrom: wellFrom.slice() });
  }
  const { rows, values } = walk(table, selection.chosen(order.subarray(then)), wellFrom, from);
  let running = 0;
  for (const well of wellFrom) if (Number.isFinite(well)) running += 1;
  return { rows, values, running };
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
