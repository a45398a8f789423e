import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { BehindPanel } from '../base/figures/behind-panel.ts';
import { figureStyles } from '../base/figures/figure-styles.ts';
import { choice, PeriodTools } from '../base/figures/period-tools.ts';
import { percent, span } from '../base/figures/say.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
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
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** What it is a map of at first: "stage" or "team". Stages without it. */
  declare by: string | undefined;
  /** The days that are shown at first: 7, 30, 90 or 365. 30 without it. */
  declare days: number | string | undefined;

  readonly #resource = new LiveResource<'incidents', Answer>(this.again, {
    read: (kit) => kit.call((api) => api.metrics.process.query(this.#query())),
    received: (answer) => {
      this.#shown = answer;
      if (answer.share < 1) this.#readLater(againMs);
    },
    changed: () => this.#readLater(quietMs),
    forget: () => {
      this.#shown = undefined;
      this.#behind.close();
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  readonly #tools = new PeriodTools(() => this.#ask());
  #later: ReturnType<typeof setTimeout> | undefined;
  #shown: Answer | undefined;
  readonly #behind = new BehindPanel(this.again);
  readonly #tables = new LaterPart(() => import('./tables.ts'), this.again);
  /** What was chosen here; undefined for what the page says. */
  #by: string | undefined;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && shown.n > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
    if (shown && (changed.has('by') || changed.has('days'))) this.#ask();
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#refreshing.beside(this.#resource.connect(kit, 'incidents'));
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

  #query() {
    return { ...this.#tools.query(this.days, this.locale), by: this.#kind };
  }

  #readLater(ms: number): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      void this.#resource.readAgain();
    }, ms);
  }

  #ask(): void {
    this.#behind.close();
    void this.#resource.readAgain();
  }

  // ---- what somebody does ----

  #open(of: FlowPart, what: string): void {
    const { kit } = this;
    if (!kit) return;
    const query = { ...this.#query(), of };
    const read = (before: number | undefined) =>
      kit.call((api) =>
        api.metrics.processIncidents.query(before === undefined ? query : { ...query, before }),
      );
    void this.#behind.open(what, read).then(() => this.focusOn('.behind'));
  }

  #close(): void {
    this.#behind.close();
    void this.focusOn('.frame');
  }

  // ---- rendering ----

  protected override render(words: ProcessMapMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderMap(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
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
    return html`
      <div class="frame" tabindex="-1">
        ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
        ${this.isStale(answer, this.#resource.failure) ? notice('warning', cloudOffGlyph, words.offline) : nothing}
        ${this.#tools.draw(this.days, answer.names, words, { before: this.#renderKinds(words) })}
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
      ${this.#behind.draw({
        words,
        locale,
        explain: (problem) => this.explain(problem),
        close: () => this.#close(),
      })}
      ${drawing(model)} ${this.#tables.get()?.tables(model)}
    `;
  }

  #renderKinds(words: ProcessMapMessages): unknown {
    return choice('by', words.by, Object.entries(words.kinds), this.#kind, (by) => {
      this.#by = by;
      this.#ask();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'process-map': ProcessMap;
  }
}
