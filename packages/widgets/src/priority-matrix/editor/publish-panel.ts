import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { triangleAlertGlyph } from '../../base/glyphs/triangle-alert.ts';
import { undo2Glyph } from '../../base/glyphs/undo-2.ts';
import { notice } from '../../base/notice.ts';
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
      ${publishForm(panel, isBlocked)}
    </section>
  `;
}

function publishForm(panel: PublishPanel, isBlocked: boolean): TemplateResult {
  const { isPublishing, problem, toAcknowledge, isAcknowledged } = panel;
  const { words } = panel.model;
  return html`
    <form
      aria-label=${words.publish}
      aria-busy=${isPublishing}
      @submit=${(event: Event) => {
        event.preventDefault();
        if (isBlocked) return;
        if (!toAcknowledge || isAcknowledged) panel.onPublish();
        else (event.target as Element).querySelector<HTMLElement>('#acknowledge')?.focus();
      }}
    >
      ${
        toAcknowledge
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
          : nothing
      }
      <div class="field">
        <label for="reason">${words.reason}</label>
        <input
          id="reason"
          lang=""
          dir="auto"
          maxlength="500"
          aria-describedby="reason-hint"
          .value=${panel.reason}
          @input=${(event: Event) => panel.onReason((event.target as HTMLInputElement).value)}
        />
        <p class="hint" id="reason-hint">${words.reasonHint}</p>
      </div>
      <div class="slot" role="alert">
        ${
          problem
            ? notice(
                'danger',
                triangleAlertGlyph,
                html`${problem.message}${
                  problem.fields.length > 1
                    ? html`<ul>${problem.fields.map((field) => html`<li>${field}</li>`)}</ul>`
                    : nothing
                }`,
              )
            : nothing
        }
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${isBlocked || (toAcknowledge > 0 && !isAcknowledged)}>
          ${isPublishing ? words.publishing : words.publish}
        </button>
        <button type="button" @click=${panel.onDiscard}>${words.discard}</button>
      </div>
    </form>
  `;
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
