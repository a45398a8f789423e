import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles, tableStyles } from '../base/figures/table-behind-styles.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { SignalAnomaliesMessages } from '../locales/en/signal-anomalies.ts';
import { anomalyItem, type Deciding, type Decision } from './anomaly-item.ts';
import { type Anomalies, type AnomalyView, readNewest, readOlder } from './anomaly-pages.ts';
import './signal-anomalies.events.ts';
import { styles } from './signal-anomalies.styles.ts';

/**
 * What is unusual of the services and numbers that are watched, and what was: what was expected and seen, drawn before
 * what is usual, and what became of it. Whoever may raises an incident of it, or dismisses it, from here. It is for the
 * desk: others are told that they may not see it.
 *
 * @summary Shows anomalies of services and numbers, and decides what becomes of them.
 * @fires anomaly-decided - Somebody decided about one from here; `detail.anomaly` is its id.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose the incident of one. Cancelable: then a
 * link is not followed.
 * @csspart anomaly - An anomaly.
 * @csspart chart - The chart of it, with its table.
 * @csspart decision - The form that asks why.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons and of what was seen.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are anomalies.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class SignalAnomalies extends KitElement<'signal-anomalies'> {
  static override readonly element = 'signal-anomalies';
  static override styles = [hostStyles, panelStyles, summaryStyles, tableStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    href: {},
    readonly: { type: Boolean },
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Incidents are links then. */
  declare href: string | undefined;
  /** Only shows them: nothing is decided from here. */
  declare readonly: boolean;

  readonly #resource = new LiveResource<'incidents', Anomalies>(this.again, {
    read: (kit) => readNewest(kit, this.#shown),
    received: (shown) => {
      this.#shown = shown;
      const { id } = this.#deciding ?? {};
      if (id && !shown.open.some((each) => each.id === id && each.state === 'proposed')) {
        this.#deciding = undefined;
      }
    },
    // What is raised, or over, is so for incidents as well.
    changed: () => this.#refreshing.soon(),
    forget: () => {
      this.#shown = this.#deciding = this.#news = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  #shown: Anomalies | undefined;
  #deciding: Deciding | undefined;
  /** What somebody did here last, or why older ones did not come. */
  #news: { problem: KitRequestError } | { done: string } | undefined;
  #isReadingMore = false;

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && shown.open.length + shown.past.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    return this.#refreshing.beside(this.#resource.connect(kit, 'incidents'));
  }

  // ---- what somebody does ----

  #begin(id: string, decision: Decision): void {
    this.#news = undefined;
    this.#deciding = { id, decision, reason: '', isBusy: false, problem: undefined };
    void this.focusOn('#reason');
  }

  #leave(): void {
    const deciding = this.#deciding;
    if (!deciding || deciding.isBusy) return;
    this.#deciding = undefined;
    void this.focusOn(`[data-anomaly="${deciding.id}"] .${deciding.decision}`);
  }

  async #decide(): Promise<void> {
    const { kit } = this;
    const deciding = this.#deciding;
    if (!kit || !deciding || deciding.isBusy) return;
    const { id, decision } = deciding;
    const reason = deciding.reason.trim() || null;
    const isCurrent = () => this.#deciding?.id === id && this.#deciding.decision === decision;
    this.#deciding = { ...deciding, isBusy: true, problem: undefined };
    this.requestUpdate();
    try {
      const decided = await kit.call((api) =>
        api.signals.decideAnomaly.mutate({ id, decision, reason }),
      );
      if (isCurrent()) this.#deciding = undefined;
      this.#news = { done: this.text?.decided[decision] ?? '' };
      if (this.#shown) {
        const open = this.#shown.open.map((each) => (each.id === id ? decided : each));
        this.#shown = { ...this.#shown, open };
      }
      this.emit('anomaly-decided', { anomaly: id, decision, incident: decided.incident });
      // The button with which it was done is gone.
      void this.focusOn(`[data-anomaly="${id}"] h4`);
    } catch (error) {
      const problem = this.explain(error as KitRequestError);
      if (isCurrent() && this.#deciding) {
        this.#deciding = { ...this.#deciding, isBusy: false, problem };
      }
      // It may have been decided elsewhere, or be over.
      if ((error as KitRequestError).definite) this.#refreshing.soon();
      this.requestUpdate();
    }
  }

  async #more(): Promise<void> {
    const { kit } = this;
    const shown = this.#shown;
    if (!kit || !shown || this.#isReadingMore) return;
    this.#isReadingMore = true;
    this.requestUpdate();
    try {
      const more = await readOlder(kit, shown);
      // Read again meanwhile: what came then may not follow on this.
      if (this.#shown === shown) this.#shown = more;
      this.#news = undefined;
    } catch (problem) {
      this.#news = { problem: problem as KitRequestError };
    }
    this.#isReadingMore = false;
    const first = this.#shown?.past[shown.past.length];
    // The button may be gone.
    if (this.#shown?.before === null && first) void this.focusOn(`[data-anomaly="${first.id}"] h4`);
    else this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(messages: SignalAnomaliesMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderAnomalies(shown, messages);
    return standIn(messages, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'row']);
  }

  #renderAnomalies(shown: Anomalies, words: SignalAnomaliesMessages): unknown {
    const heading = this.heading ?? words.heading;
    const { open, past, watched, before } = shown;
    const none = watched === 0 ? words.watchesNothing : words.none(watched);
    return html`
      <div class="frame">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <button type="button" class="plain" @click=${() => void this.#resource.readAgain()}>
            ${words.refresh}
          </button>
        </header>
        ${
          this.isStale(shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <div class="slot" role="status">${this.#renderNews()}</div>
        ${
          open.length > 0
            ? this.#renderList(words.now, open, shown)
            : notice('', watched === 0 ? circleAlertGlyph : circleCheckGlyph, none)
        }
        ${past.length > 0 ? this.#renderList(words.past, past, shown) : nothing}
        ${
          before === null
            ? nothing
            : html`
              <button type="button" aria-disabled=${this.#isReadingMore} @click=${() => void this.#more()}>
                ${words.more}
              </button>
            `
        }
      </div>
    `;
  }

  #renderNews(): unknown {
    const news = this.#news;
    if (!news) return nothing;
    return 'done' in news
      ? notice('success', circleCheckGlyph, news.done)
      : notice('danger', circleAlertGlyph, this.explain(news.problem));
  }

  #renderList(title: string, anomalies: AnomalyView[], { mayDecide }: Anomalies): unknown {
    const words = this.text as SignalAnomaliesMessages;
    const decidingOf = (id: string) => (this.#deciding?.id === id ? this.#deciding : 'not-yet');
    return html`
      <section>
        <h3 aria-level=${headingLevel(this.headingLevel, 1)}>${title}</h3>
        <ul class="anomalies">
          ${anomalies.map((each) =>
            anomalyItem(each, {
              words,
              locale: this.locale,
              level: headingLevel(this.headingLevel, 2),
              href: this.href,
              deciding: mayDecide && !this.readonly ? decidingOf(each.id) : undefined,
              onOpen: (event, incident) => this.#open(event, incident),
              onBegin: (decision) => this.#begin(each.id, decision),
              onReason: (reason) => {
                if (this.#deciding) this.#deciding = { ...this.#deciding, reason };
              },
              onDecide: () => void this.#decide(),
              onLeave: () => this.#leave(),
            }),
          )}
        </ul>
      </section>
    `;
  }

  #open(event: MouseEvent, incident: string): void {
    if (!this.emit('incident-selected', { incident, intent: 'open' }, true)) event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signal-anomalies': SignalAnomalies;
  }
}
