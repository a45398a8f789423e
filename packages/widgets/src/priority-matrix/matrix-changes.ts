import type { MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import type { DocumentDraft } from '../editing/document-draft.ts';
import type { EditableDocument } from '../editing/editable-document.ts';

/** What was changed in a matrix, one field at a time, so that each can be undone or carried over. */
export type MatrixChange =
  | { kind: 'cell'; impact: string; urgency: string; from: string | null; to: string | null }
  | {
      kind: 'priority';
      id: string;
      field: 'name' | 'color' | 'response' | 'resolution';
      from: string | number | null;
      to: string | number | null;
    }
  | {
      kind: 'level';
      axis: 'impacts' | 'urgencies';
      id: string;
      field: 'name' | 'everyday';
      from: string;
      to: string;
    };

/** A cell by its place: the ids of its impact and its urgency. */
export type CellPlace = [impact: string, urgency: string];

/** A pair of neighbours in which more impact or urgency leads to less priority. */
export interface DraftWarning {
  cell: CellPlace;
  neighbour: CellPlace;
}

/** One string for a place, to look it up by. Ids have no slash. */
export function placeKey(impact: string, urgency: string): string {
  return `${impact}/${urgency}`;
}

/** The priority's id in a cell; null for a hole. */
export function cellAt(matrix: PriorityMatrix, impact: string, urgency: string): string | null {
  return matrix.cells[impact]?.[urgency] ?? null;
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

/** Everything that `draft` says otherwise than `base`, for levels and priorities that both have. */
export function changesBetween(base: PriorityMatrix, draft: PriorityMatrix): MatrixChange[] {
  const changes: MatrixChange[] = [];
  for (const { id: impact } of draft.impacts) {
    for (const { id: urgency } of draft.urgencies) {
      const [from, to] = [cellAt(base, impact, urgency), cellAt(draft, impact, urgency)];
      if (from !== to) changes.push({ kind: 'cell', impact, urgency, from, to });
    }
  }
  for (const now of draft.priorities) {
    const was = base.priorities.find((each) => each.id === now.id);
    if (!was) continue;
    const id = now.id;
    for (const field of ['name', 'color'] as const) {
      if (was[field] !== now[field]) {
        changes.push({ kind: 'priority', id, field, from: was[field], to: now[field] });
      }
    }
    for (const field of ['response', 'resolution'] as const) {
      const [from, to] = [was.targets[field], now.targets[field]];
      if (from !== to) changes.push({ kind: 'priority', id, field, from, to });
    }
  }
  for (const axis of ['impacts', 'urgencies'] as const) {
    for (const now of draft[axis]) {
      const was = base[axis].find((each) => each.id === now.id);
      if (!was) continue;
      for (const field of ['name', 'everyday'] as const) {
        if (was[field] !== now[field]) {
          changes.push({
            kind: 'level',
            axis,
            id: now.id,
            field,
            from: was[field],
            to: now[field],
          });
        }
      }
    }
  }
  return changes;
}

/**
 * The matrix with a change made to it. What the change is about may be gone (somebody else published a
 * matrix without that level): then nothing happens.
 */
function applyChange(matrix: PriorityMatrix, change: MatrixChange): PriorityMatrix {
  switch (change.kind) {
    case 'cell': {
      const { impact, urgency, to } = change;
      const exists =
        matrix.impacts.some((each) => each.id === impact) &&
        matrix.urgencies.some((each) => each.id === urgency) &&
        (to === null || matrix.priorities.some((each) => each.id === to));
      return exists ? withCell(matrix, impact, urgency, to) : matrix;
    }
    case 'priority':
      return {
        ...matrix,
        priorities: matrix.priorities.map((each) => {
          if (each.id !== change.id) return each;
          return change.field === 'name' || change.field === 'color'
            ? { ...each, [change.field]: change.to }
            : { ...each, targets: { ...each.targets, [change.field]: change.to } };
        }),
      };
    case 'level':
      return {
        ...matrix,
        [change.axis]: matrix[change.axis].map((each) =>
          each.id === change.id ? { ...each, [change.field]: change.to } : each,
        ),
      };
  }
}

/** Takes one change back. */
export function revertChange(matrix: PriorityMatrix, change: MatrixChange): PriorityMatrix {
  const { from, to } = change;
  return applyChange(matrix, { ...change, from: to, to: from } as MatrixChange);
}

/** One string for what a change is about, to tell apart and to find again. */
export function changeKey(change: MatrixChange): string {
  return change.kind === 'cell'
    ? `cell/${placeKey(change.impact, change.urgency)}`
    : change.kind === 'priority'
      ? `priority/${change.id}/${change.field}`
      : `${change.axis}/${change.id}/${change.field}`;
}

export type MatrixDraft = DocumentDraft<PriorityMatrix, MatrixChange, MatrixVersion>;

/** The matrix to edit, as `DocumentDraft` takes it. */
export const editableMatrix: EditableDocument<PriorityMatrix, MatrixChange, MatrixVersion> = {
  contentOf: ({ matrix }) => matrix,
  changesBetween,
  applyChange,
  staleCode: 'matrix-stale',
  isVersion: (value): value is MatrixVersion =>
    typeof value === 'object' && value !== null && 'matrix' in value && 'version' in value,
};

/** Cells without a priority that exists. A matrix with one cannot be published. */
export function holesOf(matrix: PriorityMatrix): CellPlace[] {
  const known = new Set(matrix.priorities.map((each) => each.id));
  const holes: CellPlace[] = [];
  for (const { id: impact } of matrix.impacts) {
    for (const { id: urgency } of matrix.urgencies) {
      if (!known.has(cellAt(matrix, impact, urgency) ?? '')) holes.push([impact, urgency]);
    }
  }
  return holes;
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
