import { html, nothing, type TemplateResult } from 'lit';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { Behind, BehindQuery, FigureName } from './figures.ts';
import { span } from './words.ts';

/** The incidents that a figure counts, page by page. */
export class IncidentsBehind {
  readonly figure: FigureName;
  readonly #kit: KitClient;
  readonly #query: BehindQuery;
  readonly #draw: () => void;
  #pages: Behind[] = [];
  #isReading = false;
  problem: KitRequestError | undefined;

  constructor(kit: KitClient, query: BehindQuery, draw: () => void) {
    this.figure = query.figure;
    this.#kit = kit;
    this.#query = query;
    this.#draw = draw;
    void this.more();
  }

  async more(): Promise<void> {
    const before = this.#pages.at(-1)?.next;
    if (this.#isReading || before === null) return;
    this.#isReading = true;
    this.problem = undefined;
    try {
      const query = before === undefined ? this.#query : { ...this.#query, before };
      this.#pages.push(await this.#kit.call((api) => api.metrics.incidents.query(query)));
    } catch (problem) {
      this.problem = problem as KitRequestError;
    }
    this.#isReading = false;
    this.#draw();
  }

  draw(words: IncidentMetricsMessages, locale: string): TemplateResult {
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
          : html`<button type="button" aria-disabled=${this.#isReading} @click=${() => void this.more()}>
              ${words.more}
            </button>`
      }
    `;
  }
}
