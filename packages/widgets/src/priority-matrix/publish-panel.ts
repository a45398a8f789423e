import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { undo2Glyph } from '../base/glyphs/undo-2.ts';
import { notice } from '../base/notice.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { formatTarget } from './legend.ts';
import { changeKey, type MatrixChange } from './matrix-changes.ts';

/** What publishing would change, and the button that does it. */
export interface PublishPanel {
  matrix: PriorityMatrix;
  changes: MatrixChange[];
  hasHoles: boolean;
  isPublishing: boolean;
  reason: string;
  messages: PriorityMatrixMessages;
  locale: string | undefined;
  /** What the server refused, and about which fields. */
  problem: { message: string; fields: string[] } | undefined;
  onReason(reason: string): void;
  onUndo(change: MatrixChange): void;
  onDiscard(): void;
  onPublish(): void;
}

export function publishPanel(panel: PublishPanel): TemplateResult {
  const { messages, changes, hasHoles, isPublishing, problem } = panel;
  const cells = changes.filter(({ kind }) => kind === 'cell').length;
  const isBlocked = hasHoles || isPublishing;
  return html`
    <form
      class="publish"
      part="publish"
      aria-label=${messages.publish}
      aria-busy=${isPublishing}
      @submit=${(event: Event) => {
        event.preventDefault();
        if (!isBlocked) panel.onPublish();
      }}
    >
      <p class="title" data-say>${messages.changes(cells, changes.length - cells)}</p>
      <ul class="changes" role="list">
        ${changes.map((change) => changeRow(change, panel))}
      </ul>
      ${hasHoles ? notice('danger', triangleAlertGlyph, messages.holes) : nothing}
      <div class="field">
        <label for="reason">${messages.reason}</label>
        <input
          id="reason"
          lang=""
          dir="auto"
          maxlength="500"
          aria-describedby="reason-hint"
          .value=${panel.reason}
          @input=${(event: Event) => panel.onReason((event.target as HTMLInputElement).value)}
        />
        <p class="hint" id="reason-hint">${messages.reasonHint}</p>
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
        <button class="primary" aria-disabled=${isBlocked}>
          ${isPublishing ? messages.publishing : messages.publish}
        </button>
        <button type="button" @click=${panel.onDiscard}>${messages.discard}</button>
      </div>
    </form>
  `;
}

function changeRow(change: MatrixChange, panel: PublishPanel): TemplateResult {
  const { matrix, messages, locale } = panel;
  const said = describeChange(change, matrix, messages, locale);
  return html`
    <li data-change=${changeKey(change)}>
      <span>${said}</span>
      <button
        type="button"
        class="plain"
        aria-label=${messages.undoOf(said)}
        @click=${() => panel.onUndo(change)}
      >
        ${glyph(undo2Glyph)}${messages.undo}
      </button>
    </li>
  `;
}

/** One change as a sentence, e.g. "High impact × Low urgency: P3 → P2". */
function describeChange(
  change: MatrixChange,
  matrix: PriorityMatrix,
  messages: PriorityMatrixMessages,
  locale: string | undefined,
): string {
  const nameOf = (levels: { id: string; name: string }[], id: string) =>
    levels.find((level) => level.id === id)?.name ?? id;
  switch (change.kind) {
    case 'cell': {
      const { impact, urgency, from, to } = change;
      return messages.fromTo(
        messages.cell(nameOf(matrix.impacts, impact), nameOf(matrix.urgencies, urgency)),
        from ?? messages.noPriority,
        to ?? messages.noPriority,
      );
    }
    case 'priority': {
      const { id, field, from, to } = change;
      const say = (value: string | number | null) =>
        typeof value === 'string' ? value : formatTarget(messages, locale, value);
      return messages.fromTo(messages.fieldOf(id, messages[field]), say(from), say(to));
    }
    case 'level': {
      const { axis, id, field, from, to } = change;
      const level = `${axis === 'impacts' ? messages.impact : messages.urgency} ${nameOf(matrix[axis], id)}`;
      return messages.fromTo(messages.fieldOf(level, messages[field]), from, to);
    }
  }
}
