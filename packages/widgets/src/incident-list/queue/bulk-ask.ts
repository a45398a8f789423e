import { html, nothing, type TemplateResult } from 'lit';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { Queue } from './queue-model.ts';
import type { QueueRow } from './queue-rows.ts';

/** What was chosen, and why where that is asked. */
export interface Choice {
  kind: 'person' | 'team' | 'priority' | 'next-team' | 'management';
  id: string;
  name: string;
  reason: string;
}

type Option = Omit<Choice, 'reason'> & { hint?: string };

/** Asks what is to be done with rows: one box to type in, and what fits below it; for some, why. */
export class BulkAsk {
  readonly #view: Queue;
  readonly #action: 'assign' | 'priority' | 'escalate';
  readonly #targets: readonly QueueRow[];
  readonly #end: (choice?: Choice) => Promise<void>;
  #text = '';
  #options: readonly Option[] = [];
  #index = 0;
  #chosen: Option | undefined;
  #reason = '';
  #problem = '';
  /** What is being looked for; an answer to anything else comes too late. */
  #search: object | undefined;

  /** @param end - told once: what was chosen, or nothing */
  constructor(
    view: Queue,
    action: 'assign' | 'priority' | 'escalate',
    targets: readonly QueueRow[],
    end: (choice?: Choice) => Promise<void>,
  ) {
    this.#view = view;
    this.#action = action;
    this.#targets = targets;
    this.#end = end;
    void this.#find('');
  }

  template(words: QueueMessages): TemplateResult {
    const label = words.ask[this.#action](this.#targets.length);
    const asksWhy = this.#action === 'escalate';
    const options = this.#chosen ? [] : this.#options;
    const active = options[this.#index];
    return html`<div role="dialog" aria-label=${label}><form
      class="ask"
      @submit=${this.#onSubmit}
      @keydown=${this.#onKey}
    >
      <label class="field">
        <span>${label}</span>
        <input
          role="combobox"
          autocomplete="off"
          aria-expanded=${options.length > 0}
          aria-controls="ask-options"
          aria-activedescendant=${active ? `ask-${this.#index}` : nothing}
          aria-label=${this.#action === 'priority' ? label : `${label}: ${words.people}`}
          .value=${this.#chosen?.name ?? this.#text}
          @input=${this.#onInput}
        />
      </label>
      <ul id="ask-options" role="listbox" aria-label=${label} ?hidden=${options.length === 0}>${options.map(
        (option, index) => html`<li
          role="option"
          id="ask-${index}"
          aria-selected=${index === this.#index}
          @click=${() => this.#choose(option)}
        ><bdi>${option.name}</bdi>${option.hint ? html` <span class="muted small">${option.hint}</span>` : nothing}</li>`,
      )}</ul>
      ${this.#text && options.length === 0 && !this.#chosen && !this.#search ? html`<p class="hint" data-say>${words.noSuchPerson}</p>` : nothing}
      ${
        asksWhy
          ? html`<label class="field">
              <span>${words.why}</span>
              <input
                class="why"
                maxlength="500"
                aria-invalid=${!!this.#problem}
                .value=${this.#reason}
                @input=${(event: Event) => {
                  this.#reason = (event.target as HTMLInputElement).value;
                }}
              />
            </label>
            <p class="field-error" role="alert">${this.#problem}</p>`
          : nothing
      }
      <div class="actions">
        <button type="submit" class="primary">${words.send}</button>
        <button type="button" @click=${() => void this.#end()}>${words.cancel}</button>
      </div>
    </form></div>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#chosen = undefined;
    void this.#find(this.#text.trim());
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      void this.#end();
    } else if (by && this.#options.length > 0) {
      event.preventDefault();
      const count = this.#options.length;
      this.#index = (this.#index + by + count) % count;
      this.#view.host.changed();
    }
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const option = this.#chosen ?? this.#options[this.#index];
    if (option) this.#choose(option);
  };

  #choose(option: Option): void {
    const reason = this.#reason.trim();
    if (this.#action !== 'escalate' || reason) return void this.#end({ ...option, reason });
    // Asked where it is missing, once something was chosen.
    if (this.#chosen) this.#problem = this.#view.words?.missingWhy ?? '';
    this.#chosen = option;
    void this.#view.host.focusOn('.ask .why');
  }

  async #find(text: string): Promise<void> {
    const search = {};
    this.#search = search;
    const found = await (this.#action === 'priority'
      ? this.#priorities(text)
      : this.#people(text).catch(() => []));
    if (search !== this.#search) return;
    this.#search = undefined;
    this.#options = found;
    this.#index = 0;
    this.#view.host.changed();
  }

  async #priorities(text: string): Promise<Option[]> {
    const asked = text.toLowerCase();
    return this.#view.data.priorities
      .map(({ id, name }): Option => ({ kind: 'priority', id, name: `${id} ${name}` }))
      .filter(({ name }) => name.toLowerCase().includes(asked));
  }

  async #people(text: string): Promise<Option[]> {
    const { kit } = this.#view.data;
    const { words } = this.#view;
    const answer = await kit?.call((api) =>
      api.people.search.query({ limit: 8, ...(text && { text }) }),
    );
    const teams = (answer?.teams ?? []).map(({ id, name }): Option => ({ kind: 'team', id, name }));
    if (this.#action === 'escalate') {
      const own: Option[] = [
        { kind: 'next-team', id: '', name: words?.nextTeam ?? '' },
        { kind: 'management', id: '', name: words?.management ?? '' },
      ];
      return [
        ...own.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
        ...teams,
      ];
    }
    const people = (answer?.people ?? []).map(
      ({ id, name, teams }): Option => ({
        kind: 'person',
        id,
        name,
        hint: teams.map((team) => team.name).join(', '),
      }),
    );
    return [...people, ...teams];
  }
}
