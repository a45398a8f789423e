import { html, render } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import { type KeyAction, keys } from './desk-keys.ts';
import { styles } from './keys-help.styles.ts';

/**
 * Shows which key does what, over the page. Whatever had the focus gets it back when it is closed, which Escape and a
 * press beside it do, too.
 */
export function showKeys(root: ShadowRoot, messages: TimelineDeskMessages): void {
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
  const key = ([key, action]: [string, KeyAction]) =>
    html`<div><dt>${messages.keyNames[action]}</dt><dd><kbd>${key}</kbd></dd></div>`;
  render(
    html`
      <div class="keys-box">
        <p class="keys-heading">${messages.keysHeading}</p>
        <dl>${Object.entries(keys).map(key)}</dl>
        <button type="button" autofocus @click=${() => dialog.close()}>${messages.closeKeys}</button>
      </div>
    `,
    dialog,
  );
  frame.append(dialog);
  dialog.showModal();
}
