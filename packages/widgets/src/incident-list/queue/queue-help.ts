import { html, type TemplateResult } from 'lit';
import type { Queue, QueueWords } from './queue-model.ts';
import { sheet } from './sheet.ts';

const keys: [keyof QueueWords['keyNames'], string][] = [
  ['move', 'j k ↓ ↑'],
  ['open', '⏎'],
  ['select', 'x'],
  ['extend', '⇧ ↓ ↑'],
  ['all', 'Ctrl A'],
  ['clear', 'Esc'],
  ['cells', '→ ←'],
  ['take', 'i'],
  ['assign', 'a'],
  ['acknowledge', 'c'],
  ['priority', 'p'],
  ['escalate', 'e'],
  ['hold', 'h'],
  ['resolve', 's'],
  ['merge', 'm'],
  ['link', 'l'],
  ['reply', 'r'],
  ['note', 'n'],
  ['undo', 'z'],
  ['search', '/'],
  ['help', '?'],
];

/** Which key does what. */
export function keysTemplate(view: Queue, words: QueueWords): TemplateResult {
  const close = () => void view.showKeys(false);
  const content = html`<div class="keys">
    <dl>${keys.map(
      ([name, key]) => html`<div><dt>${words.keyNames[name]}</dt><dd><kbd>${key}</kbd></dd></div>`,
    )}</dl>
    <button type="button" @click=${close}>${words.close}</button>
  </div>`;
  return sheet(view, words.keys, content, close);
}
