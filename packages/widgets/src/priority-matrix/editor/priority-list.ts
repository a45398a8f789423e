import type { Priority } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../../base/css-vars.ts';
import { glyph } from '../../base/glyph.ts';
import { checkGlyph } from '../../base/glyphs/check.ts';
import { placeBeside } from '../../base/place-beside.ts';
import { prioritiesFor } from './grid-keys.ts';

/** The list that opens under a cell. It takes the focus; the element gives it back. */
export interface PriorityList {
  label: string;
  priorities: Priority[];
  /** The id that the cell has now. */
  chosen: string | null;
  onChoose(id: string): void;
  onClose(): void;
}

export function priorityList(list: PriorityList): TemplateResult {
  const { priorities, chosen } = list;
  return html`
    <div
      class="listbox"
      part="listbox"
      popover="manual"
      role="listbox"
      aria-label=${list.label}
      @keydown=${(event: KeyboardEvent) => onKeydown(event, list)}
      @focusout=${(event: FocusEvent) => {
        const inside = event.currentTarget as HTMLElement;
        if (!inside.contains(event.relatedTarget as Node | null)) list.onClose();
      }}
    >
      ${priorities.map(
        (priority) => html`
          <div
            class="option"
            role="option"
            tabindex="-1"
            aria-selected=${priority.id === chosen}
            @click=${() => list.onChoose(priority.id)}
            ${cssVars({ '--priority': priority.color })}
          >
            <span class="swatch"></span><b>${priority.id}</b><span>${priority.name}</span>
            ${priority.id === chosen ? glyph(checkGlyph) : nothing}
          </div>
        `,
      )}
    </div>
  `;
}

function onKeydown(event: KeyboardEvent, list: PriorityList): void {
  const box = event.currentTarget as HTMLElement;
  const options = [...box.querySelectorAll<HTMLElement>('[role=option]')];
  const at = options.indexOf(event.target as HTMLElement);
  const digit = Number(event.key);
  const move: Record<string, number> = {
    ArrowDown: Math.min(at + 1, options.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: options.length - 1,
  };
  const next = move[event.key];
  if (next !== undefined) options[next]?.focus();
  else if (event.key === 'Enter' || event.key === ' ') choose(list, at);
  else if (Number.isInteger(digit) && digit >= 1 && !hasModifier(event)) choose(list, digit - 1);
  else if (event.key === 'Escape' || event.key === 'Tab') list.onClose();
  else if (!hasModifier(event) && /^\p{L}$/u.test(event.key)) {
    const found = prioritiesFor(event.key, list.priorities);
    // The next of them after the one that has the focus, or else the first.
    const indexes = found.map((each) => list.priorities.indexOf(each));
    options[indexes.find((index) => index > at) ?? indexes[0] ?? at]?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function choose(list: PriorityList, index: number): void {
  const priority = list.priorities[index];
  if (priority) list.onChoose(priority.id);
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

/**
 * Shows the list beside its cell and focuses what is chosen. As the list does not move with the cell,
 * it is told when scrolling moves the cell away. Gives a function that stops listening.
 */
export function openBeside(box: HTMLElement, cell: HTMLElement, onMoved: () => void): () => void {
  box.showPopover();
  placeBeside(box, cell);
  const options = box.querySelectorAll<HTMLElement>('[role=option]');
  const chosen = box.querySelector<HTMLElement>('[aria-selected=true]');
  (chosen ?? options[0])?.focus();
  const { top, left } = cell.getBoundingClientRect();
  // The scroll that brought the cell into view is only told of after the list has opened.
  const closeIfMoved = () => {
    const now = cell.getBoundingClientRect();
    if (now.top !== top || now.left !== left) onMoved();
  };
  addEventListener('scroll', closeIfMoved, true);
  return () => removeEventListener('scroll', closeIfMoved, true);
}
