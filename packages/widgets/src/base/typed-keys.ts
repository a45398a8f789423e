/** What people type in or choose from with letters. */
export const fields = 'input,select,textarea';

/** Keys that write or move the caret. Escape, Tab, Enter and the function keys are the page's as well. */
const typing = /^(.$|Back|Del|Home|End|Page|Arrow)/;

/**
 * Keeps what is typed into an element's fields from the page's own shortcuts, and what is pasted there.
 * Outside of the shadow root an event comes from the element, which is no field, so that a page which lets
 * fields alone does not let these alone.
 */
export function keepTyped(element: HTMLElement): void {
  for (const type of ['keydown', 'keypress', 'keyup', 'paste']) {
    element.addEventListener(type, keep as (event: Event) => void);
  }
}

function keep(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  const [target] = event.composedPath() as Element[];
  // What the element has already made use of is not for the page either: a digit on a matrix's cell.
  if (!target?.matches(fields) && !event.defaultPrevented) return;
  // AltGr types: Windows calls it Ctrl and Alt.
  const isShortcut = (ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph');
  if (!key || event.isComposing || (typing.test(key) && !isShortcut)) event.stopPropagation();
}
