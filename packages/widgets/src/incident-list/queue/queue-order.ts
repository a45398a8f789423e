import type { IncidentRow } from '@incident-kit/server/domain';
import { nextClock } from './next-clock.ts';

/** In which order a queue is, as `incidents.list` takes it. */
export const queueOrders = ['due', 'priority', 'updated', 'newest'] as const;
export type QueueOrder = (typeof queueOrders)[number];

/** Where a row comes in an order: the lower, the sooner; where one leaves a choice, the next decides. */
export type Place = readonly number[];

export const numberOf = (reference: string): number => Number(reference.slice(4));

/** Its place in the server's order. What is overdue is first there, and what is never due last. */
export function placeOf(row: IncidentRow, order: QueueOrder, priorities: readonly string[]): Place {
  const number = -numberOf(row.incident);
  const dueAt = nextClock(row)?.dueAt ?? Infinity;
  if (order === 'newest') return [number];
  if (order === 'updated') return [-row.seq];
  if (order === 'due') return [dueAt, number];
  const rank = priorities.indexOf(row.priority);
  return [rank < 0 ? Infinity : rank, dueAt, number];
}

export function compare(a: Place, b: Place): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
