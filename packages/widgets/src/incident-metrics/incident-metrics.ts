import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import { page } from '../client/settings.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import { figureCard } from './figure-card.ts';
import {
  type Answer,
  type FigureName,
  type FilterName,
  figureNames,
  filterNames,
  lastDays,
  periods,
  type Query,
} from './figures.ts';
import { styles } from './incident-metrics.styles.ts';
import { IncidentsBehind } from './incidents-behind.ts';
import { overview } from './overview.ts';

/** Changes come in crowds: what they make of the figures is read once they have been quiet for so long. */
const quietMs = 3_000;

/**
 * How long things take, how much is open and whether what was promised was kept, of the last days, weeks or months:
 * one figure or a whole dashboard, each with how sure it is, a chart with what is more than chance, and the
 * incidents behind it. It is for the desk: others are told that they may not see it.
 *
 * @summary Shows figures of incidents, and the incidents behind them.
 * @csspart tools - The period and the filters.
 * @csspart figure - A figure.
 * @csspart chart - The chart of a figure.
 * @csspart overview - What is no single number: ages, hours of the week, teams, people.
 * @csspart behind - The incidents behind a figure.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of charts and buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are figures.
 * @cssstate empty - Nothing was reported yet.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class IncidentMetrics extends KitElement<'incident-metrics'> {
  static override readonly element = 'incident-metrics';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    figure: {},
    days: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only this figure, e.g. "time-to-resolve"; all of them without it. */
  declare figure: string | undefined;
  /** The days that are shown at first: 7, 30, 90 or 365. 30 without it. */
  declare days: number | string | undefined;

  readonly #resource = new LiveResource<'incidents', Answer>(this.again, {
    read: (kit) => kit.call((api) => api.metrics.dashboard.query(this.#query())),
    received: (answer) => {
      this.#shown = answer;
    },
    changed: () => {
      this.#quiet ??= setTimeout(() => {
        this.#quiet = undefined;
        void this.#resource.readAgain();
      }, quietMs);
    },
    forget: () => {
      this.#shown = this.#behind = this.#problem = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #shown: Answer | undefined;
  #behind: IncidentsBehind | undefined;
  #problem: KitRequestError | undefined;
  /** What was chosen here; undefined for what the page says. */
  #days: number | undefined;
  #filter: Partial<Record<FilterName, string>> = {};
  #isCompared = false;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && this.#hasSome(shown),
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
    if (shown && (changed.has('figure') || changed.has('days'))) this.#ask();
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#refreshing.beside(this.#resource.connect(kit, 'incidents'));
    return () => {
      disconnect();
      clearTimeout(this.#quiet);
      this.#quiet = undefined;
    };
  }

  // ---- what is asked ----

  get #names(): readonly FigureName[] {
    const only = figureNames.filter((name) => name === this.figure);
    return only.length > 0 ? only : figureNames;
  }

  get #chosenDays(): number {
    const days = this.#days ?? Number(this.days);
    return periods.find((each) => each === days) ?? 30;
  }

  #period() {
    const zone = page.zones?.[this.locale] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    return { ...lastDays(this.#chosenDays), zone, ...this.#filter };
  }

  #query(): Query {
    const figures = [...this.#names] as Query['figures'];
    return { ...this.#period(), figures, ...(this.#isCompared && { compare: 'previous' }) };
  }

  #hasSome({ period, figures, backlogByAge }: Answer): boolean {
    const some = Object.values(figures).some(({ value }) => value.n > 0);
    return some || !period.beginsBeforeData || backlogByAge.counts.some((count) => count > 0);
  }

  // ---- what somebody does ----

  #ask(): void {
    this.#behind = undefined;
    this.#problem = undefined;
    void this.#resource.readAgain();
  }

  #open(figure: FigureName): void {
    if (!this.kit) return;
    const query = { ...this.#period(), figure: figure as never };
    this.#behind = new IncidentsBehind(this.kit, query, this.again);
    void this.focusOn('.behind');
  }

  #close(): void {
    this.#behind = undefined;
    void this.focusOn('.frame');
  }

  async #save(): Promise<void> {
    const { kit } = this;
    if (!kit) return;
    this.#problem = undefined;
    try {
      const file = await kit.call((api) => api.metrics.export.query(this.#query()));
      const href = URL.createObjectURL(new Blob([file.text], { type: 'text/csv' }));
      Object.assign(document.createElement('a'), { href, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 10_000);
    } catch (problem) {
      this.#problem = problem as KitRequestError;
    }
    this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(words: IncidentMetricsMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderFigures(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return html`
      <div class="frame" aria-busy="true">
        <span class="quiet" data-say>${this.text?.loading}</span>
        <div class="bone title"></div>
        <div class="cards">${[1, 2, 3].map(() => html`<div class="bone row"></div>`)}</div>
      </div>
    `;
  }

  #renderFigures(answer: Answer, words: IncidentMetricsMessages): unknown {
    const heading = this.heading ?? words.heading;
    const { locale } = this;
    const model = { answer, words, locale, level: headingLevel(this.headingLevel, 1) };
    const open = (name: FigureName) => this.#open(name);
    const isStale = this.isStale(answer, this.#resource.failure);
    return html`
      <div class="frame" tabindex="-1">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <button type="button" class="plain" @click=${() => void this.#save()}>${words.save}</button>
        </header>
        ${isStale ? notice('warning', cloudOffGlyph, words.offline) : nothing}
        ${this.#renderTools(answer, words)}
        <div class="slot" role="status">
          ${this.#problem ? notice('danger', circleAlertGlyph, this.explain(this.#problem)) : nothing}
        </div>
        ${
          this.#hasSome(answer)
            ? html`
              ${answer.period.beginsBeforeData ? html`<p class="hint">${words.beforeData}</p>` : nothing}
              ${this.#renderBehind(words)}
              <div class="cards">
                ${this.#names.map((name) => figureCard(name, { ...model, open }))}
                ${this.#names.length > 1 ? overview(model) : nothing}
              </div>
            `
            : notice('', circleAlertGlyph, words.none)
        }
      </div>
    `;
  }

  #renderTools(answer: Answer, words: IncidentMetricsMessages): unknown {
    return html`
      <div class="tools" part="tools" role="group" aria-label=${words.tools}>
        <div class="field">
          <label for="days">${words.period}</label>
          <select
            id="days"
            @change=${(event: Event) => {
              this.#days = Number((event.target as HTMLSelectElement).value);
              this.#ask();
            }}
          >
            ${periods.map(
              (days) => html`
                <option value=${days} ?selected=${days === this.#chosenDays}>${words.lastDays(days)}</option>
              `,
            )}
          </select>
        </div>
        ${filterNames.map((name) => this.#renderFilter(name, answer, words))}
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.#isCompared}
            @change=${(event: Event) => {
              this.#isCompared = (event.target as HTMLInputElement).checked;
              this.#ask();
            }}
          />
          ${words.compare}
        </label>
      </div>
    `;
  }

  #renderFilter(name: FilterName, { names }: Answer, words: IncidentMetricsMessages): unknown {
    const entries = Object.entries(names[name]);
    if (entries.length < 2) return nothing;
    const chosen = this.#filter[name] ?? '';
    return html`
      <div class="field">
        <label for=${name}>${words.filters[name]}</label>
        <select
          id=${name}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            const { [name]: _, ...rest } = this.#filter;
            this.#filter = value ? { ...rest, [name]: value } : rest;
            this.#ask();
          }}
        >
          <option value="">${words.all}</option>
          ${entries.map(
            ([id, said]) => html`<option value=${id} ?selected=${id === chosen}>${said}</option>`,
          )}
        </select>
      </div>
    `;
  }

  #renderBehind(words: IncidentMetricsMessages): unknown {
    const behind = this.#behind;
    if (!behind) return nothing;
    const title = words.behind(words.figures[behind.figure] ?? behind.figure);
    return html`
      <section class="behind" part="behind" tabindex="-1" aria-label=${title}>
        <header>
          <b>${title}</b>
          <button type="button" class="plain" @click=${() => this.#close()}>${words.close}</button>
        </header>
        ${
          behind.problem
            ? notice('danger', circleAlertGlyph, this.explain(behind.problem), {
                label: words.retry,
                onClick: () => void behind.more(),
              })
            : behind.draw(words, this.locale)
        }
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-metrics': IncidentMetrics;
  }
}
