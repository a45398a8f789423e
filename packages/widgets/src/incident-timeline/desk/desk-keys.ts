import type { DeskAction } from './desk-actions.ts';

/** What a key does: something of the desk, or a way to one of the timeline's own boxes. */
export type KeyAction =
  | Extract<DeskAction, 'assign' | 'take' | 'escalate' | 'prioritize' | 'merge' | 'link'>
  | 'reply'
  | 'note'
  | 'resolve'
  | 'take-back'
  | 'help';

export const keys: Record<string, KeyAction> = {
  a: 'assign',
  i: 'take',
  e: 'escalate',
  p: 'prioritize',
  m: 'merge',
  l: 'link',
  r: 'reply',
  n: 'note',
  s: 'resolve',
  z: 'take-back',
  '?': 'help',
};

/** The key that does the same as a button or an item of the menu. */
export function keyOf(action: DeskAction | KeyAction): string | undefined {
  return Object.keys(keys).find((key) => keys[key] === action);
}

/**
 * What a key is for: nothing in fields, lists and menus, where keys write and move, with a modifier, or while a
 * word is being composed.
 */
export function actionOfKey(event: KeyboardEvent): KeyAction | undefined {
  const { key, ctrlKey, metaKey, altKey, isComposing, repeat, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || repeat || defaultPrevented) return undefined;
  const target = event.target as Element;
  if (target.closest('input, select, textarea, [role=menu], [role=listbox], form.asking'))
    return undefined;
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
