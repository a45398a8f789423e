import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { figureStyles } from '../base/figures/figure-styles.ts';
import { IncidentsBehind } from '../base/figures/incidents-behind.ts';
import { PeriodTools } from '../base/figures/period-tools.ts';
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
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import { figureCard } from './figure-card.ts';
import { type Answer, type FigureName, figureNames, type Query } from './figures.ts';
import { styles } from './incident-metrics.styles.ts';
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
  static override styles = [hostStyles, panelStyles, figureStyles, styles];
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
  readonly #tools = new PeriodTools(() => this.#ask());
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

  #period() {
    return this.#tools.query(this.days, this.locale);
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
    const { kit } = this;
    if (!kit) return;
    const query = { ...this.#period(), figure: figure as never };
    this.#behind = new IncidentsBehind(
      this.text?.figures[figure] ?? figure,
      (before) =>
        kit.call((api) =>
          api.metrics.incidents.query(before === undefined ? query : { ...query, before }),
        ),
      this.again,
    );
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

  #renderTools({ names }: Answer, words: IncidentMetricsMessages): unknown {
    const after = html`
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
    `;
    return this.#tools.draw(this.days, names, words, { after });
  }

  #renderBehind(words: IncidentMetricsMessages): unknown {
    return this.#behind?.draw({
      words,
      locale: this.locale,
      explain: (problem) => this.explain(problem),
      close: () => this.#close(),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-metrics': IncidentMetrics;
  }
}
