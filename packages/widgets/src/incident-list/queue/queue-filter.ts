import type { IncidentRow } from '@incident-kit/server/domain';
import { type ColumnName, columnNames, defaultColumns } from './queue-columns.ts';
import { isOver, type QueueOrder, queueOrders } from './queue-order.ts';

/** What a queue is narrowed to; what is left out does not matter. As a saved view keeps it. */
export interface QueueFilter {
  status?: string;
  team?: string;
  /** A person by the host's identifier, `me`, or `nobody`. */
  assignee?: string;
  priority?: string;
  service?: string;
  text?: string;
}

export const filterNames = ['status', 'team', 'assignee', 'priority', 'service', 'text'] as const;
export type FilterName = (typeof filterNames)[number];

/** What is open is what a queue has when nobody says otherwise: that is no filter. */
export function isNarrowed(filter: QueueFilter): boolean {
  return filterNames.some(
    (name) => filter[name] && (name !== 'status' || filter.status !== 'open'),
  );
}

/**
 * Whether a row is in the queue, as the server would say. Which words it has only the server knows.
 * @param me - whoever looks at it, by the host's identifier
 */
export function isIn(row: IncidentRow, filter: QueueFilter, me: string | undefined): boolean {
  const { status = 'open', team, assignee, priority, service } = filter;
  const over = isOver(row);
  const { category } = row.status;
  if (status === 'open' ? over : status === 'over' ? !over : !isStatus(row, status)) return false;
  if (team && row.team !== team) return false;
  if (priority && row.priority !== priority) return false;
  if (service && row.service !== service) return false;
  if (assignee === 'nobody') return row.assignee === null;
  if (assignee) return row.assignee?.id === (assignee === 'me' ? me : assignee);
  return category !== undefined;
}

function isStatus({ status, repliedAt }: IncidentRow, asked: string): boolean {
  if (asked === 'replied') return repliedAt !== null;
  return asked === 'all' || asked === status.category;
}

/** What a page's address says of the queue, under names that begin with the page's prefix. */
export function readAddress(prefix: string): {
  filter: QueueFilter;
  order: QueueOrder;
  columns: readonly ColumnName[];
} {
  const asked = new URLSearchParams(location.search);
  const filter: QueueFilter = {};
  for (const name of filterNames) {
    const value = asked.get(prefix + name)?.trim();
    if (value) filter[name] = value;
  }
  const order = asked.get(`${prefix}order`) as QueueOrder;
  const named = new Set(asked.get(`${prefix}columns`)?.split(',') as ColumnName[] | undefined);
  const columns = [...named].filter((each) => columnNames.includes(each));
  return {
    filter,
    order: queueOrders.includes(order) ? order : 'due',
    // By its title a row is known.
    columns: columns.includes('title') ? columns : defaultColumns,
  };
}

export function writeAddress(
  prefix: string,
  { filter, order }: { filter: QueueFilter; order: QueueOrder },
  columns: readonly ColumnName[],
): void {
  const url = new URL(location.href);
  const said: Record<string, string | undefined> = { ...filter };
  said.order = order === 'due' ? undefined : order;
  said.columns = columns.join() === defaultColumns.join() ? undefined : columns.join();
  for (const name of [...filterNames, 'order', 'columns']) {
    const value = said[name];
    if (value) url.searchParams.set(prefix + name, value);
    else url.searchParams.delete(prefix + name);
  }
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
