import { html, nothing, type TemplateResult } from 'lit';
import { SearchField } from '../../base/search-field.ts';
import type { QueueActionMessages } from '../../locales/en/queue-actions.ts';
import { type Answer, type AskName, asks, type Option } from './bulk-asks.ts';
import type { Queue } from './queue-model.ts';
import type { QueueRow } from './queue-rows.ts';
import { sheet } from './sheet.ts';

type Field = 'find' | 'choose' | 'write';

/** Asks what is to be done with rows: what fits is below the box that is typed in; for some, in one's own words. */
export class BulkAsk {
  readonly name: AskName;
  readonly #queue: Queue;
  readonly #targets: readonly QueueRow[];
  readonly #words: QueueActionMessages;
  readonly #end: (answer?: Answer) => Promise<void>;
  readonly #search: SearchField<Option>;
  #choices: readonly (readonly [string, string])[] = [];
  #choice = '';
  #text = '';
  #problem: { field: Field; text: string } | undefined;
  #isOver = false;

  /**
   * @param text - what was written before, and could not be sent
   * @param end - told once: what was answered, or nothing
   */
  constructor(
    queue: Queue,
    name: AskName,
    targets: readonly QueueRow[],
    words: QueueActionMessages,
    text: string,
    end: (answer?: Answer) => Promise<void>,
  ) {
    this.#queue = queue;
    this.name = name;
    this.#targets = targets;
    this.#words = words;
    this.#text = text;
    this.#end = end;
    this.#search = new SearchField((text) => this.#find(text), queue.host.changed);
    void this.#readChoices();
    if (asks[name].find) void this.#search.search();
  }

  /** What was written in one's own words. */
  get text(): string {
    return this.#text;
  }

  /** Goes to the first thing to answer: what is chosen already need not be. */
  begin(): Promise<void> {
    return this.#goTo(asks[this.name].find ? 'find' : 'write');
  }

  /** How a choice is called. */
  nameOf(choice: string): string {
    return this.#choices.find(([id]) => id === choice)?.[1] ?? choice;
  }

  #goTo(field: Field): Promise<void> {
    return this.#queue.host.focusOn(`#ask-${field}`);
  }

  // ---- what is drawn ----

  template(): TemplateResult {
    const { name } = this;
    const words = this.#words;
    const label = words.ask[name](this.#targets.length);
    const { isFinal } = asks[name];
    const form = html`<form class="ask" novalidate @submit=${this.#onSubmit} @keydown=${this.#onKey}>
      <p class="title">${label}</p>
      ${this.#choiceField()}${this.#findField(label)}${this.#wordsField()}
      ${isFinal ? html`<p class="final" id="ask-final">${words.final[name as keyof typeof words.final]}</p>` : nothing}
      <div class="actions">
        <button type="submit" class="primary" aria-describedby=${isFinal ? 'ask-final' : nothing}>${words.send[name](this.#targets.length)}</button>
        <button type="button" @click=${this.#close}>${words.back}</button>
      </div>
    </form>`;
    return sheet(this.#queue, label, form, this.#close);
  }

  #findField(label: string): unknown {
    const words = this.#words;
    const said = words.find[this.name as keyof typeof words.find];
    if (!said) return nothing;
    const { text, found, active, isOpen, isSearching } = this.#search;
    const options = isOpen ? found : [];
    const isNothing = isOpen && !isSearching && !!text && found.length === 0;
    return html`<label class="field">
        <span>${said}</span>
        <input
          id="ask-find"
          role="combobox"
          autocomplete="off"
          maxlength="200"
          aria-expanded=${options.length > 0}
          aria-controls="ask-options"
          aria-activedescendant=${options.length > 0 ? `ask-${active}` : nothing}
          aria-describedby=${this.#describes('find')}
          aria-invalid=${!!this.#wrong('find')}
          .value=${text}
          @input=${this.#onInput}
        />
      </label>
      <ul id="ask-options" role="listbox" aria-label=${label} ?hidden=${options.length === 0}>${options.map(
        ({ label, detail }, index) => html`<li
          role="option"
          id="ask-${index}"
          aria-selected=${index === active}
          @click=${() => this.#take(index)}
        ><bdi>${label}</bdi>${detail ? html` <span class="muted small">${detail}</span>` : nothing}</li>`,
      )}</ul>
      ${isNothing && !this.#wrong('find') ? html`<p class="hint" data-say>${words.noneFound}</p>` : nothing}
      ${this.#error('find')}`;
  }

  #choiceField(): unknown {
    const words = this.#words;
    const said = words.choose[this.name as keyof typeof words.choose];
    if (!said) return nothing;
    return html`<label class="field">
        <span>${said}</span>
        <select
          id="ask-choose"
          aria-describedby=${this.#describes('choose')}
          @change=${(event: Event) => {
            this.#choice = (event.target as HTMLSelectElement).value;
            this.#problem = undefined;
            if (!asks[this.name].find) return;
            if (this.#search.chosen) this.#search.write('');
            void this.#search.search();
          }}
        >${this.#choices.map(
          ([id, name]) =>
            html`<option value=${id} ?selected=${id === this.#choice}>${name}</option>`,
        )}</select>
      </label>
      ${this.#error('choose')}`;
  }

  #wordsField(): unknown {
    const words = this.#words;
    const said = words.write[this.name as keyof typeof words.write];
    const { readers } = asks[this.name];
    if (!said || !readers) return nothing;
    return html`<div class="field">
        <label for="ask-write">${said}</label>
        <p class="hint" id="ask-readers">${words.readers[readers]}</p>
        <textarea
          id="ask-write"
          rows="2"
          aria-describedby="ask-readers ask-write-error"
          aria-invalid=${this.#problem?.field === 'write'}
          .value=${this.#text}
          @input=${(event: Event) => {
            this.#text = (event.target as HTMLTextAreaElement).value;
          }}
        ></textarea>
      </div>
      ${this.#error('write')}`;
  }

  /** What is wrong there; nothing where nothing is. */
  #wrong(field: Field): string {
    if (this.#problem?.field === field) return this.#problem.text;
    return field === 'find' && this.#search.problem ? this.#words.notFound : '';
  }

  #describes(field: Field): string | typeof nothing {
    return this.#wrong(field) ? `ask-${field}-error` : nothing;
  }

  #error(field: Field): TemplateResult {
    return html`<p class="field-error" id="ask-${field}-error" role="alert">${this.#wrong(field)}</p>`;
  }

  // ---- what is answered ----

  readonly #close = (): void => {
    this.stop();
    void this.#end();
  };

  /** Looks for nothing any more. */
  stop(): void {
    this.#isOver = true;
    this.#search.close();
  }

  readonly #onInput = (event: Event): void => {
    this.#problem = undefined;
    this.#search.write((event.target as HTMLInputElement).value);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const target = event.target as Element;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send();
    } else if (by && target.id === 'ask-find' && this.#search.found.length > 0) {
      event.preventDefault();
      this.#search.move(by);
    } else if (event.key === 'Enter' && target.id === 'ask-find') {
      event.preventDefault();
      this.#search.take(() => void this.#next());
    }
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  #take(index: number): void {
    this.#search.choose(index);
    this.#problem = undefined;
    void this.#next();
  }

  /** From what was found to what is still to be said, or on its way. */
  async #next(): Promise<void> {
    const { write, isFinal } = asks[this.name];
    if (!this.#search.chosen) return this.#complain('find');
    if (write === 'needed' && !this.#text.trim()) return this.#goTo('write');
    // What is final takes a press of its own.
    if (isFinal) return this.#queue.host.focusOn('.ask .primary');
    await this.#send();
  }

  async #send(): Promise<void> {
    const { find, choices, write } = asks[this.name];
    const text = this.#text.trim();
    const search = this.#search;
    if (find && !search.chosen) {
      if (search.isSearching) return search.take(() => void this.#send());
      search.choose(search.active);
      if (!search.chosen) return this.#complain('find');
    }
    if (choices && !this.#choice) return this.#complain('choose');
    if (write === 'needed' && text.length < 3) return this.#complain('write');
    this.stop();
    await this.#end({ found: search.chosen, choice: this.#choice, text });
  }

  #complain(field: Field): Promise<void> {
    this.#problem = { field, text: this.#words.missing[field] };
    return this.#goTo(field);
  }

  async #readChoices(): Promise<void> {
    const { choices } = asks[this.name];
    const { pages, host } = this.#queue;
    if (!choices) return;
    try {
      this.#choices = await choices(this.#queue, this.#words);
      this.#choice = this.#choices[0]?.[0] ?? '';
      if (this.#problem?.field === 'choose') this.#problem = undefined;
    } catch {
      this.#problem = { field: 'choose', text: this.#words.notFound };
      pages.whenBack(() => this.#isOver || void this.#readChoices());
    }
    host.changed();
  }

  async #find(text: string): Promise<Option[]> {
    const { data, pages } = this.#queue;
    const search = this.#search;
    const asked = { text, choice: this.#choice, data, targets: this.#targets, words: this.#words };
    try {
      return (await asks[this.name].find?.(asked)) ?? [];
    } catch (thrown) {
      pages.whenBack(() => {
        if (!this.#isOver && search.problem && !search.isSearching) void search.search();
      });
      throw thrown;
    }
  }
}
