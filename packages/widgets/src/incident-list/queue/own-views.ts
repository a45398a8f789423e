import { html, nothing, type TemplateResult } from 'lit';
import { newKey } from '../../base/new-key.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { QueueViewMessages } from '../../locales/en/queue-views.ts';
import type { KeptViews, SavedView, ViewsAnswer } from './kept-views.ts';
import type { Queue } from './queue-model.ts';
import { sheet } from './sheet.ts';
import { wordsOf } from './words-of.ts';

/** Loads what it says. @throws when it could not be loaded */
export async function openViews(
  queue: Queue,
  views: KeptViews,
  end: () => void,
): Promise<OwnViews> {
  return new OwnViews(queue, views, await wordsOf(queue.host, 'queue-views'), end);
}

/** As the server has it, characters. */
const longestName = 120;

/** What is shown is kept as a view of one's own; those that one has are renamed and removed. */
export class OwnViews {
  readonly #queue: Queue;
  readonly #views: KeptViews;
  readonly #words: QueueViewMessages;
  readonly #end: () => void;
  #name = '';
  /** The same for each try: what was saved without an answer is not there twice. */
  readonly #key = newKey();
  #isBusy = false;
  /** What is wrong, and with which: the id of a view, or nothing for what is new. */
  #problem: { id: string; text: string } | undefined;
  #said = '';
  #removed: SavedView | undefined;

  constructor(queue: Queue, views: KeptViews, words: QueueViewMessages, end: () => void) {
    this.#queue = queue;
    this.#views = views;
    this.#words = words;
    this.#end = end;
  }

  begin(): Promise<void> {
    return this.#queue.host.focusOn('.own-views input');
  }

  template(): TemplateResult {
    const words = this.#words;
    const { own, current, changed } = this.#views;
    const content = html`<div class="own-views">
      <p class="title">${words.heading}</p>
      ${current ? nothing : this.#saveForm(changed)}
      ${
        own.length > 0
          ? html`<ul class="own" role="list">${own.map((each) => html`<li>${this.#viewForm(each)}</li>`)}</ul>`
          : nothing
      }
      <p class="said-of-views"><span data-say>${this.#said}</span>${
        this.#removed
          ? html` <button type="button" class="plain undo-remove" @click=${() => void this.#putBack()}>${words.undo}</button>`
          : nothing
      }</p>
      <div class="actions"><button type="button" class="close-views" @click=${this.#end}>${words.done}</button></div>
    </div>`;
    return sheet(this.#queue, words.heading, content, this.#end);
  }

  #saveForm(changed: SavedView | undefined): TemplateResult {
    const words = this.#words;
    return html`<form
      class="save-view"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#save('', this.#name, { ...this.#shown(), id: this.#key });
      }}
    >
      ${this.#field('', words.name, this.#name, (value) => {
        this.#name = value;
      })}
      <div class="actions">
        <button type="submit" class="primary" aria-disabled=${this.#isBusy}>${words.save}</button>
        ${
          changed
            ? html`<button
                type="button"
                @click=${() => void this.#save('', changed.name, { ...this.#shown(), id: changed.id })}
              ><bdi>${words.update(changed.name)}</bdi></button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #viewForm(view: SavedView): TemplateResult {
    const words = this.#words;
    let { name } = view;
    return html`<form
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        const field = (event.target as HTMLFormElement).querySelector('input');
        name = field?.value ?? name;
        void this.#save(view.id, name, view);
      }}
    >
      ${this.#field(view.id, words.nameOf(view.name), name)}
      <div class="actions">
        <button type="submit" aria-label=${words.rename(view.name)}>${words.renameShort}</button>
        <button type="button" aria-label=${words.remove(view.name)} @click=${() => void this.#remove(view)}>${words.removeShort}</button>
      </div>
    </form>`;
  }

  #field(
    id: string,
    label: string,
    value: string,
    write?: (value: string) => void,
  ): TemplateResult {
    const problem = this.#problem?.id === id ? this.#problem.text : '';
    return html`<label class="field">
        <span>${label}</span>
        <input
          id="view-${id}"
          dir="auto"
          autocomplete="off"
          aria-invalid=${!!problem}
          aria-describedby="view-${id}-error"
          .value=${value}
          @input=${(event: Event) => write?.((event.target as HTMLInputElement).value)}
        />
      </label>
      <p class="field-error" id="view-${id}-error" role="alert">${problem}</p>`;
  }

  /** What is looked at, as a view keeps it. */
  #shown(): Omit<SavedView, 'id' | 'name'> {
    const { data, columns } = this.#queue;
    const { filter, order } = data;
    return {
      filter: { ...filter, status: (filter.status ?? 'open') as SavedView['filter']['status'] },
      order,
      columns: [...columns],
    };
  }

  async #save(id: string, written: string, view: Omit<SavedView, 'name'>): Promise<void> {
    const words = this.#words;
    const name = written.trim();
    if (!name) return this.#complain(id, words.missingName);
    if (name.length > longestName) return this.#complain(id, words.tooLong(longestName));
    // Read anew: one may have been kept in another window meanwhile.
    const all = await this.#ask(id, (api) => api.views.list.query());
    if (!all) return;
    this.#views.take(all);
    const same = [...all.desk, ...all.own].find(
      (each) => each.id !== view.id && fold(each.name) === fold(name),
    );
    if (same) return this.#complain(id, words.taken(same.name));
    const saved = await this.#ask(id, (api) => api.views.save.mutate({ view: { ...view, name } }));
    if (!saved) return;
    this.#removed = undefined;
    this.#said = words.saved(name);
    this.#views.take(saved);
    if (id) return this.#queue.host.focusOn(`#view-${id}`);
    this.#end();
  }

  async #remove(view: SavedView): Promise<void> {
    const left = await this.#ask(view.id, (api) => api.views.remove.mutate({ id: view.id }));
    if (!left) return;
    this.#removed = view;
    this.#said = this.#words.removed(view.name);
    this.#views.take(left);
    await this.#queue.host.focusOn('.undo-remove');
  }

  async #putBack(): Promise<void> {
    const view = this.#removed;
    if (!view) return;
    const back = await this.#ask('', (api) => api.views.save.mutate({ view }));
    if (!back) return;
    this.#removed = undefined;
    this.#said = this.#words.saved(view.name);
    this.#views.take(back);
    await this.#queue.host.focusOn(`#view-${view.id}`);
  }

  /** One thing at a time: what is pressed twice is done once. Gives nothing when it went wrong, and says why. */
  async #ask(
    id: string,
    ask: (api: KitApi) => Promise<ViewsAnswer>,
  ): Promise<ViewsAnswer | undefined> {
    const { kit } = this.#queue.data;
    if (this.#isBusy || !kit) return undefined;
    this.#isBusy = true;
    this.#problem = undefined;
    this.#queue.host.changed();
    try {
      return await kit.call(ask);
    } catch (thrown) {
      const error = thrown as KitRequestError;
      void this.#complain(id, this.#queue.host.explain(error));
      const problem = this.#problem;
      if (!error.definite) {
        this.#queue.pages.whenBack(() => {
          if (this.#problem === problem) this.#problem = undefined;
          this.#queue.host.changed();
        });
      }
      return undefined;
    } finally {
      this.#isBusy = false;
    }
  }

  #complain(id: string, text: string): Promise<void> {
    this.#problem = { id, text };
    this.#said = '';
    return this.#queue.host.focusOn(`#view-${id}`);
  }
}

/** As people compare names. */
const fold = (name: string) => name.trim().normalize('NFKC').toLocaleLowerCase();
