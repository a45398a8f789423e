import type { CannedAnswer } from '@incident-kit/server/domain';
import { html, nothing } from 'lit';
import { SearchField } from '../../base/search-field.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import { searchFieldTemplate } from './search-field-view.ts';

/** One of the desk's canned answers, found by its name or its words. */
export class CannedPicker {
  #search: SearchField | undefined;
  #answers: readonly CannedAnswer[] = [];
  readonly #changed: () => void;
  readonly #focusOn: (selector: string) => Promise<void>;

  constructor(changed: () => void, focusOn: (selector: string) => Promise<void>) {
    this.#changed = changed;
    this.#focusOn = focusOn;
  }

  /** @param onChoose - puts it in */
  template(
    answers: readonly CannedAnswer[],
    messages: TimelineDeskMessages,
    onChoose: (answer: CannedAnswer) => void,
  ): unknown {
    this.#answers = answers;
    if (!answers.length) return nothing;
    const search = this.#search;
    return html`
      <div class="canned" @keydown=${this.#onKeydown}>
        <button
          type="button"
          class="plain"
          aria-expanded=${search !== undefined}
          aria-controls=${search ? 'canned' : nothing}
          @click=${this.#toggle}
        >
          ${messages.insertAnswer}
        </button>
        ${
          search
            ? html`
              <label class="quiet" for="canned">${messages.insertAnswer}</label>
              ${searchFieldTemplate(
                search,
                { id: 'canned', describedBy: '', isInvalid: false, isRequired: false },
                { messages, problem: undefined, onChange: () => this.#onChange(onChoose) },
              )}
            `
            : nothing
        }
      </div>
    `;
  }

  readonly #toggle = (): void => {
    if (this.#search) this.#close();
    else {
      this.#search = new SearchField(async (text) => this.#find(text), this.#changed);
      void this.#focusOn('#canned');
    }
  };

  #find(text: string) {
    const wanted = text.toLocaleLowerCase();
    return this.#answers
      .filter(({ name, text }) => `${name}\n${text}`.toLocaleLowerCase().includes(wanted))
      .map(({ id, name, text }) => ({ value: id, label: name, detail: text }));
  }

  #onChange(onChoose: (answer: CannedAnswer) => void): void {
    const chosen = this.#answers.find(({ id }) => id === this.#search?.value);
    if (chosen) {
      this.#search = undefined;
      onChoose(chosen);
    } else this.#changed();
  }

  #close(): void {
    this.#search = undefined;
    void this.#focusOn('#note');
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const isInField = (event.target as Element).matches('input');
    if (event.key === 'Escape' && this.#search) this.#close();
    // What stands around the field is not to be sent by it.
    else if (event.key !== 'Enter' || !isInField) return;
    event.preventDefault();
  };
}
