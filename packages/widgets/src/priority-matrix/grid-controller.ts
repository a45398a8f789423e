import type { ReactiveController, ReactiveElement } from '@lit/reactive-element';
import { gridCommand } from './grid-keys.ts';
import { type CellPlace, cellAt, type MatrixDraft, placeKey, withCell } from './matrix-changes.ts';
import type { GridInteraction } from './matrix-grid.ts';
import { openBeside } from './priority-list.ts';

/**
 * The grid of a matrix under keyboard and pointer: which cell the Tab key reaches, which cell's list is
 * open, and what keys change in the draft.
 */
export class GridController implements GridInteraction, ReactiveController {
  /** The cell that the Tab key reaches. */
  current: CellPlace = ['', ''];
  /** The cell whose list is open. */
  open: CellPlace | null = null;

  readonly #host: ReactiveElement;
  readonly #draft: MatrixDraft;
  /** The version that the places above are cells of. */
  #base: MatrixDraft['base'];
  #stopFollowing: (() => void) | undefined;

  constructor(host: ReactiveElement, draft: MatrixDraft) {
    this.#host = host;
    this.#draft = draft;
    host.addController(this);
  }

  /** Before each update: another version has other cells. */
  hostUpdate(): void {
    const { base } = this.#draft;
    if (base === this.#base) return;
    this.#base = base;
    this.closeList();
    if (base && cellAt(base.matrix, ...this.current) === null) {
      const { impacts, urgencies } = base.matrix;
      this.current = [impacts[0]?.id ?? '', urgencies[0]?.id ?? ''];
    }
  }

  readonly onClick = (place: CellPlace): void => {
    this.current = place;
    this.open = place;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const box = this.#host.renderRoot.querySelector<HTMLElement>('.listbox');
      const cell = this.#cellElement(place);
      if (!box || !cell || box.matches(':popover-open')) return;
      this.#stopFollowing = openBeside(box, cell, this.closeList);
    });
  };

  readonly onKeydown = (event: KeyboardEvent, place: CellPlace): void => {
    const { document } = this.#draft;
    if (!document || this.open) return;
    const isRightToLeft = getComputedStyle(this.#host).direction === 'rtl';
    const command = gridCommand(event, place, document, isRightToLeft);
    if (!command) return;
    event.preventDefault();
    switch (command.kind) {
      case 'move':
        this.current = command.to;
        void this.focus();
        break;
      case 'set':
        this.#set(place, command.priority);
        break;
      case 'open':
        this.onClick(place);
        break;
      default:
        this.#draft[command.kind]();
    }
  };

  /** A priority was chosen from the list. */
  readonly choose = (place: CellPlace, priority: string): void => {
    this.#set(place, priority);
    this.closeList();
  };

  readonly closeList = (): void => {
    if (!this.open) return;
    this.#stopFollowing?.();
    const hadFocus = this.#host.renderRoot.querySelector('.listbox')?.matches(':focus-within');
    this.open = null;
    this.#host.requestUpdate();
    if (hadFocus) void this.focus();
  };

  /** Moves the focus to the current cell, once it has been drawn. */
  async focus(): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#cellElement(this.current)?.focus();
  }

  #set(place: CellPlace, priority: string): void {
    this.#draft.update((matrix) => withCell(matrix, ...place, priority));
  }

  #cellElement(place: CellPlace): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(
      `[role=grid] [data-place="${CSS.escape(placeKey(...place))}"]`,
    );
  }
}
