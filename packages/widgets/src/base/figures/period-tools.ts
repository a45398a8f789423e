import { html, nothing, type TemplateResult } from 'lit';
import { page } from '../../client/settings.ts';
import { formatInstant } from '../intl.ts';
import { lastDays } from '../last-days.ts';

/** The periods that can be chosen, in days. */
const periods = [7, 30, 90, 365] as const;

const filterNames = ['service', 'team', 'priority', 'category'] as const;
type FilterName = (typeof filterNames)[number];

export interface PeriodMessages {
  tools: string;
  period: string;
  lastDays(days: number): string;
  filters: Record<FilterName, string>;
  all: string;
  dates(period: string, from: string, to: string): string;
}

/** What can be chosen of each filter: names by ids. */
type Names = Partial<Record<FilterName, Record<string, string>>>;

/** What was chosen of both. */
export interface Chosen {
  days: number;
  filter: Partial<Record<FilterName, string>>;
}

/** Of which period, and of which part of all incidents, figures are: what the page says until somebody chooses. */
export class PeriodTools {
  readonly #changed: () => void;
  #days: number | undefined;
  #filter: Partial<Record<FilterName, string>> = {};

  /** @param changed - something else was chosen */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** @param said - the days that the page says, as its attribute has them */
  query(said: number | string | undefined, locale: string) {
    const zone = page.zones?.[locale] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { from } = lastDays(locale, this.#chosen(said));
    return { from, to: Date.now(), zone, ...this.#filter };
  }

  /** @param said - as for `query` */
  chosen(said: number | string | undefined): Chosen {
    return { days: this.#chosen(said), filter: this.#filter };
  }

  /**
   * @param before - what stands first among the tools
   * @param after - what stands last
   */
  draw(
    said: number | string | undefined,
    names: Names,
    words: PeriodMessages,
    { before, after }: { before?: unknown; after?: unknown } = {},
  ): TemplateResult {
    const chosen = this.#chosen(said);
    const days = periods.map((each) => [each, words.lastDays(each)] as const);
    return html`
      <div class="tools" part="tools" role="group" aria-label=${words.tools}>
        ${before ?? nothing}
        ${choice('days', words.period, days, chosen, (value) => {
          this.#days = Number(value);
          this.#changed();
        })}
        ${filterNames.map((name) => {
          const entries = Object.entries(names[name] ?? {});
          if (entries.length < 2) return nothing;
          const all = [['', words.all] as const, ...entries] as const;
          return choice(name, words.filters[name], all, this.#filter[name] ?? '', (value) => {
            const { [name]: _, ...rest } = this.#filter;
            this.#filter = value ? { ...rest, [name]: value } : rest;
            this.#changed();
          });
        })}
        ${after ?? nothing}
      </div>
    `;
  }

  #chosen(said: number | string | undefined): number {
    const days = this.#days ?? Number(said);
    return periods.find((each) => each === days) ?? 30;
  }
}

/** A field with some things to choose from. */
export function choice(
  id: string,
  label: string,
  entries: readonly (readonly [value: string | number, label: string])[],
  chosen: string | number,
  choose: (value: string) => void,
): TemplateResult {
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select
        id=${id}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${entries.map(
          ([value, said]) => html`
            <option value=${value} ?selected=${value === chosen}>${said}</option>
          `,
        )}
      </select>
    </div>
  `;
}

/** Of what figures are, in words: the period, its days and the filters. */
export function sayChosen(
  { days, filter }: Chosen,
  { from, to }: { from: number; to: number },
  names: Names,
  words: PeriodMessages,
  locale: string,
): string {
  const day = (at: number) => formatInstant(locale, at, { dateStyle: 'medium' });
  const filters = filterNames.flatMap((name) => {
    const id = filter[name];
    return id === undefined ? [] : [`${words.filters[name]}: ${names[name]?.[id] ?? id}`];
  });
  return [words.dates(words.lastDays(days), day(from), day(to - 1)), ...filters].join(' · ');
}
