import type { PriorityMatrix } from '@incident-kit/server/domain';

/** A cell by its place: the ids of its impact and its urgency. */
export type CellPlace = [impact: string, urgency: string];

/** One string for a place, to look it up by. Ids have no slash. */
export function placeKey(impact: string, urgency: string): string {
  return `${impact}/${urgency}`;
}

/** The priority's id in a cell; null for a hole. */
export function cellAt(matrix: PriorityMatrix, impact: string, urgency: string): string | null {
  return matrix.cells[impact]?.[urgency] ?? null;
}
