import { readSla } from '../../base/sla-reading.ts';
import { nextClock } from './next-clock.ts';
import { type ColumnName, type RowModel, textOf } from './queue-columns.ts';
import type { QueueRow } from './queue-rows.ts';

/** One row as it is to be drawn. */
export interface RowState {
  row: QueueRow;
  /** From 0. */
  index: number;
  isActive: boolean;
  /** It can be taken right here: the pointer or the focus is on it. */
  offersIt: boolean;
  isSelected: boolean;
  /** It is open beside the list. */
  isChosen: boolean;
  /** It is only still there until the order is updated. */
  hasLeft: boolean;
  /** Why the last that was tried with it was refused. */
  problem: string | undefined;
}

interface Drawn {
  element: HTMLElement;
  /** What it was drawn with. */
  decides: unknown[];
}

/**
 * The rows that are seen, drawn by hand: a scrolled queue draws rows in each frame, so what has gone out of sight is
 * filled with what has come into it, and only what is another is written. Signs are drawn by the styles.
 */
export class DrawnRows {
  #all = new Map<string, Drawn>();
  #pattern: HTMLElement | undefined;
  #columns: readonly ColumnName[] | undefined;

  draw(parent: HTMLElement, states: readonly RowState[], model: RowModel): void {
    // Other columns, or another frame: nothing of before can be filled.
    if (this.#columns !== model.columns || this.#pattern?.ownerDocument !== parent.ownerDocument) {
      this.#columns = model.columns;
      this.#pattern = patternOf(parent.ownerDocument, model.columns);
      this.#all.clear();
    }
    if (this.#all.size === 0) parent.replaceChildren();
    const now = new Map<string, Drawn>();
    const fresh: RowState[] = [];
    for (const state of states) {
      const { incident } = state.row;
      const drawn = this.#all.get(incident);
      if (drawn) {
        now.set(incident, drawn);
        this.#all.delete(incident);
      } else {
        fresh.push(state);
      }
    }
    const free = [...this.#all.values()];
    for (const { element } of free) element.remove();
    for (const { row } of fresh) {
      const element = this.#pattern?.cloneNode(true) as HTMLElement;
      now.set(row.incident, free.pop() ?? { element, decides: [] });
    }
    this.#all = now;
    let at = parent.firstElementChild;
    for (const state of states) {
      const drawn = now.get(state.row.incident) as Drawn;
      fill(drawn, state, model);
      // In their order, for who reads them one after the other. One that has the focus is not moved.
      if (drawn.element === at) at = at.nextElementSibling;
      else parent.insertBefore(drawn.element, at);
    }
  }
}

/** A row without a word in it. */
function patternOf(document: Document, columns: readonly ColumnName[]): HTMLElement {
  const row = document.createElement('div');
  row.className = 'row';
  row.role = 'row';
  row.setAttribute('part', 'row');
  for (const column of ['select', ...columns]) {
    const cell = document.createElement('div');
    cell.className = 'cell';
    cell.role = 'gridcell';
    cell.dataset.column = column;
    row.append(cell);
    if (column === 'select') continue;
    cell.tabIndex = -1;
    // What people wrote is in whatever language they wrote it.
    if (/title|requester|assignee/.test(column)) cell.dir = 'auto';
    if (column === 'title') cell.lang = '';
  }
  return row;
}

function fill(drawn: Drawn, state: RowState, model: RowModel): void {
  const { element, decides } = drawn;
  const decidesNow = [...Object.values(state), ...Object.values(model)];
  if (decidesNow.every((each, at) => each === decides[at])) return;
  drawn.decides = decidesNow;
  const { row, index, isActive, isSelected, isChosen, hasLeft, problem } = state;
  const { words, priorities, now } = model;
  const { incident, title, priority, unread } = row;
  const rank = priorities.findIndex(({ id }) => id === priority);
  const known = priorities[rank];
  const name = [
    incident,
    title,
    known ? `${known.id} ${known.name}` : priority,
    row.status.name,
    row.lastSaid.from === 'reporter' && words.lastWord(row.lastSaid.by ?? words.visitor),
    hasLeft ? words.hasLeft : unread && words.unread,
    problem,
  ];
  const all: Record<string, string | number | boolean | undefined> = {
    'data-incident': incident,
    'data-unread': unread ? '' : undefined,
    'data-left': hasLeft ? '' : undefined,
    'data-problem': problem && '',
    'aria-rowindex': index + 2,
    'aria-selected': isSelected,
    'aria-current': isChosen || undefined,
    'aria-label': name.filter(Boolean).join(', '),
    tabindex: isActive ? 0 : -1,
    title: problem,
  };
  for (const each in all) set(element, each, all[each]);
  // Not a property that the cells inherit: all of them would be styled anew.
  element.style.insetBlockStart = `calc(${index} * var(--_row))`;
  for (const cell of element.children as HTMLCollectionOf<HTMLElement>) {
    const column = cell.dataset.column as ColumnName | 'select';
    if (column === 'select') {
      set(cell, 'aria-label', words.select(incident));
      continue;
    }
    if (column === 'priority') {
      setVar(cell, '--priority', known?.color ?? '');
      setVar(cell, '--steps', rank < 0 ? 0 : Math.max(1, 4 - rank));
    } else if (column === 'status') {
      set(cell, 'data-state', row.status.category);
    } else if (column === 'due') {
      const clock = nextClock(row);
      set(cell, 'data-state', clock && readSla(clock, now).state);
    } else if (column === 'updated') {
      set(cell, 'data-from', row.lastSaid.from);
    } else if (column === 'assignee') {
      set(cell, 'data-none', row.assignee ? undefined : '');
    }
    if (column === 'assignee' && state.offersIt && !row.assignee) offer(cell, model.take);
    else write(cell, textOf(column, row, model));
  }
}

function set(element: Element, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== `${value}`) element.setAttribute(name, `${value}`);
}

function setVar({ style }: HTMLElement, name: string, value: string | number): void {
  if (style.getPropertyValue(name) !== `${value}`) style.setProperty(name, `${value}`);
}

function write(cell: Element, text: string): void {
  const { firstChild } = cell;
  if (firstChild?.nodeType !== Node.TEXT_NODE) cell.textContent = text;
  else if (firstChild.nodeValue !== text) firstChild.nodeValue = text;
}

function offer(cell: Element, label: string): void {
  if (cell.firstElementChild) return;
  const button = cell.ownerDocument.createElement('button');
  button.type = 'button';
  button.className = 'take';
  button.tabIndex = -1;
  button.textContent = label;
  cell.replaceChildren(button);
}
