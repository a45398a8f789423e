import { html, nothing, type TemplateResult } from 'lit';
import type { KitApi } from '../../client/api.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { circleAlertGlyph } from '../glyphs/circle-alert.ts';
import { incidentAddress } from '../incident-address.ts';
import { notice } from '../notice.ts';
import { span } from './say.ts';

type Page = Awaited<ReturnType<KitApi['metrics']['incidents']['query']>>;

interface BehindMessages {
  behind(what: string): string;
  behindFailed: string;
  shown(shown: number, total: number): string;
  more: string;
  close: string;
  retry: string;
}

export interface BehindModel {
  words: BehindMessages;
  locale: string;
  /** Where an incident has a page of its own, as the page gives it. */
  href: unknown;
  explain(problem: KitRequestError): string;
  /** Somebody chose one; gives whether its link is to be followed. */
  select(incident: string): boolean;
}

/** The incidents that a number counts, page by page. */
export class IncidentsBehind {
  readonly #read: (before: number | undefined) => Promise<Page>;
  readonly #changed: () => void;
  #pages: Page[] = [];
  #isReading = false;
  #problem: KitRequestError | undefined;

  /** @param read - gives a page, or the one that comes after another */
  constructor(read: (before: number | undefined) => Promise<Page>, changed: () => void) {
    this.#read = read;
    this.#changed = changed;
    void this.#more();
  }

  draw(model: BehindModel): TemplateResult {
    const { words, explain } = model;
    const problem = this.#problem;
    const again = { label: words.retry, onClick: this.#next };
    return html`
      ${this.#drawPages(model)}
      ${
        problem
          ? notice(
              'danger',
              circleAlertGlyph,
              html`<span data-say>${words.behindFailed} ${explain(problem)}</span>`,
              again,
            )
          : nothing
      }
    `;
  }

  #drawPages(model: BehindModel): unknown {
    const { words, locale } = model;
    const incidents = this.#pages.flatMap((page) => page.incidents);
    const last = this.#pages.at(-1);
    if (!last) return this.#problem ? nothing : html`<div class="bone row" aria-busy="true"></div>`;
    return html`
      <p class="hint" data-say>${words.shown(incidents.length, last.total)}</p>
      <ol class="incidents">
        ${incidents.map(
          ({ incident, title, value }) => html`
            <li>
              ${reference(incident, model)} <bdi>${title}</bdi>
              ${value === null ? nothing : html`<span class="muted">${span(locale, value)}</span>`}
            </li>
          `,
        )}
      </ol>
      ${
        last.next === null || this.#problem
          ? nothing
          : html`<button type="button" aria-disabled=${this.#isReading} @click=${this.#next}>
              ${words.more}
            </button>`
      }
    `;
  }

  readonly #next = (): void => {
    void this.#more();
    this.#changed();
  };

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

function reference(incident: string, { href, select }: BehindModel): TemplateResult {
  const address = incidentAddress(href, incident);
  const open = (event: Event) => {
    if (!select(incident)) event.preventDefault();
  };
  return address
    ? html`<a class="reference" href=${address} @click=${open}>${incident}</a>`
    : html`<button type="button" class="plain small reference" @click=${open}>${incident}</button>`;
}
