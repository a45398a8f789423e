import { html, nothing, type TemplateResult } from 'lit';
import { page } from '../../client/settings.ts';

/** The periods that can be chosen, in days. */
const periods = [7, 30, 90, 365] as const;

const filterNames = ['service', 'team', 'priority', 'category'] as const;
type FilterName = (typeof filterNames)[number];

interface PeriodMessages {
  tools: string;
  period: string;
  lastDays(days: number): string;
  filters: Record<FilterName, string>;
  all: string;
}

/** What can be chosen of each filter: names by ids. */
type Names = Partial<Record<FilterName, Record<string, string>>>;

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
    return { ...lastDays(this.#chosen(said)), zone, ...this.#filter };
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

/** The last so many days, today among them; as the browser's clock has days. */
function lastDays(days: number): { from: number; to: number } {
  const from = new Date();
  from.setHours(0, 0, 0, 0);
  from.setDate(from.getDate() - days + 1);
  return { from: from.getTime(), to: Date.now() };
}
