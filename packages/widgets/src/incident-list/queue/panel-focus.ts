/**
 * Keeps the focus in the field that has it while a panel becomes a sheet, or a sheet a panel, as the room there is
 * changes: each is an element of its own.
 */
export class PanelFocus {
  #panel: Element | null = null;
  /** Which of its fields; -1 for none. */
  #field = -1;

  /** Before it is drawn anew. */
  keep(root: ShadowRoot): void {
    this.#panel = panelIn(root);
    this.#field = fieldsOf(this.#panel).indexOf(root.activeElement);
  }

  /** After it was. */
  putBack(root: ShadowRoot): void {
    const panel = panelIn(root);
    if (panel !== this.#panel) (fieldsOf(panel)[this.#field] as HTMLElement | undefined)?.focus();
    this.#panel = panel;
  }
}

const panelIn = (root: ShadowRoot) => root.querySelector('.panel');

function fieldsOf(panel: Element | null): (Element | null)[] {
  return panel ? [...panel.querySelectorAll('button, input, select, textarea')] : [];
}
