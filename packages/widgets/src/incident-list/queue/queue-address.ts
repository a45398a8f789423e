import { type ColumnName, columnNames, defaultColumns } from './queue-columns.ts';
import { filterNames, type QueueFilter } from './queue-filter.ts';
import { type QueueOrder, queueOrders } from './queue-order.ts';

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
