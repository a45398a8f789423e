import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { notice } from '../base/notice.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { type CellPlace, cellAt, warningsOf } from './matrix-changes.ts';
import { type GridInteraction, isSamePlace, matrixGrid } from './matrix-grid.ts';
import { priorityList } from './priority-list.ts';

/** The matrix with what was changed in it, the list of the cell that is open, and what to check. */
export interface GridEditor {
  /** The matrix in force. */
  base: PriorityMatrix;
  /** The matrix as it is edited. */
  draft: PriorityMatrix;
  label: string;
  messages: PriorityMatrixMessages;
  /** Undefined when it is only to be read. */
  interaction: GridInteraction | undefined;
  onChoose(place: CellPlace, priority: string): void;
  onClose(): void;
}

export function gridEditor(editor: GridEditor): TemplateResult {
  const { base, draft, label, messages, interaction } = editor;
  const warnings = warningsOf(draft);
  const open = interaction?.open;
  const nameOf = (axis: 'impacts' | 'urgencies', id: string) =>
    draft[axis].find((level) => level.id === id)?.name ?? id;
  const cellName = ([impact, urgency]: CellPlace) =>
    messages.cell(nameOf('impacts', impact), nameOf('urgencies', urgency));
  return html`
    ${interaction ? html`<p class="hint">${messages.howTo}</p>` : nothing}
    ${matrixGrid({
      matrix: draft,
      label,
      messages,
      stateOf: (place) => {
        const was = cellAt(base, ...place);
        return {
          ...(was !== cellAt(draft, ...place) && { was }),
          warned: warnings.some(({ cell }) => isSamePlace(cell, place)),
        };
      },
      interaction,
    })}
    ${
      open
        ? priorityList({
            label: messages.listLabel(nameOf('impacts', open[0]), nameOf('urgencies', open[1])),
            priorities: draft.priorities,
            chosen: cellAt(draft, ...open),
            onChoose: (id) => editor.onChoose(open, id),
            onClose: editor.onClose,
          })
        : nothing
    }
    ${
      warnings.length
        ? notice(
            'warning',
            triangleAlertGlyph,
            html`
              ${messages.warnings}
              <ul class="warnings">
                ${warnings.map(
                  ({ cell, neighbour }) =>
                    html`<li>${messages.warning(cellName(cell), cellName(neighbour))}</li>`,
                )}
              </ul>
            `,
          )
        : nothing
    }
  `;
}
