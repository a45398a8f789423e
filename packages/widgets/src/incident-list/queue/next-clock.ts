import type { ClockView, IncidentRow } from '@incident-kit/server/domain';

export const isOver = ({ status }: IncidentRow): boolean =>
  status.category === 'resolved' || status.category === 'closed';

/** The clock that is due first of those that have not stopped. */
export function nextClock(row: IncidentRow): ClockView | undefined {
  if (isOver(row)) return undefined;
  let first: ClockView | undefined;
  for (const clock of Object.values(row.clocks)) {
    const { stoppedAt, dueAt } = clock;
    if (stoppedAt === null && dueAt !== null && dueAt < (first?.dueAt ?? Infinity)) first = clock;
  }
  return first;
}
