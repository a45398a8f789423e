import { html, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import type { Queue } from './queue-model.ts';
import { panelStyles } from './queue-panels.styles.ts';

/**
 * Something that is asked or chosen in a queue: between the bar and the rows where there is room, and where there is
 * none a sheet from the window's lower edge, which holds the focus. The queue opens what was drawn.
 */
export function sheet(
  queue: Queue,
  label: string,
  content: TemplateResult,
  close: () => void,
): TemplateResult {
  addPanelStyles(queue);
  const onKey = (event: KeyboardEvent) => {
    // While a word is being composed, Escape is about that word.
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  if (!queue.isNarrow) {
    return html`<div class="panel" role="dialog" aria-label=${label} @keydown=${onKey}>${content}</div>`;
  }
  const onCancel = (event: Event) => {
    event.preventDefault();
    close();
  };
  const onClick = (event: Event) => event.target === event.currentTarget && close();
  return html`<dialog
    class="panel sheet"
    aria-label=${label}
    @keydown=${onKey}
    @cancel=${onCancel}
    @click=${onClick}
  ><div class="sheet-box">${content}</div></dialog>`;
}

export function addPanelStyles({ host }: Queue): void {
  addStyles(host.root().getRootNode() as ShadowRoot, panelStyles);
}
