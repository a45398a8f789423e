import type { Level, Priority, PriorityMatrix } from '@incident-kit/server/domain';
import { cellAt } from '../cell-place.ts';
import { type MatrixList, withCell } from './cells.ts';
import { applyChange, cellsWith } from './matrix-changes.ts';

/** How many levels an axis has, and how many priorities there are. */
export const fewest = 2;
export const most = 6;

/** Colours for priorities that are added: told apart from the usual four, and from each other. */
const colors = ['#7c3aed', '#0f766e', '#1d6fb8', '#be185d', '#4d7c0f', '#64748b'];

/**
 * Adds a level or a priority as the last and least pressing one. A level begins with the cells of the
 * level before it, so that the matrix has no hole and its order holds.
 */
export function addItem(matrix: PriorityMatrix, list: MatrixList, name: string): PriorityMatrix {
  const items: (Level | Priority)[] = matrix[list];
  const before = items.map(({ id }) => id);
  const id = freeId(before, list);
  const last = before.at(-1) ?? '';
  if (list === 'priorities') {
    const taken = new Set(matrix.priorities.map(({ color }) => color.toLowerCase()));
    const color = colors.find((each) => !taken.has(each)) ?? '#64748b';
    const targets = { response: null, resolution: null };
    const item: Priority = { id, name, color, targets };
    return applyChange(matrix, { kind: 'added', list, item, before, cells: [] });
  }
  const item: Level = { id, name, everyday: name };
  const cells = cellsWith(matrix, list, last).map(([impact, urgency]) => ({
    impact: list === 'impacts' ? id : impact,
    urgency: list === 'urgencies' ? id : urgency,
    from: null,
    to: cellAt(matrix, impact, urgency),
  }));
  return applyChange(matrix, { kind: 'added', list, item, before, cells });
}

/** P5 after P4; where ids are words, a number of its own. */
function freeId(taken: string[], list: MatrixList): string {
  const used = taken.map((each) => each.toLowerCase());
  const prefix =
    /^([a-z-]+)\d+$/i.exec(taken.at(-1) ?? '')?.[1] ??
    { impacts: 'impact-', urgencies: 'urgency-', priorities: 'P' }[list];
  let number = taken.length + 1;
  while (used.includes(`${prefix}${number}`.toLowerCase())) number += 1;
  return `${prefix}${number}`;
}

/**
 * Takes a level with its cells away, or a priority: its cells get another.
 * @param to the priority that its cells get; null leaves holes
 */
export function removeItem(
  matrix: PriorityMatrix,
  list: MatrixList,
  id: string,
  to: string | null = null,
): PriorityMatrix {
  const item = (matrix[list] as (Level | Priority)[]).find((each) => each.id === id);
  if (!item) return matrix;
  const cells = cellsWith(matrix, list, id).map(([impact, urgency]) => ({
    impact,
    urgency,
    from: cellAt(matrix, impact, urgency),
    to,
  }));
  return applyChange(matrix, { kind: 'removed', list, item, before: [], cells });
}

/** Puts one a place up (-1) or down (1). At the end of its list it stays where it is. */
export function moveItem(
  matrix: PriorityMatrix,
  list: MatrixList,
  id: string,
  by: -1 | 1,
): PriorityMatrix {
  const from = matrix[list].map((each) => each.id);
  const at = from.indexOf(id);
  const other = from[at + by];
  if (at < 0 || other === undefined) return matrix;
  const to = from.with(at, other).with(at + by, id);
  return applyChange(matrix, { kind: 'order', list, from, to });
}

/** Gives a priority another id, the short name that its cells show. Its cells go with it. */
export function renamePriority(matrix: PriorityMatrix, id: string, to: string): PriorityMatrix {
  const isFree = matrix.priorities.every((each) => each.id.toLowerCase() !== to.toLowerCase());
  if (!isFree || !/^[a-z0-9][a-z0-9-]{0,31}$/i.test(to)) return matrix;
  const renamed: PriorityMatrix = {
    ...matrix,
    priorities: matrix.priorities.map((each) => (each.id === id ? { ...each, id: to } : each)),
  };
  return cellsWith(matrix, 'priorities', id).reduce(
    (all, place) => withCell(all, ...place, to),
    renamed,
  );
}
