import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { ellipsisGlyph } from '../base/glyphs/ellipsis.ts';
import { placeBeside } from '../base/place-beside.ts';

/** What is done less often, behind one quiet button. */
export interface ActionMenu {
  label: string;
  /** Names and labels, and the keys that do the same. */
  items: readonly MenuItem[];
  isBusy: boolean;
  onChoose(name: string): void;
}

export type MenuItem = readonly [name: string, label: string, key?: string | undefined];

/**
 * Open or closed is known to the popover alone. It closes when it loses the focus, but not to its own
 * button, whose click would open it again.
 */
export function actionMenuTemplate(menu: ActionMenu): TemplateResult {
  return html`
    <span
      class="more-actions"
      @focusout=${(event: FocusEvent) => {
        const inside = event.currentTarget as HTMLElement;
        if (!inside.contains(event.relatedTarget as Node | null)) close(inside);
      }}
      @keydown=${onKeydown}
    >
      <button
        type="button"
        class="open-menu"
        aria-label=${menu.label}
        title=${menu.label}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-controls="menu"
        aria-disabled=${menu.isBusy}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${toggle}
      >
        ${glyph(ellipsisGlyph)}
      </button>
      <div
        class="menu"
        id="menu"
        part="menu"
        role="menu"
        popover="manual"
        tabindex="-1"
        aria-label=${menu.label}
      >
        ${menu.items.map(
          ([name, label, key]) => html`
            <button
              type="button"
              role="menuitem"
              tabindex="-1"
              aria-keyshortcuts=${key ?? nothing}
              @click=${(event: Event) => {
                close(menuOf(event));
                menu.onChoose(name);
              }}
            >
              <bdi>${label}</bdi>${key ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
            </button>
          `,
        )}
      </div>
    </span>
  `;
}

function menuOf(event: Event): HTMLElement {
  return (event.currentTarget as HTMLElement).closest('.more-actions') as HTMLElement;
}

function partsOf(root: HTMLElement) {
  const button = root.querySelector('.open-menu') as HTMLElement;
  const box = root.querySelector('.menu') as HTMLElement;
  const items = [...box.querySelectorAll<HTMLElement>('[role=menuitem]')];
  return { button, box, items, isOpen: box.matches(':popover-open') };
}

function toggle(event: MouseEvent): void {
  const root = menuOf(event);
  const { button, box, items, isOpen } = partsOf(root);
  if (isOpen) {
    close(root);
    button.focus();
    return;
  }
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-expanded', 'true');
  box.showPopover();
  placeBeside(box, button, 'end');
  // Keys go to the first item; whoever opened it with a pointer chooses with one.
  (event.detail ? box : items[0])?.focus({ preventScroll: true });
  // It hangs where the button was.
  addEventListener('scroll', () => close(root), { capture: true, once: true });
}

function close(root: HTMLElement): void {
  const { button, box, isOpen } = partsOf(root);
  if (!isOpen) return;
  button.setAttribute('aria-expanded', 'false');
  box.hidePopover();
}

function onKeydown(event: KeyboardEvent): void {
  const root = event.currentTarget as HTMLElement;
  const { button, items, isOpen } = partsOf(root);
  if (!isOpen) return;
  const at = items.indexOf(event.target as HTMLElement);
  const move: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: at > 0 ? at - 1 : items.length - 1,
    Home: 0,
    End: items.length - 1,
  };
  const next = move[event.key];
  if (next !== undefined) items[next]?.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') {
    close(root);
    button.focus();
    // The Tab key goes on from the button; Escape was meant for the menu alone.
    if (event.key === 'Tab') return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
