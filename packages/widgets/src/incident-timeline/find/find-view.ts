import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineFindMessages } from '../../locales/en/timeline-find.ts';
import type { EntrySort } from './entry-texts.ts';

/** What somebody looks for; empty for whatever there is. */
export interface Criteria {
  words: string;
  sort: EntrySort | '';
  /** As the timeline calls them. */
  author: string;
}

export interface FindModel {
  messages: TimelineFindMessages;
  criteria: Criteria;
  /** Whether only some of the entries are asked for. */
  isActive: boolean;
  /** How many fit, of those that are loaded. */
  count: number;
  /** How many of them are drawn. */
  shown: number;
  sorts: readonly EntrySort[];
  /** Everybody who did something, in their order. */
  authors: readonly string[];
  /** How far what is not loaded yet has been read. */
  reading: { count: number; isReading: boolean; isWhole: boolean; problem: string | undefined };
  onChange(criteria: Partial<Criteria>): void;
  onClear(): void;
  /** Draws more of what was found. */
  onMore(): void;
  onStop(): void;
  onGoOn(): void;
  /** Goes to what was found. */
  onEnter(): void;
  onClose(): void;
}

/** The box in which is said what to look for, and what was found. */
export function findTemplate(model: FindModel): TemplateResult {
  const { messages, criteria } = model;
  return html`
    <div
      class="find"
      part="find"
      role="search"
      aria-label=${messages.label}
      @keydown=${(event: KeyboardEvent) => onKeydown(event, model)}
    >
      <div class="find-fields">
        <input
          id="find"
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-label=${messages.words}
          placeholder=${messages.words}
          .value=${criteria.words}
          @input=${({ target }: Event) =>
            model.onChange({ words: (target as HTMLInputElement).value })}
        />
        ${choiceTemplate(
          'find-sort',
          messages.sort,
          criteria.sort,
          ['', ...model.sorts].map((sort) => [sort, messages.sorts[sort as EntrySort | '']]),
          (sort) => model.onChange({ sort: sort as Criteria['sort'] }),
        )}
        ${choiceTemplate(
          'find-author',
          messages.author,
          criteria.author,
          [
            ['', messages.everybody],
            ...model.authors.map((name): [string, string] => [name, name]),
          ],
          (author) => model.onChange({ author }),
        )}
        <button type="button" class="plain find-close" @click=${model.onClose}>
          <bdi>${messages.close}</bdi>
        </button>
      </div>
      ${model.isActive ? [foundTemplate(model), readingTemplate(model)] : nothing}
    </div>
  `;
}

function choiceTemplate(
  id: string,
  label: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
  onChoose: (value: string) => void,
): TemplateResult {
  return html`
    <select
      id=${id}
      aria-label=${label}
      @change=${({ target }: Event) => onChoose((target as HTMLSelectElement).value)}
    >
      ${options.map(
        ([value, name]) =>
          html`<option value=${value} .selected=${value === chosen}>${name}</option>`,
      )}
    </select>
  `;
}

/** Told once it is known: while more is read, and while somebody types, nobody is told a number that changes. */
function foundTemplate(model: FindModel): unknown {
  const { messages, criteria, count, shown, reading } = model;
  const found = messages.found(count, criteria.words.trim());
  return html`
    <p class="hint find-found"><bdi>${reading.isReading ? messages.foundSoFar(count) : found}</bdi></p>
    ${reading.isReading ? nothing : html`<p class="quiet" data-say>${found}</p>`}
    ${
      shown < count
        ? html`
          <p class="hint"><bdi>${messages.newest(shown)}</bdi></p>
          <button type="button" class="small find-more" @click=${model.onMore}>
            <bdi>${messages.more}</bdi>
          </button>
        `
        : nothing
    }
    ${
      count
        ? nothing
        : html`
          <button type="button" class="small find-clear" @click=${model.onClear}>
            <bdi>${messages.clear}</bdi>
          </button>
        `
    }
  `;
}

/** Below what was found: its place among all that happened. */
export function placeTemplate(label: string, onClick: () => void): TemplateResult {
  return html`
    <button type="button" class="plain find-place" @click=${onClick}><bdi>${label}</bdi></button>
  `;
}

function readingTemplate({ messages, reading, onStop, onGoOn }: FindModel): unknown {
  const { count, isReading, isWhole, problem } = reading;
  if (isWhole) return nothing;
  if (isReading) {
    return html`
      <p class="hint"><bdi>${messages.reading(count)}</bdi></p>
      <p class="quiet" data-say>${messages.readingOn}</p>
      <button type="button" class="small find-stop" @click=${onStop}>
        <bdi>${messages.stop}</bdi>
      </button>
    `;
  }
  return html`
    <p class="hint" data-say><bdi>${problem ?? messages.partly(count)}</bdi></p>
    <button type="button" class="small find-go-on" @click=${onGoOn}>
      <bdi>${problem ? messages.again : messages.goOn}</bdi>
    </button>
  `;
}

function onKeydown(event: KeyboardEvent, { onClose, onEnter }: FindModel): void {
  const { key, isComposing, target } = event;
  if (isComposing) return;
  if (key === 'Escape') onClose();
  else if (key === 'Enter' && (target as Element).id === 'find') onEnter();
  else return;
  // Around it Escape goes back to where the timeline was opened from.
  event.preventDefault();
  event.stopPropagation();
}
