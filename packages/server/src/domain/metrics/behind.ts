import { day } from '../calendar/local-time.ts';
import { endOf, type Period, ZonedPeriod } from './buckets.ts';
import type { FactTable } from './fact-table.ts';
import { bitOf, FigureMembers, type FigureName, type ShareName, shareNames } from './members.ts';
import { type MetricsFilter, Selection } from './selection.ts';

export interface BehindQuery {
  figure: FigureName;
  period: Period;
  zone: string;
  filter: MetricsFilter;
  /** Of a share: only those that count for it, or only the others; null for both. */
  counted: boolean | null;
  /** Only those that were open for so long at the end of the period, in milliseconds; null for all. */
  age: { from: number; to: number | null } | null;
  /** Only those reported in that hour of the week; null for all. */
  hour: number | null;
  now: number;
}

/** An incident behind a figure, and how long it took; null where the figure is none of durations. */
export interface Behind {
  number: number;
  value: number | null;
}

/** The incidents that a figure counts, the newest first. */
export function incidentsBehind(table: FactTable, query: BehindQuery): Behind[] {
  const { figure, period, filter, counted, age, hour, now } = query;
  const members = new FigureMembers(new Selection(table, filter), period, now);
  const { rows, values } = members.of(figure, period);
  const bit = (shareNames as readonly string[]).includes(figure) ? bitOf[figure as ShareName] : 0;
  const known = { from: table.firstReportedAt, to: now };
  const zoned = hour === null ? null : new ZonedPeriod(period, query.zone, 'month', known);
  const { reportedAt } = table.instants;
  const end = endOf(period, now);
  const behind: Behind[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const at = reportedAt[row] as number;
    if (counted !== null && (((table.marks[row] as number) & bit) !== 0) !== counted) continue;
    if (age && (end - at < age.from || (age.to !== null && end - at >= age.to))) continue;
    if (zoned && zoned.hourOf(at) !== hour) continue;
    behind.push({ number: row, value: values ? (values[index] as number) : null });
  }
  return behind.sort((a, b) => b.number - a.number);
}

/** The hours of a week. */
export const hoursOfWeek = (7 * day) / 3_600_000;
