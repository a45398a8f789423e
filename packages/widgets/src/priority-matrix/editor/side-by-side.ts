import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, type TemplateResult } from 'lit';
import { type CellPlace, cellAt } from '../cell-place.ts';
import { matrixGrid } from '../matrix-grid.ts';
import type { EditorModel } from './editor-model.ts';

/** One of two matrices that are compared. */
export interface Side {
  matrix: PriorityMatrix;
  label: string;
  below?: unknown;
}

/** Two matrices beside each other, or below where there is no room, with the cells marked that differ. */
export function sideBySide(
  [one, other]: [Side, Side],
  { messages, words }: Pick<EditorModel, 'messages' | 'words'>,
  level: unknown,
): TemplateResult {
  const side = ({ matrix, label, below }: Side, against: PriorityMatrix) => html`
    <div>
      <h3 aria-level=${level}>${label}</h3>
      ${matrixGrid({
        matrix,
        label,
        messages,
        stateOf: (place: CellPlace) =>
          cellAt(matrix, ...place) === cellAt(against, ...place)
            ? {}
            : { classes: 'differs', said: words.differs },
      })}
      ${below}
    </div>
  `;
  return html`<div class="sides">${side(one, other.matrix)}${side(other, one.matrix)}</div>`;
}
