/** What a key asks of a queue. */
export type QueueKey =
  | { to: 'move'; by: number; extend: boolean }
  | { to: 'edge'; edge: 'first' | 'last'; extend: boolean }
  | { to: 'page'; by: 1 | -1 }
  | { to: 'cell'; by: 1 | -1 }
  | { to: 'select' | 'select-all' | 'clear' | 'open' | 'search' | 'keys' }
  | { to: 'act'; action: QueueAction };

/** What one key does to the row with the focus, or to all that are selected. */
export const actionKeys = {
  a: 'assign',
  i: 'take',
  e: 'escalate',
  p: 'priority',
  c: 'acknowledge',
  s: 'resolve',
  h: 'hold',
  m: 'merge',
  l: 'link',
  r: 'reply',
  n: 'note',
  z: 'undo',
} as const;
export type QueueAction = (typeof actionKeys)[keyof typeof actionKeys] | 'cancel';

/** What is done to rows that are selected, what is done most often first; the rest is behind a button. */
export const bulkActions = ['take', 'assign', 'acknowledge', 'priority', 'escalate'] as const;
export const moreActions = ['hold', 'resolve', 'merge', 'link', 'cancel'] as const;

/**
 * What a key that was pressed on a row, or in one of its cells, asks for. Letters only by themselves: with modifiers,
 * and while something is composed, they are for others.
 */
export function queueKey(event: KeyboardEvent, isRtl: boolean): QueueKey | undefined {
  const { key, shiftKey: extend, ctrlKey, metaKey, altKey, isComposing } = event;
  if (isComposing || altKey) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' ? { to: 'select-all' } : undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { to: 'move', by: 1, extend };
    case 'ArrowUp':
    case 'k':
      return { to: 'move', by: -1, extend };
    case 'ArrowRight':
    case 'ArrowLeft':
      return { to: 'cell', by: (key === 'ArrowRight') === isRtl ? -1 : 1 };
    case 'Home':
    case 'End':
      return { to: 'edge', edge: key === 'Home' ? 'first' : 'last', extend };
    case 'PageDown':
      return { to: 'page', by: 1 };
    case 'PageUp':
      return { to: 'page', by: -1 };
    case ' ':
    case 'x':
      return { to: 'select' };
    case 'Escape':
      return { to: 'clear' };
    case 'Enter':
      return { to: 'open' };
    case '/':
      return { to: 'search' };
    case '?':
      return { to: 'keys' };
  }
  return Object.hasOwn(actionKeys, key)
    ? { to: 'act', action: actionKeys[key as keyof typeof actionKeys] }
    : undefined;
}
