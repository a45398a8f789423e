import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { AskedFigures } from '../base/figures/asked.ts';
import { figureStyles } from '../base/figures/figure-styles.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { saveFile } from '../base/save-file.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { PublicFiguresMessages } from '../locales/en/public-figures.ts';
import type { MessageOverrides } from '../locales/language.ts';
import type { CardModel } from './card-model.ts';
import { compareBox } from './compare-box.ts';
import { figureCard } from './figure-card.ts';
import {
  type Answer,
  type FigureName,
  type Flow,
  type FlowPart,
  hasIncidents,
  type Narrowed,
  type Query,
} from './figures.ts';
import { groups, OpenGroups } from './groups.ts';
import { styles } from './incident-metrics.styles.ts';

/** Changes come in crowds: what they make of the figures is read once they have been quiet for so long. */
const quietMs = 3_000;

/**
 * How long things take, how much is open and whether what was promised was kept, of the last days, weeks or months:
 * one figure or a whole dashboard, each with how sure it is, a chart with what is more than chance, and the
 * incidents behind it. That is for the desk: others are told that they may not see it. With `public` it shows everybody
 * what the site publishes of its services instead: how fast incidents were resolved, and how often in time.
 *
 * @summary Shows figures of incidents, and the incidents behind them.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose one of the incidents behind a figure.
 * Cancelable: then a link is not followed.
 * @csspart tools - The period and the filters.
 * @csspart figure - A figure.
 * @csspart chart - The chart of a figure.
 * @csspart service - A service, of what is published.
 * @csspart overview - What is no single number: ages, hours of the week, teams, people.
 * @csspart behind - The incidents behind a figure.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of charts and buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are figures.
 * @cssstate empty - Nothing was reported yet, or nothing is published of it.
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
    href: {},
    public: { type: Boolean },
    service: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only this figure, e.g. "time-to-resolve"; all of them without it. */
  declare figure: string | undefined;
  /** The days that are shown at first: 7, 30, 90 or 365. 30 without it; 90 where it is `public`, which has no 7. */
  declare days: number | string | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Those behind a figure are links then. */
  declare href: string | undefined;
  /** Whether what the site publishes is shown, whoever looks, in place of the desk's figures. */
  declare public: boolean;
  /** The id of a service, where it is `public`: only its figures are shown. */
  declare service: string | undefined;
  /** What this element says in place of its own messages: any of them, those of `public` too. */
  declare messages: MessageOverrides<IncidentMetricsMessages & PublicFiguresMessages> | undefined;

  readonly #asked = new AskedFigures<Answer>(this.again, () => this.renderRoot, {
    said: () => this.days,
    locale: () => this.locale,
    besides: () => [this.#names, this.#isCompared],
    read: (api, period) => api.metrics.dashboard.query(this.#query(period)),
    received: () => {
      if (this.#names.length > 1) void this.#readFlow();
    },
    changed: () => {
      this.#quiet ??= setTimeout(() => {
        this.#quiet = undefined;
        void this.#asked.resource.readAgain();
      }, quietMs);
    },
    forget: () => {
      this.#flow = this.#problem = undefined;
    },
  });
  readonly #public = new LaterPart(
    async () => {
      const { PublicFigures } = await import('./public-figures.ts');
      return new PublicFigures(() => this.days, this.again);
    },
    () => this.refresh(),
  );
  readonly #refreshing = new RefreshTimer(() => void this.#source?.readAgain());
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** What came late, of the same period and filters as what is shown. */
  #flow: Flow | undefined;
  readonly #groups = new OpenGroups();
  readonly #later = new LaterPart(() => import('./later.ts'), this.again);
  #problem: KitRequestError | undefined;
  #isCompared = false;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('public')) this.refresh();
    super.willUpdate(changed);
    const failure = this.#source?.failure;
    const shown = this.#asked.shown;
    const told = this.public ? this.#public.get() : undefined;
    const hasSome = this.public ? told?.hasSome(this.service) : shown && hasIncidents(shown);
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome,
        isStale: this.isStale(hasSome !== undefined, failure),
        failure,
      }),
    );
    if (told && changed.has('days')) told.resource.reload();
    if (shown && (changed.has('figure') || changed.has('days'))) this.#ask();
  }

  protected override clientChanged(kit: KitClient): () => void {
    const begun = this.public
      ? this.#public.get()?.resource.connect(kit, 'figures')
      : this.#asked.resource.connect(kit, 'incidents');
    const disconnect = this.#refreshing.beside(() => begun?.());
    return () => {
      disconnect();
      clearTimeout(this.#quiet);
      this.#quiet = undefined;
    };
  }

  // ---- what is asked ----

  get #source() {
    return this.public ? this.#public.get()?.resource : this.#asked.resource;
  }

  get #names(): readonly FigureName[] {
    const all = groups.flatMap(({ figures }) => figures);
    const only = all.filter((name) => name === this.figure);
    return only.length > 0 ? only : all;
  }

  #query(period: ReturnType<AskedFigures<Answer>['tools']['query']>): Query {
    const figures = [...this.#names] as Query['figures'];
    return { ...period, figures, ...(this.#isCompared && { compare: 'previous' }) };
  }

  /** After the figures, as it may take its time; without it they are all there. */
  async #readFlow(): Promise<void> {
    const { shown } = this.#asked;
    if (!shown) return;
    const query = { ...shown.asked.period, by: 'team' as const };
    const flow = await this.kit
      ?.call((api) => api.metrics.process.query(query))
      .catch(() => undefined);
    // Meanwhile something else was asked for, and so was this.
    if (shown !== this.#asked.shown) return;
    this.#flow = flow;
    this.requestUpdate();
  }

  // ---- what somebody does ----

  #ask(): void {
    this.#problem = undefined;
    this.#asked.ask();
  }

  /** @param part - what of the figure it is, in words */
  #open(figure: FigureName, narrowed: Narrowed = {}, part?: string): void {
    const name = this.text?.figures[figure] ?? figure;
    this.#asked.open(
      this.kit,
      part === undefined ? name : `${name}: ${part}`,
      (api, { before, ...period }) =>
        api.metrics.incidents.query({
          ...{ ...period, ...narrowed, figure: figure as never },
          ...(before !== undefined && { before }),
        }),
    );
    void this.focusOn('.behind');
  }

  /** @param what - the part, in words */
  #openFlow(of: FlowPart, what: string): void {
    this.#asked.open(this.kit, what, (api, period) =>
      api.metrics.processIncidents.query({ ...period, of }),
    );
    void this.focusOn('.behind');
  }

  async #save(): Promise<void> {
    const { kit } = this;
    if (!kit) return;
    this.#problem = undefined;
    try {
      const file = await kit.call((api) =>
        api.metrics.export.query(this.#query(this.#asked.period)),
      );
      saveFile(file.name, file.text, 'text/csv');
    } catch (problem) {
      this.#problem = problem as KitRequestError;
    }
    this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(words: IncidentMetricsMessages): unknown {
    const shown = this.kit && this.#asked.shown;
    if (this.kit && this.public) return this.#renderPublic(words);
    if (shown) return this.#renderFigures(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#asked.resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    if (this.public) return bones(this.text?.loading, ['title', 'row']);
    return html`
      <div class="frame" aria-busy="true">
        <span class="quiet" data-say>${this.text?.loading}</span>
        <div class="bone title"></div>
        <div class="cards">${[1, 2, 3].map(() => html`<div class="bone row"></div>`)}</div>
      </div>
    `;
  }

  #renderPublic(text: IncidentMetricsMessages): unknown {
    const { locale, heading, headingLevel, figure, service, messages, again } = this;
    const told = this.#public.get();
    const skeleton = this.renderSkeleton();
    if (!told) return skeleton;
    return told.draw({
      ...{ text, locale, heading, headingLevel, figure, service, messages, again, skeleton },
      root: this.shadowRoot as ShadowRoot,
      isStale: this.isStale(told.shown, told.resource.failure),
      explain: (failure) => this.explain(failure),
    });
  }

  #renderFigures(answer: Answer, words: IncidentMetricsMessages): unknown {
    const heading = this.heading ?? words.heading;
    const { locale } = this;
    const open = this.#open.bind(this);
    const openFlow = this.#openFlow.bind(this);
    const level = headingLevel(this.headingLevel, 1);
    const later = this.#later.get();
    const model = { answer, words, locale, level, later, open, openFlow };
    const isBusy = this.#asked.isBusy;
    return html`
      <div
        class="frame ${isBusy ? 'loads' : ''}"
        tabindex="-1"
        aria-busy=${isBusy}
      >
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <div class="actions">
            <button type="button" class="plain" @click=${() => print()}>${words.print}</button>
            <button type="button" class="plain" @click=${() => void this.#save()}>${words.save}</button>
          </div>
        </header>
        <p class="printed">${this.#asked.say(words)}</p>
        ${this.#renderTools(answer, words)}
        ${this.#asked.drawNotice(words, this.isStale(answer, this.#asked.resource.failure), (failure) => this.explain(failure))}
        <div class="slot" role="status">
          ${this.#problem ? notice('danger', circleAlertGlyph, this.explain(this.#problem)) : nothing}
        </div>
        ${
          hasIncidents(answer)
            ? html`
              ${answer.period.beginsBeforeData ? html`<p class="hint">${words.beforeData}</p>` : nothing}
              ${this.#renderBehind(words)}
              ${this.#renderGroups(model)}
            `
            : notice('', circleAlertGlyph, words.none)
        }
      </div>
    `;
  }

  #renderGroups(model: CardModel): unknown {
    const names = this.#names;
    if (names.length === 1) {
      return html`<div class="cards">${names.map((name) => figureCard(name, model))}</div>`;
    }
    return groups.map(({ name, figures }) =>
      this.#groups.draw(name, this.clientWidth, model.words, [
        figures.map((figure) => figureCard(figure, model)),
        model.later?.overview(name, model, this.#flow),
      ]),
    );
  }

  #renderTools({ names }: Answer, words: IncidentMetricsMessages): unknown {
    const after = compareBox(this.#isCompared, words, (isCompared) => {
      this.#isCompared = isCompared;
      this.#ask();
    });
    return this.#asked.tools.draw(this.days, names, words, { after });
  }

  #renderBehind(words: IncidentMetricsMessages): unknown {
    return this.#asked.behind.draw({
      ...{ words, locale: this.locale, href: this.href },
      explain: (problem) => this.explain(problem),
      select: (incident) => this.emit('incident-selected', { incident, intent: 'open' }, true),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-metrics': IncidentMetrics;
  }
}
