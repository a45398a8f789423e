import { html, nothing, type TemplateResult } from 'lit';
import type { QueueActionMessages } from '../../locales/en/queue-actions.ts';
import { type Answer, type AskName, asks, type Option } from './bulk-asks.ts';
import type { Queue } from './queue-model.ts';
import type { QueueRow } from './queue-rows.ts';
import { sheet } from './sheet.ts';

type Field = 'find' | 'choose' | 'write';

/** How long somebody does not type before it is searched for, milliseconds. */
const restMs = 150;

/** Asks what is to be done with rows: what fits is below the box that is typed in; for some, in one's own words. */
export class BulkAsk {
  readonly name: AskName;
  readonly #queue: Queue;
  readonly #targets: readonly QueueRow[];
  readonly #words: QueueActionMessages;
  readonly #end: (answer?: Answer) => Promise<void>;
  #search = '';
  #found: Option | undefined;
  #options: readonly Option[] = [];
  #index = 0;
  #choices: readonly (readonly [string, string])[] = [];
  #choice = '';
  #text = '';
  #problem: { field: Field; text: string } | undefined;
  /** What is being looked for; an answer to anything else comes too late. */
  #turn: object | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;
  /** Enter was pressed before anything was found. */
  #isWanted = false;

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
    void this.#readChoices();
    if (asks[name].find) void this.#look();
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
    const options = this.#found ? [] : this.#options;
    const isNothing = !!this.#search && options.length === 0 && !this.#found && !this.#turn;
    return html`<label class="field">
        <span>${said}</span>
        <input
          id="ask-find"
          role="combobox"
          autocomplete="off"
          maxlength="200"
          aria-expanded=${options.length > 0}
          aria-controls="ask-options"
          aria-activedescendant=${options.length > 0 ? `ask-${this.#index}` : nothing}
          aria-describedby=${this.#describes('find')}
          aria-invalid=${this.#problem?.field === 'find'}
          .value=${this.#found?.name ?? this.#search}
          @input=${this.#onInput}
        />
      </label>
      <ul id="ask-options" role="listbox" aria-label=${label} ?hidden=${options.length === 0}>${options.map(
        (option, index) => html`<li
          role="option"
          id="ask-${index}"
          aria-selected=${index === this.#index}
          @click=${() => this.#take(option)}
        ><bdi>${option.name}</bdi>${option.hint ? html` <span class="muted small">${option.hint}</span>` : nothing}</li>`,
      )}</ul>
      ${isNothing && !this.#problem ? html`<p class="hint" data-say>${words.noneFound}</p>` : nothing}
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
            this.#found = this.#problem = undefined;
            if (asks[this.name].find) void this.#look();
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

  #describes(field: Field): string | typeof nothing {
    return this.#problem?.field === field ? `ask-${field}-error` : nothing;
  }

  #error(field: Field): TemplateResult {
    return html`<p class="field-error" id="ask-${field}-error" role="alert">${
      this.#problem?.field === field ? this.#problem.text : ''
    }</p>`;
  }

  // ---- what is answered ----

  readonly #close = (): void => {
    this.stop();
    void this.#end();
  };

  /** Looks for nothing any more. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#rest);
    this.#turn = undefined;
  }

  readonly #onInput = (event: Event): void => {
    this.#search = (event.target as HTMLInputElement).value;
    this.#found = this.#problem = undefined;
    this.#isWanted = false;
    clearTimeout(this.#rest);
    this.#turn = {};
    this.#rest = setTimeout(() => void this.#look(), restMs);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const target = event.target as Element;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send();
    } else if (by && target.id === 'ask-find' && this.#options.length > 0 && !this.#found) {
      event.preventDefault();
      const count = this.#options.length;
      this.#index = (this.#index + by + count) % count;
      this.#queue.host.changed();
    } else if (event.key === 'Enter' && target.id === 'ask-find') {
      event.preventDefault();
      // Who types faster than it is searched gets the first that is found.
      if (this.#turn) this.#isWanted = true;
      else void this.#next();
    }
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  #take(option: Option): void {
    this.#found = option;
    this.#problem = undefined;
    void this.#next();
  }

  /** From what was found to what is still to be said, or on its way. */
  async #next(): Promise<void> {
    this.#found ??= this.#options[this.#index];
    const { write, isFinal } = asks[this.name];
    if (!this.#found) return this.#complain('find');
    if (write === 'needed' && !this.#text.trim()) return this.#goTo('write');
    // What is final takes a press of its own.
    if (isFinal) return this.#queue.host.focusOn('.ask .primary');
    await this.#send();
  }

  async #send(): Promise<void> {
    const { find, choices, write } = asks[this.name];
    const text = this.#text.trim();
    if (find) this.#found ??= this.#options[this.#index];
    if (find && !this.#found) return this.#complain('find');
    if (choices && !this.#choice) return this.#complain('choose');
    if (write === 'needed' && text.length < 3) return this.#complain('write');
    this.stop();
    await this.#end({ found: this.#found, choice: this.#choice, text });
  }

  #complain(field: Field): Promise<void> {
    this.#problem = { field, text: this.#words.missing[field] };
    return this.#goTo(field);
  }

  async #readChoices(): Promise<void> {
    const { choices } = asks[this.name];
    const { data, host } = this.#queue;
    if (!choices) return;
    try {
      this.#choices = await choices(data, this.#words);
      this.#choice = this.#choices[0]?.[0] ?? '';
    } catch {
      this.#problem = { field: 'choose', text: this.#words.notFound };
    }
    host.changed();
  }

  async #look(): Promise<void> {
    const turn = {};
    this.#turn = turn;
    const { data, host } = this.#queue;
    const search = {
      text: this.#search.trim(),
      choice: this.#choice,
      data,
      targets: this.#targets,
      words: this.#words,
    };
    const options = await asks[this.name].find?.(search).catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#turn = undefined;
    this.#options = options ?? [];
    this.#index = 0;
    if (!options) {
      this.#problem = { field: 'find', text: this.#words.notFound };
      data.whenBack(() => {
        if (this.#isOver || this.#turn) return;
        this.#problem = undefined;
        void this.#look();
      });
    }
    host.changed();
    if (this.#isWanted && this.#options.length > 0) void this.#next();
    this.#isWanted = false;
  }
}
