import type { GridInteraction } from './matrix-grid.ts';

/**
 * Keys and clicks on a grid before there is an editor: they ask for it, and it gets them once it has come.
 * @param edit - loads the editor, and does this as soon as it is there
 */
export function firstTouch(edit: (act?: () => void) => void): GridInteraction {
  const keep = (event: KeyboardEvent | MouseEvent): void => {
    const cell = event.currentTarget as HTMLElement;
    event.preventDefault();
    const again =
      event instanceof KeyboardEvent
        ? new KeyboardEvent(event.type, event)
        : new MouseEvent(event.type, event);
    edit(() => cell.dispatchEvent(again));
  };
  return {
    current: ['', ''],
    open: null,
    isSelected: () => false,
    onPointer: () => edit(),
    onClick: (_, event) => keep(event),
    onKeydown: (event) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const isShortcut = ctrlKey || metaKey || altKey;
      if (!isShortcut && /^(.|F2|Enter|Home|End|Arrow.*)$/.test(key)) keep(event);
    },
  };
}
