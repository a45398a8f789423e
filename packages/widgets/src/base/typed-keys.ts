/** What people type in or choose from with letters. */
const fields = 'input,select,textarea';

/** Keys that write or move the caret. Escape, Tab, Enter and the function keys are the page's as well. */
const typing = /^(.|Dead|Process|Unidentified|Backspace|Delete|Insert|Home|End|Page.+|Arrow.+)$/su;

/**
 * Keeps what is typed into an element's fields from the page's own shortcuts. Outside of the shadow root an
 * event comes from the element, which is no field, so that a page which lets fields alone does not let
 * these alone. What is pasted, cut and copied there stays as well.
 */
export function keepTyped(element: HTMLElement): void {
  for (const type of ['keydown', 'keypress', 'keyup', 'paste', 'cut', 'copy']) {
    element.addEventListener(type, keep);
  }
}

function keep(event: Event): void {
  const { key, isComposing } = event as KeyboardEvent;
  const [target] = event.composedPath() as Element[];
  // What the element has already made use of is not for the page either: a digit on a matrix's cell.
  if (!target?.matches(fields) && !event.defaultPrevented) return;
  if (!key || isComposing || (typing.test(key) && !isShortcut(event as KeyboardEvent))) {
    event.stopPropagation();
  }
}

/** AltGr types: Windows calls it Ctrl and Alt. */
function isShortcut(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey } = event;
  return (ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph');
}

/** Whether somebody is typing in one of an element's fields. */
export function isTyping({ shadowRoot }: HTMLElement): boolean {
  return !!shadowRoot?.activeElement?.matches(fields);
}
