import { addStyles } from '../../base/add-styles.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { KeyAction } from './desk-keys.ts';
import { styles } from './keys-help.styles.ts';

/**
 * Shows which key does what, over the page. Whatever had the focus gets it back when it is closed, which Escape and a
 * press beside it do, too.
 * @param keys - handed over: were they imported, what the desk does would have to be a module of its own for it
 */
export function showKeys(
  root: ShadowRoot,
  messages: TimelineDeskMessages,
  keys: Readonly<Record<string, KeyAction | 'find'>>,
): void {
  const frame = root.querySelector('.frame');
  if (!frame || frame.querySelector('.keys-help')) return;
  addStyles(root, styles);
  const dialog = document.createElement('dialog');
  dialog.className = 'keys-help';
  dialog.setAttribute('aria-label', messages.keysHeading);
  // Around it stands what takes Escape, and keys, for itself.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  const heading = made('p', messages.keysHeading);
  heading.className = 'keys-heading';
  const list = made('dl');
  for (const [key, action] of Object.entries(keys)) {
    list.append(made('div', made('dt', messages.keyNames[action]), made('dd', made('kbd', key))));
  }
  const close = made('button', messages.closeKeys);
  close.type = 'button';
  close.autofocus = true;
  close.addEventListener('click', () => dialog.close());
  const box = made('div', heading, list, close);
  box.className = 'keys-box';
  dialog.append(box);
  frame.append(dialog);
  dialog.showModal();
}

/** By hand: nothing of it changes while it is shown, and what is drawn again would close it. */
function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}
