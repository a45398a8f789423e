import { html, nothing, type TemplateResult } from 'lit';
import { incidentAddress } from '../../../base/incident-address.ts';
import { formatInstant } from '../../../base/intl.ts';
import type { ElementMessages } from '../../../locales/language.ts';
import type { ReplayedIncident } from './past-replay.ts';

type Words = ElementMessages['matrix-what-if'];

const targets = ['response', 'resolution', 'update'] as const;

/** Which of the incidents are listed, by what is different about them. */
const filters = {
  all: () => true,
  priority: ({ before, after }: ReplayedIncident) => before.priority !== after.priority,
  missed: (incident: ReplayedIncident) => hasBecome(incident, 'after', 'before'),
  met: (incident: ReplayedIncident) => hasBecome(incident, 'before', 'after'),
};

type Filter = keyof typeof filters;

/** Whether something is missed at one time and not at the other. */
function hasBecome(
  incident: ReplayedIncident,
  missed: 'before' | 'after',
  not: 'before' | 'after',
) {
  return targets.some(
    (target) =>
      incident[missed].outcomes[target] === 'missed' && incident[not].outcomes[target] !== 'missed',
  );
}

/** Rows that are drawn at once. */
const page = 25;

/** The incidents that a draft would have made something else of, the newest first. */
export class ReplayedList {
  readonly #again: () => void;
  #filter: Filter = 'all';
  #shown = page;

  constructor(again: () => void) {
    this.#again = again;
  }

  /** Begins with all of them again. */
  reset(): void {
    this.#filter = 'all';
    this.#shown = page;
  }

  template(
    all: ReplayedIncident[],
    model: {
      words: Words;
      locale: string;
      href: unknown;
      onSelect(incident: string): boolean;
      focusOn(selector: string): void;
    },
  ): TemplateResult {
    const { words } = model;
    const found = all.filter(filters[this.#filter]).reverse();
    const rows = found.slice(0, this.#shown);
    const more = Math.min(page, found.length - rows.length);
    return html`
      <div class="replayed">
        <div class="filters" role="group" aria-label=${words.which}>
          ${(Object.keys(filters) as Filter[]).map((filter) => {
            const { length } = all.filter(filters[filter]);
            return html`
              <button
                type="button"
                class="filter"
                aria-pressed=${filter === this.#filter}
                @click=${() => {
                  this.#filter = filter;
                  this.#shown = page;
                  this.#again();
                }}
              >
                ${words.filters[filter](length)}
              </button>
            `;
          })}
        </div>
        <ol class="incidents" role="list" aria-label=${words.list}>
          ${rows.map((each) => row(each, model))}
        </ol>
        ${rows.length ? nothing : html`<p class="hint" data-say>${words.emptyFilter}</p>`}
        ${
          more > 0
            ? html`
              <button
                type="button"
                class="plain more"
                @click=${() => {
                  const first = this.#shown + 1;
                  this.#shown += page;
                  model.focusOn(`.incidents li:nth-child(${first}) .open`);
                }}
              >
                ${words.showMore(more)}
              </button>
            `
            : nothing
        }
      </div>
    `;
  }
}

function row(
  { incident, title, reportedAt, before, after }: ReplayedIncident,
  { words, locale, href: pattern, onSelect }: Parameters<ReplayedList['template']>[1],
): TemplateResult {
  const outcomes = targets.filter((each) => before.outcomes[each] !== after.outcomes[each]);
  const href = incidentAddress(pattern, incident);
  const open = (event: MouseEvent) => {
    // In another tab, or in none that this page knows of.
    if (href && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    if (!onSelect(incident)) event.preventDefault();
  };
  const isOther = before.priority !== after.priority;
  return html`
    <li>
      ${
        href
          ? html`<a class="open" href=${href} @click=${open}>${incident}</a>`
          : html`<button type="button" class="open plain" @click=${open}>${incident}</button>`
      }
      <span class="what"><bdi dir="auto" lang="">${title}</bdi></span>
      <span class="change">
        ${isOther ? words.fromTo(before.priority, after.priority) : after.priority}
      </span>
      <span class="hint">
        ${outcomes.map(
          (target) => html`
            <span class=${`outcome ${after.outcomes[target]}`}>
              ${words.outcome(
                words.targets[target],
                words.outcomes[before.outcomes[target]],
                words.outcomes[after.outcomes[target]],
              )}
            </span>
          `,
        )}
        <span>${words.reported(formatInstant(locale, reportedAt))}</span>
      </span>
    </li>
  `;
}
