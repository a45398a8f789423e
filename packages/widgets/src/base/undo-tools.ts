import { html, type TemplateResult } from 'lit';
import { glyph } from './glyph.ts';
import { redo2Glyph } from './glyphs/redo-2.ts';
import { undo2Glyph } from './glyphs/undo-2.ts';

interface Undoable {
  readonly mayUndo: boolean;
  readonly mayRedo: boolean;
  undo(): void;
  redo(): void;
}

/** The buttons that take back a change of a draft, and make it again. */
export function undoTools(draft: Undoable, words: { undo: string; redo: string }): TemplateResult {
  return html`
    <div class="actions">
      ${(['undo', 'redo'] as const).map(
        (step) => html`
          <button
            type="button"
            class="plain"
            aria-disabled=${!draft[step === 'undo' ? 'mayUndo' : 'mayRedo']}
            @click=${() => draft[step]()}
          >
            ${glyph(step === 'undo' ? undo2Glyph : redo2Glyph)}${words[step]}
          </button>
        `,
      )}
    </div>
  `;
}
