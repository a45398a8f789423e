import type { MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { triangleAlertGlyph } from '../../base/glyphs/triangle-alert.ts';
import { headingLevel } from '../../base/heading-level.ts';
import { notice } from '../../base/notice.ts';
import { describeChange } from './describe-change.ts';
import type { EditorModel } from './editor-model.ts';
import { changesBetween } from './matrix-changes.ts';
import { sideBySide } from './side-by-side.ts';

/** Theirs and mine side by side; nothing is lost before somebody has chosen. */
export interface ConflictPanel {
  /** The version that mine was made from. */
  base: MatrixVersion;
  mine: PriorityMatrix;
  theirs: MatrixVersion;
  model: EditorModel;
  onKeepMine(): void;
  onDiscard(): void;
}

export function conflictPanel(panel: ConflictPanel): TemplateResult {
  const { base, mine, theirs, model } = panel;
  const { words } = model;
  const changes = changesBetween(theirs.matrix, mine);
  const differing = changes.filter(({ kind }) => kind === 'cell').length;
  const changed = (matrix: PriorityMatrix) => html`
    <ul class="small">
      ${changesBetween(base.matrix, matrix).map(
        (change) => html`<li>${describeChange(change, matrix, model)}</li>`,
      )}
    </ul>
  `;
  return html`
    <section class="conflict" tabindex="-1" aria-label=${words.conflict}>
      ${notice('warning', triangleAlertGlyph, `${words.conflict} ${words.differing(differing)}`)}
      ${sideBySide(
        [
          {
            matrix: theirs.matrix,
            label: words.theirs(theirs.version, theirs.publishedBy),
            below: html`${theirs.reason ? html`<p class="hint">“${theirs.reason}”</p>` : nothing}${changed(theirs.matrix)}`,
          },
          { matrix: mine, label: words.mine(base.version), below: changed(mine) },
        ],
        model,
        headingLevel(model.headingLevel, 1),
      )}
      <div class="actions">
        <button type="button" class="primary" @click=${panel.onKeepMine}>${words.keepMine}</button>
        <button type="button" @click=${panel.onDiscard}>${words.discardMine}</button>
      </div>
    </section>
  `;
}
