import type { Priority, PriorityMatrix } from '@incident-kit/server/domain';
import type { CellPlace } from '../cell-place.ts';

/** What a key asks for on a cell of the grid; the keys are those of the ARIA grid pattern. */
export type GridCommand =
  /** Go to a cell; the same one at the edge of the grid. With `extend` all cells on the way are selected. */
  | { kind: 'move'; to: CellPlace; extend: boolean }
  /** Give the selected cells this priority. */
  | { kind: 'set'; priority: string }
  /** A letter of a priority's short name or name. */
  | { kind: 'type'; letter: string }
  /** Open the list of priorities. */
  | { kind: 'open' }
  | { kind: 'select-all' }
  | { kind: 'undo' }
  | { kind: 'redo' };

/** What counts of a KeyboardEvent. */
export type KeyStroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key does on the cell at `place`; undefined for a key that is not the grid's. */
export function gridCommand(
  stroke: KeyStroke,
  place: CellPlace,
  { impacts, urgencies, priorities }: PriorityMatrix,
  isRightToLeft: boolean,
): GridCommand | undefined {
  const { key } = stroke;
  const withControl = stroke.ctrlKey || stroke.metaKey;
  const row = impacts.findIndex(({ id }) => id === place[0]);
  const column = urgencies.findIndex(({ id }) => id === place[1]);
  const forward = isRightToLeft ? -1 : 1;
  const moves: Record<string, [row: number, column: number]> = {
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    ArrowRight: [row, column + forward],
    ArrowLeft: [row, column - forward],
    Home: [withControl ? 0 : row, 0],
    End: [withControl ? impacts.length - 1 : row, urgencies.length - 1],
  };
  const move = moves[key];
  if (move) {
    const [impact, urgency] = [impacts[move[0]], urgencies[move[1]]];
    const to: CellPlace = impact && urgency ? [impact.id, urgency.id] : place;
    return { kind: 'move', to, extend: stroke.shiftKey };
  }
  if (withControl) {
    const letter = key.toLowerCase();
    if (letter === 'a') return { kind: 'select-all' };
    return undoOrRedo(stroke);
  }
  if (stroke.altKey) return undefined;
  if (key === 'Enter' || key === ' ' || key === 'F2') return { kind: 'open' };
  const priority = priorities[Number(key) - 1];
  if (priority) return { kind: 'set', priority: priority.id };
  return /^\p{L}$/u.test(key) ? { kind: 'type', letter: key } : undefined;
}

/** What Ctrl or Command with a key does to the draft, wherever the focus is. */
export function undoOrRedo(stroke: KeyStroke): { kind: 'undo' | 'redo' } | undefined {
  if (!stroke.ctrlKey && !stroke.metaKey) return undefined;
  const letter = stroke.key.toLowerCase();
  if (letter === 'z') return { kind: stroke.shiftKey ? 'redo' : 'undo' };
  return letter === 'y' ? { kind: 'redo' } : undefined;
}

/** The priorities whose short name or name begins with what was typed. */
export function prioritiesFor(typed: string, priorities: Priority[]): Priority[] {
  const wanted = typed.toLowerCase();
  return priorities.filter(({ id, name }) =>
    [id, name].some((each) => each.toLowerCase().startsWith(wanted)),
  );
}
