import { html, type TemplateResult } from 'lit';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import type { EditorPanel } from './editor/editor-model.ts';

/** What opens and closes the panels below the matrix. They are there before the editor is. */
export function panelButtons(
  opened: EditorPanel | undefined,
  messages: PriorityMatrixMessages,
  toggle: (panel: EditorPanel) => void,
): TemplateResult {
  const button = (panel: EditorPanel, open: string, close: string) => html`
    <button
      type="button"
      data-panel=${panel}
      aria-expanded=${opened === panel}
      @click=${() => toggle(panel)}
    >
      ${opened === panel ? close : open}
    </button>
  `;
  return html`
    <div class="actions">
      ${button('settings', messages.edit, messages.editDone)}
      ${button('versions', messages.versions, messages.versionsDone)}
    </div>
  `;
}
