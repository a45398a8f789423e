import type { MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { headingLevel } from '../base/heading-level.ts';
import { notice } from '../base/notice.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { type CellPlace, cellAt, changesBetween } from './matrix-changes.ts';
import { matrixGrid } from './matrix-grid.ts';

/** Theirs and mine side by side; nothing is lost before somebody has chosen. */
export interface ConflictPanel {
  /** The version that mine was made from. */
  base: MatrixVersion;
  mine: PriorityMatrix;
  theirs: MatrixVersion;
  messages: PriorityMatrixMessages;
  headingLevel: number | undefined;
  onKeepMine(): void;
  onDiscard(): void;
}

export function conflictPanel(panel: ConflictPanel): TemplateResult {
  const { base, mine, theirs, messages } = panel;
  const changes = changesBetween(theirs.matrix, mine);
  const differing = changes.filter(({ kind }) => kind === 'cell').length;
  const grid = (matrix: PriorityMatrix, other: PriorityMatrix, label: string) => html`
    <h3 aria-level=${headingLevel(panel.headingLevel, 1)}>${label}</h3>
    ${matrixGrid({
      matrix,
      label,
      messages,
      stateOf: (place: CellPlace) => ({
        differs: cellAt(matrix, ...place) !== cellAt(other, ...place),
      }),
    })}
  `;
  return html`
    <section class="conflict" tabindex="-1" aria-label=${messages.conflict}>
      ${notice('warning', triangleAlertGlyph, `${messages.conflict} ${messages.differing(differing)}`)}
      <div class="sides">
        <div>
          ${grid(theirs.matrix, mine, messages.theirs(theirs.version, theirs.publishedBy))}
          ${theirs.reason ? html`<p class="hint">“${theirs.reason}”</p>` : nothing}
        </div>
        <div>${grid(mine, theirs.matrix, messages.mine(base.version))}</div>
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${panel.onKeepMine}>
          ${messages.keepMine}
        </button>
        <button type="button" @click=${panel.onDiscard}>${messages.discardMine}</button>
      </div>
    </section>
  `;
}
