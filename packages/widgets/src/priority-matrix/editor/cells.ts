import type { PriorityMatrix } from '@incident-kit/server/domain';
import { type CellPlace, cellAt } from '../cell-place.ts';

/** The two lists of levels, and that of the priorities. */
export type Axis = 'impacts' | 'urgencies';
export type MatrixList = Axis | 'priorities';

/** A pair of neighbours in which more impact or urgency leads to less priority. */
export interface DraftWarning {
  cell: CellPlace;
  neighbour: CellPlace;
}

/** Whether the matrix has this level or priority. */
export function has(matrix: PriorityMatrix, list: MatrixList, id: string): boolean {
  return matrix[list].some((each) => each.id === id);
}

/** Whether the matrix has both levels of a cell. */
export function hasPlace(matrix: PriorityMatrix, [impact, urgency]: CellPlace): boolean {
  return has(matrix, 'impacts', impact) && has(matrix, 'urgencies', urgency);
}

/** A copy of the matrix with one cell set; null makes a hole. */
export function withCell(
  matrix: PriorityMatrix,
  impact: string,
  urgency: string,
  priority: string | null,
): PriorityMatrix {
  const row = { ...matrix.cells[impact] };
  if (priority === null) delete row[urgency];
  else row[urgency] = priority;
  return { ...matrix, cells: { ...matrix.cells, [impact]: row } };
}

/** All cells, row by row. */
export function placesOf({ impacts, urgencies }: PriorityMatrix): CellPlace[] {
  return impacts.flatMap(({ id }) => urgencies.map((urgency): CellPlace => [id, urgency.id]));
}

/** Cells without a priority that exists. A matrix with one cannot be published. */
export function holesOf(matrix: PriorityMatrix): CellPlace[] {
  return placesOf(matrix).filter((place) => {
    const id = cellAt(matrix, ...place);
    return id === null || !has(matrix, 'priorities', id);
  });
}

/**
 * Where the matrix is not monotonic: the cell of more impact or urgency is less pressing than its
 * neighbour. The server says the same of what is published; this says it while one still edits,
 * without fetching zod for it.
 */
export function warningsOf(matrix: PriorityMatrix): DraftWarning[] {
  const rank = new Map(matrix.priorities.map((each, index) => [each.id, index]));
  const rankAt = ([impact, urgency]: CellPlace) => rank.get(cellAt(matrix, impact, urgency) ?? '');
  const warnings: DraftWarning[] = [];
  const compare = (cell: CellPlace, neighbour: CellPlace) => {
    const [high, low] = [rankAt(cell), rankAt(neighbour)];
    if (high !== undefined && low !== undefined && high > low) warnings.push({ cell, neighbour });
  };
  matrix.impacts.forEach(({ id: impact }, row) => {
    matrix.urgencies.forEach(({ id: urgency }, column) => {
      const lessImpact = matrix.impacts[row + 1];
      const lessUrgency = matrix.urgencies[column + 1];
      if (lessImpact) compare([impact, urgency], [lessImpact.id, urgency]);
      if (lessUrgency) compare([impact, urgency], [impact, lessUrgency.id]);
    });
  });
  return warnings;
}
