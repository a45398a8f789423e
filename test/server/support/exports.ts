import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { importedIn } from './imports.ts';

const head =
  'number,opened_at,sys_updated_at,resolved_at,closed_at,state,short_description,priority';
const opened = '2024-01-10 10:00';

/** A row of an export that says when it was so. */
export function row(cells: Record<string, string>): string {
  const all: Record<string, string> = {
    number: 'I1',
    opened_at: opened,
    sys_updated_at: opened,
    state: 'Active',
    short_description: 'VPN',
    priority: '3 - Moderate',
    ...cells,
  };
  return head
    .split(',')
    .map((column) => all[column] ?? '')
    .join(',');
}

/** An export of some rows. */
export const file = (...rows: string[]) => [head, ...rows, ''].join('\n');

/** The incident of one id there. */
export async function only(store: Store, id = 'I1') {
  const found = (await importedIn(store)).get(id);
  if (!found) throw new Error(`${id} is not here`);
  return found;
}

export const day = (date: number, hour = 0, month = 0) => Date.UTC(2024, month, date, hour);
