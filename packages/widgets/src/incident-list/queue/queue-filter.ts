import type { IncidentRow } from '@incident-kit/server/domain';
import { isOver } from './next-clock.ts';

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
