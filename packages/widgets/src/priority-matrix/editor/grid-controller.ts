import type { ReactiveElement } from '@lit/reactive-element';
import { type CellPlace, placeKey } from '../cell-place.ts';
import { type GridInteraction, isSamePlace } from '../matrix-grid.ts';
import { hasPlace, placesOf, withCell } from './cells.ts';
import { gridCommand, prioritiesFor } from './grid-keys.ts';
import type { MatrixDraft } from './matrix-changes.ts';
import { openBeside } from './priority-list.ts';

/** Letters that come faster than this belong to one word, milliseconds. */
const typingPause = 1_000;

/**
 * The grid of a matrix under keyboard and pointer: which cell the Tab key reaches, which are selected, which
 * cell's list is open, and what keys change in the draft.
 */
export class GridController implements GridInteraction {
  /** The cell that the Tab key reaches. */
  current: CellPlace = ['', ''];
  /** The cell whose list is open. */
  open: CellPlace | null = null;

  readonly #host: ReactiveElement;
  readonly #draft: MatrixDraft;
  /** The version that the places above are cells of. */
  #base: MatrixDraft['base'];
  /** Where the selection began: it is the rectangle from there to the current cell. */
  #anchor: CellPlace | null = null;
  /** Where a button of a mouse or pen went down, while it is. */
  #pressed: CellPlace | null = null;
  /** What has been typed of a priority's name, and when the last letter was. */
  #typed = { text: '', at: 0 };
  #stopFollowing: (() => void) | undefined;

  constructor(host: ReactiveElement, draft: MatrixDraft) {
    this.#host = host;
    this.#draft = draft;
  }

  /** Called before each update: another version has other cells, and so has a draft with another level. */
  follow(): void {
    const { base, document } = this.#draft;
    if (base !== this.#base) {
      this.#base = base;
      this.closeList();
    }
    if (!document) return;
    if (this.open && !hasPlace(document, this.open)) this.closeList();
    if (this.#anchor && !hasPlace(document, this.#anchor)) this.#anchor = null;
    if (!hasPlace(document, this.current)) {
      this.#anchor = null;
      this.current = placesOf(document)[0] ?? ['', ''];
    }
  }

  /** The cells that a key or the list changes; the current one if no others are selected. */
  get selection(): CellPlace[] {
    const { document } = this.#draft;
    const anchor = this.#anchor;
    if (!document || !anchor) return [this.current];
    const isWithin = (axis: 0 | 1, id: string) => {
      const ids = document[axis ? 'urgencies' : 'impacts'].map((each) => each.id);
      const ends = [ids.indexOf(anchor[axis]), ids.indexOf(this.current[axis])];
      return ids.indexOf(id) >= Math.min(...ends) && ids.indexOf(id) <= Math.max(...ends);
    };
    return placesOf(document).filter((place) => isWithin(0, place[0]) && isWithin(1, place[1]));
  }

  isSelected(place: CellPlace): boolean {
    return this.#anchor !== null && this.selection.some((each) => isSamePlace(each, place));
  }

  readonly onPointer = (event: PointerEvent, place: CellPlace): void => {
    // A finger scrolls.
    if (event.pointerType === 'touch' || this.open) return;
    if (event.type === 'pointerup') {
      const wasPainted = this.#pressed && !isSamePlace(this.#pressed, place);
      this.#pressed = null;
      if (wasPainted) this.#openList();
    } else if (event.type === 'pointerdown') {
      this.#pressed = event.button === 0 && !event.shiftKey ? place : null;
    } else if (this.#pressed) {
      // It may have been let go outside of the grid.
      if (event.buttons !== 1) this.#pressed = null;
      else this.#extend(this.#pressed, place);
    }
  };

  readonly onClick = (place: CellPlace, event: MouseEvent): void => {
    if (event.shiftKey) this.#extend(this.#anchor ?? this.current, place);
    else {
      this.#anchor = null;
      this.current = place;
    }
    this.#openList();
  };

  readonly onKeydown = (event: KeyboardEvent, place: CellPlace): void => {
    const { document } = this.#draft;
    if (!document || this.open) return;
    if (!isSamePlace(place, this.current)) {
      this.#anchor = null;
      this.current = place;
    }
    if (this.#type(event) || this.#deselect(event)) {
      event.preventDefault();
      return;
    }
    const isRightToLeft = getComputedStyle(this.#host).direction === 'rtl';
    const command = gridCommand(event, place, document, isRightToLeft);
    if (!command || command.kind === 'type') return;
    event.preventDefault();
    switch (command.kind) {
      case 'move':
        if (command.extend) this.#extend(this.#anchor ?? place, command.to);
        else this.#anchor = null;
        this.current = command.to;
        void this.focus();
        break;
      case 'select-all': {
        const places = placesOf(document);
        this.#extend(places[0] ?? place, places.at(-1) ?? place);
        void this.focus();
        break;
      }
      case 'set':
        this.#set(command.priority);
        break;
      case 'open':
        this.#openList();
        break;
      default:
        this.#draft[command.kind]();
    }
  };

  /** A priority was chosen from the list. */
  readonly choose = (priority: string): void => {
    this.#set(priority);
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

  /** Moves the focus to a cell, once it has been drawn; to the current one where none is named. */
  async focus(place?: CellPlace): Promise<void> {
    if (place) {
      this.#anchor = null;
      this.current = place;
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#cellElement(this.current)?.focus();
  }

  /** Whether a key is one more letter, or after letters a digit, of a priority's name. It is set as soon as only one is meant. */
  #type(event: KeyboardEvent): boolean {
    const { key, timeStamp: at } = event;
    const { priorities = [] } = this.#draft.document ?? {};
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(key))
      return false;
    const before = at - this.#typed.at < typingPause ? this.#typed.text : '';
    // A digit by itself is the place of a priority.
    if (!before && /\p{N}/u.test(key)) return false;
    const text = [before + key, key].find((each) => prioritiesFor(each, priorities).length);
    if (!text || (/\p{N}/u.test(text) && !before)) return false;
    const found = prioritiesFor(text, priorities);
    this.#typed = found.length === 1 ? { text: '', at: 0 } : { text, at };
    if (found.length === 1 && found[0]) this.#set(found[0].id);
    return true;
  }

  /** Whether a key takes the selection back to the current cell. */
  #deselect({ key }: KeyboardEvent): boolean {
    if (key !== 'Escape' || !this.#anchor) return false;
    this.#anchor = null;
    this.#host.requestUpdate();
    return true;
  }

  #extend(from: CellPlace, to: CellPlace): void {
    this.#anchor = from;
    this.current = to;
    this.#host.requestUpdate();
  }

  #openList(): void {
    this.open = this.current;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const box = this.#host.renderRoot.querySelector<HTMLElement>('.listbox');
      const cell = this.open && this.#cellElement(this.open);
      if (!box || !cell || box.matches(':popover-open')) return;
      this.#stopFollowing = openBeside(box, cell, this.closeList);
    });
  }

  #set(priority: string): void {
    const places = this.selection;
    this.#draft.update((matrix) =>
      places.reduce((all, place) => withCell(all, ...place, priority), matrix),
    );
  }

  #cellElement(place: CellPlace): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(
      `[role=grid] [data-place="${CSS.escape(placeKey(...place))}"]`,
    );
  }
}
