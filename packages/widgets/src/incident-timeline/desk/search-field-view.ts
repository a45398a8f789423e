import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import type { SearchField } from '../../base/search-field.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';

/** How a field is tied to what is said of it. */
export interface ControlAttributes {
  id: string;
  /** Ids of what is said of it; empty for nothing. */
  describedBy: string;
  isInvalid: boolean;
  /** Whether something has to be chosen; it has without this. */
  isRequired?: boolean;
}

interface SearchFieldModel {
  messages: TimelineDeskMessages;
  /** Why nothing can be found at present. */
  problem: string | undefined;
  /** Something was typed or chosen. */
  onChange(): void;
}

/** A combobox: the list stands below the field, and the focus stays in it. */
export function searchFieldTemplate(
  search: SearchField,
  { id, describedBy, isInvalid, isRequired = true }: ControlAttributes,
  { messages, problem, onChange }: SearchFieldModel,
): TemplateResult {
  const { isOpen, found, active, text } = search;
  const choose = (index: number) => {
    search.choose(index);
    onChange();
  };
  const isListed = isOpen && found.length > 0;
  return html`
    <input
      id=${id}
      role="combobox"
      lang=""
      autocomplete="off"
      aria-autocomplete="list"
      aria-expanded=${isListed}
      aria-controls="${id}-list"
      aria-activedescendant=${isListed ? `${id}-${active}` : nothing}
      aria-describedby=${describedBy || nothing}
      aria-invalid=${isInvalid || nothing}
      aria-required=${isRequired}
      .value=${text}
      @focus=${() => {
        if (!search.value && !found.length) void search.search();
      }}
      @input=${(event: Event) => {
        search.write((event.target as HTMLInputElement).value);
        onChange();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (isHandled(event, search, onChange)) event.preventDefault();
      }}
      @blur=${() => search.close()}
    />
    ${optionsTemplate(search, id, messages, choose)} ${stateTemplate(search, messages, problem)}
  `;
}

/** What was found, below the field with that id. */
export function optionsTemplate(
  { isOpen, found, active }: SearchField,
  id: string,
  messages: TimelineDeskMessages,
  choose: (index: number) => void,
): TemplateResult {
  return html`
    <ul
      class="options"
      id="${id}-list"
      role="listbox"
      aria-label=${messages.found(found.length)}
      ?hidden=${!isOpen || found.length === 0}
    >
      ${found.map(
        ({ label, detail }, index) => html`
          <li
            id="${id}-${index}"
            role="option"
            aria-selected=${index === active}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => choose(index)}
          >
            <bdi>${label}</bdi> ${detail ? html`<bdi class="hint">${detail}</bdi>` : nothing}
          </li>
        `,
      )}
    </ul>
  `;
}

function stateTemplate(
  { isOpen, isSearching, found, text }: SearchField,
  messages: TimelineDeskMessages,
  problem: string | undefined,
): unknown {
  if (problem) {
    return html`<p class="field-error" data-say>${glyph(circleAlertGlyph)}${problem}</p>`;
  }
  if (!isOpen) return nothing;
  if (isSearching) return html`<p class="hint">${messages.searching}</p>`;
  if (found.length) return html`<p class="quiet" data-say>${messages.found(found.length)}</p>`;
  return text.trim()
    ? html`<p class="hint" data-say><bdi>${messages.nothingFound(text.trim())}</bdi></p>`
    : nothing;
}

/** Whether the key was for the list. */
function isHandled(event: KeyboardEvent, search: SearchField, onChange: () => void): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'ArrowDown':
      search.move(1);
      return true;
    case 'ArrowUp':
      search.move(-1);
      return true;
    case 'Enter':
      // Once something is chosen, Enter sends the form.
      if (!search.isSearching && !(search.isOpen && search.found.length)) return false;
      search.take(onChange);
      return true;
    case 'Escape':
      if (!search.isOpen || !search.found.length) return false;
      search.close();
      return true;
    default:
      return false;
  }
}
