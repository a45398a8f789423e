import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { triangleAlertGlyph } from '../../base/glyphs/triangle-alert.ts';
import { undo2Glyph } from '../../base/glyphs/undo-2.ts';
import { notice } from '../../base/notice.ts';
import { publishForm } from '../../base/publish-form.ts';
import type { CellPlace } from '../cell-place.ts';
import { holesOf, type MatrixList } from './cells.ts';
import { describeChange } from './describe-change.ts';
import type { EditorModel } from './editor-model.ts';
import { changeKey, type MatrixChange } from './matrix-changes.ts';

/** What publishing would change, and the button that does it. */
export interface PublishPanel {
  matrix: PriorityMatrix;
  model: EditorModel;
  changes: MatrixChange[];
  isPublishing: boolean;
  reason: string;
  /** Cells that are out of order, and were not in the version in force. */
  toAcknowledge: number;
  isAcknowledged: boolean;
  /** What the server refused, and about which fields. */
  problem: { message: string; fields: string[] } | undefined;
  /** What a priority or a level is needed for, as a sentence; empty while that is not known. */
  usageOf(list: MatrixList, id: string): string;
  onReason(reason: string): void;
  onAcknowledge(isWanted: boolean): void;
  onUndo(change: MatrixChange): void;
  /** Goes to a cell that needs a priority. */
  onGoTo(place: CellPlace): void;
  onDiscard(): void;
  onPublish(): void;
  /** What it would have done: asked for, and where it is shown. */
  isTrying: boolean;
  whatIf: unknown;
  onTry(): void;
}

export function publishPanel(panel: PublishPanel): TemplateResult {
  const { changes, isPublishing, matrix } = panel;
  const { words } = panel.model;
  const cells = changes.filter(({ kind }) => kind === 'cell').length;
  const [hole] = holesOf(matrix);
  const isBlocked = hole !== undefined || isPublishing;
  return html`
    <section class="publish" part="publish" aria-label=${words.changesLabel}>
      <p class="title" data-say>${words.changes(cells, changes.length - cells)}</p>
      <ul class="changes" role="list">
        ${changes.map((change) => changeRow(change, panel))}
      </ul>
      ${
        hole
          ? notice('danger', triangleAlertGlyph, words.holes, {
              label: words.showHole,
              onClick: () => panel.onGoTo(hole),
            })
          : nothing
      }
      <div class="actions">
        <button
          type="button"
          class="try"
          aria-expanded=${panel.isTrying}
          @click=${panel.onTry}
        >
          ${panel.isTrying ? words.tryClose : words.tryOpen}
        </button>
      </div>
      ${panel.whatIf}
      ${form(panel, isBlocked)}
    </section>
  `;
}

function form(panel: PublishPanel, isBlocked: boolean): TemplateResult {
  const { isPublishing, problem, reason, toAcknowledge, isAcknowledged } = panel;
  const { words } = panel.model;
  const { onReason, onDiscard } = panel;
  return publishForm({
    ...{ words, isPublishing, problem, reason, onReason, onDiscard },
    isBlocked: isBlocked || (toAcknowledge > 0 && !isAcknowledged),
    above: toAcknowledge
      ? html`
        <label class="acknowledge">
          <input
            type="checkbox"
            id="acknowledge"
            aria-required="true"
            .checked=${isAcknowledged}
            @change=${(event: Event) =>
              panel.onAcknowledge((event.target as HTMLInputElement).checked)}
          />
          <span>${words.acknowledge(toAcknowledge)}</span>
        </label>
      `
      : nothing,
    onPublish: (element) => {
      if (isBlocked) return;
      if (!toAcknowledge || isAcknowledged) panel.onPublish();
      else element.querySelector<HTMLElement>('#acknowledge')?.focus();
    },
  });
}

function changeRow(change: MatrixChange, panel: PublishPanel): TemplateResult {
  const { words } = panel.model;
  const said = describeChange(change, panel.matrix, panel.model);
  return html`
    <li data-change=${changeKey(change)}>
      <span>
        ${said}
        ${
          change.kind === 'removed'
            ? html`<span class="hint">
                ${panel.usageOf(change.list, change.item.id)} ${words.incidentsKeep}
              </span>`
            : nothing
        }
      </span>
      <button
        type="button"
        class="plain"
        aria-label=${words.undoOf(said)}
        @click=${() => panel.onUndo(change)}
      >
        ${glyph(undo2Glyph)}${words.undo}
      </button>
    </li>
  `;
}
