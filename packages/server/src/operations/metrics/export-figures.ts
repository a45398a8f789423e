import { Temporal } from 'temporal-polyfill';
import { dimensions } from '../../domain/metrics/fact-table.ts';
import type { Interval } from '../../domain/metrics/intervals.ts';
import type { OperationContext } from '../context.ts';
import { type DashboardInput, filterOf } from './query.ts';
import { type DashboardAnswer, readDashboard } from './read-dashboard.ts';

export interface FiguresFile {
  /** What to call it. */
  name: string;
  /** CSV with a heading, as RFC 4180 has it. */
  text: string;
}

const heading = [
  ...['figure', 'part', 'from', 'to', 'whole', 'n', 'open', 'count', 'share'],
  ...['median_ms', 'median_low_ms', 'median_high_ms', 'p90_ms', 'p90_low_ms', 'p90_high_ms'],
  ...['mean_ms', 'low', 'high', 'signal', 'zone', 'filter'],
];

type Row = Partial<Record<string, string | number | boolean | null>>;

/** What a figure says of the period, of its parts and of the time that it is compared with. */
interface Value {
  n: number;
  count?: number;
  share?: number | null;
  median?: number | null;
  medianInterval?: Interval;
  p90?: number | null;
  p90Interval?: Interval;
  mean?: number | null;
  interval?: Interval | null;
}

/**
 * The figures of a period as a table for other programs: the whole, the parts, and each point of the chart. Each row says
 * of which zone the days are and what was let through, so that it can be told wherever it ends up.
 */
export async function exportFigures(
  context: OperationContext,
  input: DashboardInput,
): Promise<FiguresFile> {
  const answer = await readDashboard(context, input);
  const { zone } = input;
  const of = { zone, filter: sayFilter(input) };
  const rows = rowsOf(answer).map((row) => ({ ...row, ...of }) as Row);
  const lines = [heading, ...rows.map((row) => heading.map((name) => row[name] ?? null))];
  const day = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
  return {
    name: `figures-${day(answer.period.from)}-${day(answer.period.to - 1)}.csv`,
    text: lines.map((line) => `${line.map(cell).join(',')}\r\n`).join(''),
  };
}

/** As parts are said, e.g. “service=email;team=desk”; nothing after the sign for what has none. */
function sayFilter(input: DashboardInput): string {
  const filter = filterOf(input);
  const said = dimensions.filter((name) => filter[name] !== undefined);
  return said.map((name) => `${name}=${filter[name] ?? ''}`).join(';');
}

function rowsOf({ figures, period, compared, by }: DashboardAnswer): Row[] {
  const rows: Row[] = [];
  for (const [figure, told] of Object.entries(figures)) {
    const isWhole = !period.isRunning && !period.beginsBeforeData;
    rows.push({ figure, ...during(period, isWhole), ...valuesOf(told.value), open: told.open });
    if (compared && told.before) {
      const wasWhole = !compared.isRunning && !compared.beginsBeforeData;
      rows.push({ figure, ...during(compared, wasWhole), ...valuesOf(told.before) });
    }
    for (const { key, value } of told.parts) {
      const part = `${by}=${key ?? ''}`;
      rows.push({ figure, part, ...during(period, isWhole), ...valuesOf(value) });
    }
    for (const point of told.points) {
      const { n, value, signal } = point;
      const name = 'median' in told.value ? 'median_ms' : 'share' in told.value ? 'share' : 'count';
      const part = 'point';
      rows.push({ figure, part, ...during(point, point.isWhole), n, [name]: value, signal });
    }
  }
  return rows;
}

function during({ from, to }: { from: number; to: number }, whole: boolean): Row {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), whole };
}

function valuesOf(value: Value): Row {
  const { n, count, share, median, medianInterval, p90, p90Interval, mean, interval } = value;
  return {
    n,
    count: count ?? null,
    share: share ?? null,
    median_ms: median ?? null,
    median_low_ms: medianInterval?.low ?? null,
    median_high_ms: medianInterval?.high ?? null,
    p90_ms: p90 ?? null,
    p90_low_ms: p90Interval?.low ?? null,
    p90_high_ms: p90Interval?.high ?? null,
    mean_ms: mean ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
}

/** What begins like a formula is text: a spreadsheet would run it. */
function cell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
