import { SearchField } from '../../base/search-field.ts';
import type { KitClient } from '../../client/client.ts';
import type { NoteDraft } from '../note-draft.ts';
import { findColleagues } from './sources.ts';

/** What stands before the caret while somebody is being called: nobody has a longer name than that. */
const calling = /(?:^|[\s(])@([^\s@][^\n@]{0,40})?$/u;

/** Whom an internal note calls by name: what is typed after an @ is searched for, and the focus stays in the note. */
export class MentionPicker {
  readonly search: SearchField;
  #field: HTMLTextAreaElement | undefined;
  /** Where the name begins, after the @. */
  #start = 0;
  /** Nobody was found for what begins like this. */
  #nobody: string | undefined;

  constructor(kit: KitClient, changed: () => void) {
    this.search = new SearchField(
      (text) =>
        kit.call(async (api) => {
          const found = await findColleagues(api, text);
          this.#nobody = found.length ? undefined : text;
          return found;
        }),
      changed,
    );
  }

  /** Whether there is somebody to choose. */
  get isListed(): boolean {
    return this.search.isOpen && this.search.found.length > 0;
  }

  /** Something was typed, or the caret has moved. */
  follow(field: HTMLTextAreaElement): void {
    this.#field = field;
    const caret = field.selectionStart;
    const typed = field.selectionEnd === caret && calling.exec(field.value.slice(0, caret));
    const name = typed ? (typed[1] ?? '') : undefined;
    const isNobody = this.#nobody && name?.startsWith(this.#nobody);
    if (name === undefined || isNobody) this.close();
    else {
      this.#start = caret - name.length;
      if (!this.search.isOpen || name !== this.search.text) this.search.write(name);
    }
  }

  close(): void {
    if (this.search.isOpen) this.search.close();
    // Those who were found for another name.
    this.search.found = [];
  }

  /** Puts the name of whoever was chosen in the place of what was typed. */
  take(index: number, note: NoteDraft): void {
    const field = this.#field;
    const chosen = this.search.found[index];
    if (!field || !chosen) return;
    const { value: id, label: name } = chosen;
    note.mentioned.set(id, name);
    field.setRangeText(`${name} `, this.#start, field.selectionStart, 'end');
    this.close();
    // As if it had been typed.
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  /** Gives whether the key was for the list. */
  press(event: KeyboardEvent, note: NoteDraft): boolean {
    const { key, isComposing, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (!this.isListed || isComposing || ctrlKey || metaKey || altKey || shiftKey) return false;
    if (key === 'ArrowDown') this.search.move(1);
    else if (key === 'ArrowUp') this.search.move(-1);
    else if (key === 'Escape') this.close();
    else if (key === 'Enter' || key === 'Tab') this.take(this.search.active, note);
    else return false;
    return true;
  }
}
