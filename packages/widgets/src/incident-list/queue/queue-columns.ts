import type { Priority } from '@incident-kit/server/domain';
import { formatInstant } from '../../base/intl.ts';
import { readSla } from '../../base/sla-reading.ts';
import { formatSpan } from '../../base/spans.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import { nextClock } from './next-clock.ts';
import type { QueueOrder } from './queue-order.ts';
import type { QueueRow } from './queue-rows.ts';

const minute = 60_000;

export const columnNames = [
  'priority',
  'reference',
  'title',
  'requester',
  'assignee',
  'team',
  'status',
  'service',
  'category',
  'due',
  'updated',
] as const;
export type ColumnName = (typeof columnNames)[number];

export const defaultColumns: readonly ColumnName[] = [
  'priority',
  'reference',
  'title',
  'requester',
  'assignee',
  'status',
  'due',
  'updated',
];

/** How wide each is where there is room, and by what it sorts. */
export const columns: Record<ColumnName, { width: string; order?: QueueOrder }> = {
  priority: { width: '3.5rem', order: 'priority' },
  reference: { width: '5rem', order: 'newest' },
  title: { width: 'minmax(14rem, 1fr)' },
  requester: { width: '9rem' },
  assignee: { width: '8rem' },
  team: { width: '8rem' },
  status: { width: '8rem' },
  service: { width: '8rem' },
  category: { width: '8rem' },
  due: { width: '10rem', order: 'due' },
  updated: { width: '5.5rem', order: 'updated' },
};

/** What rows are drawn with. */
export interface RowModel {
  words: QueueMessages;
  locale: string;
  /** The server's time, epoch milliseconds. */
  now: number;
  columns: readonly ColumnName[];
  /** As the matrix has them, the most pressing first. */
  priorities: readonly Priority[];
  /** What takes a row; empty while nothing can be done to it yet. */
  take: string;
}

/** What a cell says. */
export function textOf(column: ColumnName, row: QueueRow, model: RowModel): string {
  const { words, locale, now } = model;
  switch (column) {
    case 'priority':
    case 'title':
      return row[column];
    case 'reference':
      return row.incident;
    case 'requester':
      return row.reporter ?? words.visitor;
    case 'assignee':
      return row.assignee ? (row.assignee.name ?? row.assignee.id) : words.nobody;
    case 'team':
    case 'service':
    case 'category':
      return row[column] ?? '';
    case 'status':
      return row.status.name;
    case 'due':
      return dueOf(row, words, locale, now);
    case 'updated':
      return formatLately(locale, row.updatedAt ?? row.lastSaid.at, now);
  }
}

/** The time of what was today, else the date. */
function formatLately(locale: string, at: number, now: number): string {
  const day = { dateStyle: 'short' } as const;
  const isToday = formatInstant(locale, at, day) === formatInstant(locale, now, day);
  return formatInstant(
    locale,
    at,
    isToday ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' },
  );
}

/** What is to be done next, and how long there is for it: "Answer in 6 min". In minutes, as it is read aloud. */
function dueOf(row: QueueRow, words: QueueMessages, locale: string, now: number): string {
  const { category } = row.status;
  if (category === 'resolved') return row.repliedAt === null ? words.resolved : words.repliedSince;
  if (category === 'closed') return words.closed;
  const clock = nextClock(row);
  if (!clock) return row.clocks.resolution.state === 'paused' ? words.paused : words.noTarget;
  const { ms, state } = readSla(clock, now);
  const isLate = state === 'breached';
  const whole = (isLate ? Math.floor(ms / minute) : Math.ceil(ms / minute)) * minute;
  const span = formatSpan(locale, whole, 'narrow', clock.roundTheClock);
  const { late, soon } = words.due[clock.target];
  if (isLate && whole === 0) return words.dueNow[clock.target];
  return (isLate ? late : soon).replace('{}', span);
}
