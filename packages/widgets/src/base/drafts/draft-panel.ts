import { html, nothing, type TemplateResult } from 'lit';
import type { KitRequestError } from '../../client/errors.ts';
import { triangleAlertGlyph } from '../glyphs/triangle-alert.ts';
import { notice } from '../notice.ts';
import { publishForm } from '../publish-form.ts';

interface Version {
  version: number;
  publishedBy: string | null;
  reason: string | null;
}

/** A draft of a document, see `editing/document-draft.ts`. */
interface Drafted<Change> {
  readonly base: Version | undefined;
  readonly newer: Version | undefined;
  readonly isDirty: boolean;
  readonly isPublishing: boolean;
  readonly isComparing: boolean;
  readonly changes: readonly Change[];
  /** What somebody else has changed meanwhile. */
  readonly theirChanges: readonly Change[];
  readonly problem: KitRequestError | undefined;
  reason: string;
  discard(): void;
  keepMine(): void;
}

/** What the panel of a draft says. */
export interface DraftWords {
  changesLabel: string;
  changes(count: number): string;
  publish: string;
  publishing: string;
  reason: string;
  reasonHint: string;
  discard: string;
  conflict: string;
  theirs(version: number, name: string | null): string;
  mine(version: number): string;
  keepMine: string;
  discardMine: string;
}

interface DraftPanel<Change> {
  draft: Drafted<Change>;
  words: DraftWords;
  /** One change as a sentence. */
  describe(change: Change): string;
  explain(error: KitRequestError, field?: KitRequestError['fields'][number]): string;
  focusOn(selector: string): void;
  onPublish(): void;
  /** Between what would change and the button that puts it in force. */
  between?: unknown;
}

/** What would change, and the button that puts it in force; or theirs and mine. Nothing without a draft. */
export function draftPanel<Change>(panel: DraftPanel<Change>): unknown {
  const { draft, words, describe, explain, focusOn } = panel;
  const { isDirty, isPublishing, changes, reason, problem, isComparing } = draft;
  if (!isDirty) return nothing;
  if (isComparing) return conflict(panel);
  return html`
    <section class="draft" part="publish" tabindex="-1" aria-label=${words.changesLabel}>
      <p class="title" data-say>${words.changes(changes.length)}</p>
      ${changesList(changes, describe)} ${panel.between ?? nothing}
      ${publishForm({
        ...{ words, isPublishing, isBlocked: isPublishing, reason },
        problem: problem && {
          message: explain(problem),
          fields: problem.fields.map((field) => explain(problem, field)),
        },
        onReason: (text) => {
          draft.reason = text;
        },
        onDiscard: () => {
          draft.discard();
          focusOn('.add');
        },
        onPublish: panel.onPublish,
      })}
    </section>
  `;
}

/** Theirs and mine; nothing is lost before somebody has chosen. */
function conflict<Change>(panel: DraftPanel<Change>): unknown {
  const { draft, words, describe, focusOn } = panel;
  const { base, newer, changes } = draft;
  if (!base || !newer) return nothing;
  const { reason } = newer;
  return html`
    <section class="draft conflict" tabindex="-1" aria-label=${words.conflict}>
      ${notice('warning', triangleAlertGlyph, words.conflict)}
      <div class="two">
        <div>
          <p class="title">${words.theirs(newer.version, newer.publishedBy)}</p>
          ${reason ? html`<p class="hint" lang="" dir="auto">“${reason}”</p>` : nothing}
          ${changesList(draft.theirChanges, describe)}
        </div>
        <div>
          <p class="title">${words.mine(base.version)}</p>
          ${changesList(changes, describe)}
        </div>
      </div>
      <div class="actions">
        <button
          type="button"
          class="primary"
          @click=${() => {
            draft.keepMine();
            focusOn('.draft, .add');
          }}
        >
          ${words.keepMine}
        </button>
        <button
          type="button"
          @click=${() => {
            draft.discard();
            focusOn('.add');
          }}
        >
          ${words.discardMine}
        </button>
      </div>
    </section>
  `;
}

function changesList<Change>(
  changes: readonly Change[],
  describe: (change: Change) => string,
): TemplateResult {
  return html`
    <ul class="changes">
      ${changes.map((change) => html`<li>${describe(change)}</li>`)}
    </ul>
  `;
}
