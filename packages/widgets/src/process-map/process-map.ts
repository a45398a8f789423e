import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { AskedFigures } from '../base/figures/asked.ts';
import { figureStyles } from '../base/figures/figure-styles.ts';
import { choice } from '../base/figures/period-tools.ts';
import { percent, span } from '../base/figures/say.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { ProcessMapMessages } from '../locales/en/process-map.ts';
import { drawing } from './drawing.ts';
import type { Answer, FlowModel, FlowPart } from './flow.ts';
import { styles } from './process-map.styles.ts';

/** Changes come in crowds: what they make of the map is read once they have been quiet for so long. */
const quietMs = 3_000;

/** What the server has not finished reading is asked for again so soon, milliseconds. */
const againMs = 2_000;

/**
 * Where the time of incidents goes: the stages or teams that they go through, how long they stay, how they get from one
 * to the other and back, and what is lost going back and forth between teams; each with the incidents behind it. It is
 * for the desk: others are told that they may not see it.
 *
 * @summary Draws a map of how incidents go, and where their time goes.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose one of the incidents behind a part.
 * Cancelable: then a link is not followed.
 * @csspart tools - What it is a map of, the period and the filters.
 * @csspart map - The map.
 * @csspart back-and-forth - What was lost between teams.
 * @csspart behind - The incidents behind a part.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of lines and buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There is a map.
 * @cssstate empty - Nothing was resolved in this time.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class ProcessMap extends KitElement<'process-map'> {
  static override readonly element = 'process-map';
  static override styles = [hostStyles, panelStyles, figureStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    by: {},
    days: {},
    href: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** What it is a map of at first: "stage" or "team". Stages without it. */
  declare by: string | undefined;
  /** The days that are shown at first: 7, 30, 90 or 365. 30 without it. */
  declare days: number | string | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Those behind a part are links then. */
  declare href: string | undefined;

  readonly #asked = new AskedFigures<Answer>(this.again, () => this.renderRoot, {
    said: () => this.days,
    locale: () => this.locale,
    besides: () => this.#kind,
    read: (api, period) => api.metrics.process.query({ ...period, by: this.#kind }),
    received: ({ share }) => {
      if (share < 1) this.#readLater(againMs);
    },
    changed: () => this.#readLater(quietMs),
    forget: () => {},
  });
  readonly #refreshing = new RefreshTimer(() => void this.#asked.resource.readAgain());
  #later: ReturnType<typeof setTimeout> | undefined;
  readonly #tables = new LaterPart(() => import('./tables.ts'), this.again);
  /** What was chosen here; undefined for what the page says. */
  #by: string | undefined;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#asked.resource;
    const shown = this.#asked.shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && shown.n > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
    if (shown && (changed.has('by') || changed.has('days'))) this.#asked.ask();
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#refreshing.beside(this.#asked.resource.connect(kit, 'incidents'));
    return () => {
      disconnect();
      clearTimeout(this.#later);
      this.#later = undefined;
    };
  }

  // ---- what is asked ----

  get #kind(): 'stage' | 'team' {
    return (this.#by ?? this.by) === 'team' ? 'team' : 'stage';
  }

  #readLater(ms: number): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      void this.#asked.resource.readAgain();
    }, ms);
  }

  // ---- what somebody does ----

  #open(of: FlowPart, what: string): void {
    const by = this.#asked.shown?.by;
    this.#asked.open(this.kit, what, (api, period) =>
      api.metrics.processIncidents.query({ ...period, by, of }),
    );
    void this.focusOn('.behind');
  }

  // ---- rendering ----

  protected override render(words: ProcessMapMessages): unknown {
    const shown = this.kit && this.#asked.shown;
    if (shown) return this.#renderMap(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#asked.resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'row', 'row']);
  }

  #renderMap(answer: Answer, words: ProcessMapMessages): unknown {
    const heading = this.heading ?? words.heading;
    const { locale } = this;
    const model: FlowModel = {
      ...{ answer, words, locale, level: headingLevel(this.headingLevel, 1) },
      open: (part, what) => this.#open(part, what),
    };
    const isBusy = this.#asked.isBusy;
    return html`
      <div
        class="frame ${isBusy ? 'loads' : ''}"
        tabindex="-1"
        aria-busy=${isBusy}
      >
        ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
        <p class="printed">${`${words.kinds[answer.by]} · ${this.#asked.say(words)}`}</p>
        ${this.#asked.tools.draw(this.days, answer.names, words, { before: this.#renderKinds(words) })}
        ${this.#asked.drawNotice(words, this.isStale(answer, this.#asked.resource.failure), (failure) => this.explain(failure))}
        ${answer.share < 1 ? notice('', circleAlertGlyph, words.reading(percent(locale, answer.share))) : nothing}
        ${answer.n > 0 ? this.#renderFlow(model) : notice('', circleAlertGlyph, words.none)}
      </div>
    `;
  }

  #renderFlow(model: FlowModel): unknown {
    const { answer, words, locale } = model;
    const said = [
      words.resolvedIncidents(answer.n, span(locale, answer.total)),
      ...(answer.open > 0 ? [words.open(answer.open)] : []),
      words.wallClock,
      ...(answer.period.beginsBeforeData ? [words.beforeData] : []),
    ];
    return html`
      <p class="hint">${said.join(' ')}</p>
      ${this.#asked.behind.draw({
        ...{ words, locale, href: this.href },
        explain: (problem) => this.explain(problem),
        select: (incident) => this.emit('incident-selected', { incident, intent: 'open' }, true),
      })}
      ${drawing(model)} ${this.#tables.get()?.tables(model)}
    `;
  }

  #renderKinds(words: ProcessMapMessages): unknown {
    return choice('by', words.by, Object.entries(words.kinds), this.#kind, (by) => {
      this.#by = by;
      this.#asked.ask();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'process-map': ProcessMap;
  }
}
