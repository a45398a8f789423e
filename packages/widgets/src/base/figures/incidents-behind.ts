import { html, nothing, type TemplateResult } from 'lit';
import type { KitApi } from '../../client/api.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { circleAlertGlyph } from '../glyphs/circle-alert.ts';
import { notice } from '../notice.ts';
import { span } from './say.ts';

type Page = Awaited<ReturnType<KitApi['metrics']['incidents']['query']>>;

interface BehindMessages {
  behind(what: string): string;
  shown(shown: number, total: number): string;
  more: string;
  close: string;
  retry: string;
}

export interface BehindModel {
  words: BehindMessages;
  locale: string;
  explain(problem: KitRequestError): string;
  close(): void;
}

/** The incidents that a number counts, page by page. */
export class IncidentsBehind {
  readonly #what: string;
  readonly #read: (before: number | undefined) => Promise<Page>;
  readonly #changed: () => void;
  #pages: Page[] = [];
  #isReading = false;
  #problem: KitRequestError | undefined;

  /**
   * @param what - the number that they are behind, in words
   * @param read - gives a page, or the one that comes after another
   */
  constructor(
    what: string,
    read: (before: number | undefined) => Promise<Page>,
    changed: () => void,
  ) {
    this.#what = what;
    this.#read = read;
    this.#changed = changed;
    void this.#more();
  }

  draw({ words, locale, explain, close }: BehindModel): TemplateResult {
    const title = words.behind(this.#what);
    const problem = this.#problem;
    const again = { label: words.retry, onClick: () => void this.#more() };
    return html`
      <section class="behind" part="behind" tabindex="-1" aria-label=${title}>
        <header>
          <b>${title}</b>
          <button type="button" class="plain" @click=${close}>${words.close}</button>
        </header>
        ${
          problem
            ? notice('danger', circleAlertGlyph, explain(problem), again)
            : this.#drawPages(words, locale)
        }
      </section>
    `;
  }

  #drawPages(words: BehindMessages, locale: string): TemplateResult {
    const incidents = this.#pages.flatMap((page) => page.incidents);
    const last = this.#pages.at(-1);
    if (!last) return html`<div class="bone row" aria-busy="true"></div>`;
    return html`
      <p class="hint" data-say>${words.shown(incidents.length, last.total)}</p>
      <ol class="incidents">
        ${incidents.map(
          ({ incident, title, value }) => html`
            <li>
              <b class="reference">${incident}</b> <bdi>${title}</bdi>
              ${value === null ? nothing : html`<span class="muted">${span(locale, value)}</span>`}
            </li>
          `,
        )}
      </ol>
      ${
        last.next === null
          ? nothing
          : html`<button type="button" aria-disabled=${this.#isReading} @click=${() => void this.#more()}>
              ${words.more}
            </button>`
      }
    `;
  }

  async #more(): Promise<void> {
    const before = this.#pages.at(-1)?.next;
    if (this.#isReading || before === null) return;
    this.#isReading = true;
    this.#problem = undefined;
    try {
      this.#pages.push(await this.#read(before));
    } catch (problem) {
      this.#problem = problem as KitRequestError;
    }
    this.#isReading = false;
    this.#changed();
  }
}
