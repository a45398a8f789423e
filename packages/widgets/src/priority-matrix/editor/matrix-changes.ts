import type { Level, MatrixVersion, Priority, PriorityMatrix } from '@incident-kit/server/domain';
import type { DocumentDraft } from '../../editing/document-draft.ts';
import type { EditableDocument } from '../../editing/editable-document.ts';
import { cellAt, placeKey } from '../cell-place.ts';
import { type Axis, has, hasPlace, type MatrixList, placesOf, withCell } from './cells.ts';

/** What one cell became of. */
export interface CellChange {
  impact: string;
  urgency: string;
  from: string | null;
  to: string | null;
}

/** A level or a priority that only one of two matrices has. */
export interface PresenceChange {
  kind: 'added' | 'removed';
  list: MatrixList;
  item: Level | Priority;
  /** What stands before it, the first first. */
  before: string[];
  /** The cells that came or went with it: those of the level, or those that have or had the priority. */
  cells: CellChange[];
}

/** What was changed in a matrix, one thing at a time, so that each can be undone or carried over. */
export type MatrixChange =
  | ({ kind: 'cell' } & CellChange)
  | PresenceChange
  | {
      kind: 'priority';
      id: string;
      field: 'name' | 'color' | 'response' | 'resolution';
      from: string | number | null;
      to: string | number | null;
    }
  | { kind: 'level'; axis: Axis; id: string; field: 'name' | 'everyday'; from: string; to: string }
  | { kind: 'order'; list: MatrixList; from: string[]; to: string[] };

const axes = ['impacts', 'urgencies'] as const;
const lists = ['priorities', ...axes] as const;

/** All in which `to` differs from `from`, in an order in which it can be done again. */
export function changesBetween(from: PriorityMatrix, to: PriorityMatrix): MatrixChange[] {
  const changes: MatrixChange[] = lists.flatMap((list) =>
    missing(to, from, list).map(
      (item, before): PresenceChange => ({
        kind: 'added',
        list,
        item,
        before,
        cells: cellsWith(to, list, item.id).map(([impact, urgency]) =>
          cellChange(from, to, impact, urgency),
        ),
      }),
    ),
  );
  for (const place of placesOf(to)) {
    const change = cellChange(from, to, ...place);
    // What has another priority because its own was removed goes with that.
    const isOwn = change.from === null || has(to, 'priorities', change.from);
    if (hasPlace(from, place) && isOwn && change.from !== change.to) {
      changes.push({ kind: 'cell', ...change });
    }
  }
  changes.push(...fieldChanges(from, to));
  for (const list of lists.toReversed()) {
    changes.push(
      ...missing(from, to, list).map(
        (item, before): PresenceChange => ({
          kind: 'removed',
          list,
          item,
          before,
          cells: cellsWith(from, list, item.id).map(([impact, urgency]) =>
            cellChange(from, to, impact, urgency),
          ),
        }),
      ),
    );
  }
  for (const list of lists) {
    const [was, is] = [idsOf(from, list), idsOf(to, list)];
    const common = (ids: string[], others: string[]) =>
      ids.filter((id) => others.includes(id)).join();
    if (common(was, is) !== common(is, was))
      changes.push({ kind: 'order', list, from: was, to: is });
  }
  return changes;
}

function cellChange(
  from: PriorityMatrix,
  to: PriorityMatrix,
  impact: string,
  urgency: string,
): CellChange {
  return { impact, urgency, from: cellAt(from, impact, urgency), to: cellAt(to, impact, urgency) };
}

/** What `there` has in a list and `here` has not, and the ids before each. */
function missing(there: PriorityMatrix, here: PriorityMatrix, list: MatrixList) {
  const ids = idsOf(there, list);
  const items = (there[list] as (Level | Priority)[]).filter(({ id }) => !has(here, list, id));
  return {
    map: <T>(make: (item: Level | Priority, before: string[]) => T): T[] =>
      items.map((item) => make(item, ids.slice(0, ids.indexOf(item.id)))),
  };
}

function idsOf(matrix: PriorityMatrix, list: MatrixList): string[] {
  return matrix[list].map(({ id }) => id);
}

/** The cells of a level, or those that have a priority. */
export function cellsWith(matrix: PriorityMatrix, list: MatrixList, id: string) {
  return placesOf(matrix).filter((place) =>
    list === 'priorities'
      ? cellAt(matrix, ...place) === id
      : place[list === 'impacts' ? 0 : 1] === id,
  );
}

function fieldChanges(from: PriorityMatrix, to: PriorityMatrix): MatrixChange[] {
  const changes: MatrixChange[] = [];
  for (const now of to.priorities) {
    const was = from.priorities.find((each) => each.id === now.id);
    if (!was) continue;
    const [before, after] = [valuesOf(was), valuesOf(now)];
    for (const field of ['name', 'color', 'response', 'resolution'] as const) {
      if (before[field] === after[field]) continue;
      const values = { from: before[field], to: after[field] };
      changes.push({ kind: 'priority', id: now.id, field, ...values });
    }
  }
  for (const axis of axes) {
    for (const now of to[axis]) {
      const was = from[axis].find((each) => each.id === now.id);
      if (!was) continue;
      for (const field of ['name', 'everyday'] as const) {
        if (was[field] === now[field]) continue;
        const values = { from: was[field], to: now[field] };
        changes.push({ kind: 'level', axis, id: now.id, field, ...values });
      }
    }
  }
  return changes;
}

function valuesOf({ name, color, targets }: Priority) {
  return { name, color, response: targets.response, resolution: targets.resolution };
}

/**
 * The matrix with a change made to it. What the change is about may be gone (somebody else published a
 * matrix without that level): then nothing happens.
 */
export function applyChange(matrix: PriorityMatrix, change: MatrixChange): PriorityMatrix {
  switch (change.kind) {
    case 'cell':
      return setCell(matrix, change);
    case 'added':
      return add(matrix, change);
    case 'removed':
      return remove(matrix, change);
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
    case 'order':
      return {
        ...matrix,
        [change.list]: inOrder<Level | Priority>(matrix[change.list], change.to),
      };
  }
}

function setCell(matrix: PriorityMatrix, { impact, urgency, to }: CellChange): PriorityMatrix {
  const exists =
    hasPlace(matrix, [impact, urgency]) && (to === null || has(matrix, 'priorities', to));
  return exists ? withCell(matrix, impact, urgency, to) : matrix;
}

function add(matrix: PriorityMatrix, { list, item, before, cells }: PresenceChange) {
  if (has(matrix, list, item.id)) return matrix;
  const items = [...matrix[list]];
  // After the last of those before it that is there.
  items.splice(items.findLastIndex(({ id }) => before.includes(id)) + 1, 0, item);
  return cells.reduce(setCell, { ...matrix, [list]: items });
}

function remove(matrix: PriorityMatrix, { list, item, cells }: PresenceChange): PriorityMatrix {
  if (!has(matrix, list, item.id)) return matrix;
  const touched = cellsWith(matrix, list, item.id);
  const without: PriorityMatrix = {
    ...matrix,
    [list]: (matrix[list] as (Level | Priority)[]).filter(({ id }) => id !== item.id),
  };
  if (list !== 'priorities') {
    const emptied = touched.reduce((all, place) => withCell(all, ...place, null), without);
    const { [item.id]: _, ...rest } = emptied.cells;
    return list === 'impacts' ? { ...emptied, cells: rest } : emptied;
  }
  const goals = new Map(cells.map((each) => [placeKey(each.impact, each.urgency), each.to]));
  return touched.reduce((all, place) => {
    const to = goals.get(placeKey(...place)) ?? null;
    return withCell(all, ...place, to !== null && has(without, 'priorities', to) ? to : null);
  }, without);
}

/** Those that are in the order stand as it says, in the places that they have; all others stay. */
function inOrder<T extends { id: string }>(items: T[], order: string[]): T[] {
  const sorted = items
    .filter(({ id }) => order.includes(id))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return items.map((each) => (order.includes(each.id) ? (sorted.shift() ?? each) : each));
}

/** Takes one change back. */
export function revertChange(matrix: PriorityMatrix, change: MatrixChange): PriorityMatrix {
  if ('item' in change) {
    const cells = change.cells.map(({ from, to, ...place }) => ({ ...place, from: to, to: from }));
    const kind = change.kind === 'added' ? 'removed' : 'added';
    return applyChange(matrix, { ...change, kind, cells });
  }
  const { from, to } = change;
  return applyChange(matrix, { ...change, from: to, to: from } as MatrixChange);
}

/** One string for what a change is about, to tell apart and to find again. */
export function changeKey(change: MatrixChange): string {
  switch (change.kind) {
    case 'cell':
      return `cell/${placeKey(change.impact, change.urgency)}`;
    case 'priority':
      return `priority/${change.id}/${change.field}`;
    case 'level':
      return `${change.axis}/${change.id}/${change.field}`;
    case 'order':
      return `order/${change.list}`;
    default:
      return `${change.kind}/${change.list}/${change.item.id}`;
  }
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
