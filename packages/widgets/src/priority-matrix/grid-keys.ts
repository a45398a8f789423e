import type { PriorityMatrix } from '@incident-kit/server/domain';
import type { CellPlace } from './matrix-changes.ts';

/** What a key asks for on a cell of the grid; the keys are those of the ARIA grid pattern. */
export type GridCommand =
  /** Go to a cell; the same one at the edge of the grid. */
  | { kind: 'move'; to: CellPlace }
  /** Give the cell this priority. */
  | { kind: 'set'; priority: string }
  /** Open the list of priorities. */
  | { kind: 'open' }
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
    return { kind: 'move', to: impact && urgency ? [impact.id, urgency.id] : place };
  }
  if (withControl) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { kind: stroke.shiftKey ? 'redo' : 'undo' };
    return letter === 'y' ? { kind: 'redo' } : undefined;
  }
  if (stroke.altKey) return undefined;
  if (key === 'Enter' || key === ' ' || key === 'F2') return { kind: 'open' };
  const priority = priorities[Number(key) - 1];
  return priority && { kind: 'set', priority: priority.id };
}
