import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles, tableStyles } from '../base/figures/table-behind-styles.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import { objectiveCard } from './objective-card.ts';
import type { Objective, Objectives } from './objectives.ts';
import type { PastEpisodes } from './past-episodes.ts';
import { styles } from './service-objectives.styles.ts';

/**
 * What services are to achieve, and how far they do: what is left of each error budget, how it was used over the window,
 * how fast it burns now, and the incident where that was told. The desk sees all objectives; others see those that are
 * public, of services whose incidents their site shows.
 *
 * @summary Shows objectives of services and their error budgets.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose the incident of one. Cancelable: then a
 * link is not followed.
 * @csspart objective - An objective.
 * @csspart budget - The bar of what is left of its budget.
 * @csspart chart - How its budget was used, with the table of that.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of links and of the line of a chart.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are objectives.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class ServiceObjectives extends KitElement<'service-objectives'> {
  static override readonly element = 'service-objectives';
  static override styles = [hostStyles, panelStyles, summaryStyles, tableStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    href: {},
    service: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Incidents are links then. */
  declare href: string | undefined;
  /** The id of a service whose objectives are shown. Without it those of all are. */
  declare service: string | undefined;

  readonly #resource = new LiveResource<string, Objectives & { seq: number }>(this.again, {
    // No stream tells of it: what is measured is no part of the log.
    read: async (kit) => ({ ...(await this.#read(kit)), seq: 0 }),
    received: (shown) => {
      this.#shown = shown;
    },
    forget: () => {
      this.#shown = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  readonly #later = new LaterPart(() => import('./past-episodes.ts'), this.again);
  /** The past of those of which somebody opened it, by their ids, and what ends it. */
  readonly #past = new Map<string, { episodes?: PastEpisodes; stop?: (() => void) | undefined }>();
  #shown: Objectives | undefined;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    if (changed.has('service') && this.hasUpdated) {
      this.#shown = undefined;
      this.#resource.reload();
    }
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: this.#shown && this.#shown.objectives.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    const stop = this.#refreshing.beside(this.#resource.connect(kit, 'objectives'));
    for (const past of this.#past.values()) past.stop = past.episodes?.connect(kit);
    return () => {
      stop();
      for (const { stop } of this.#past.values()) stop?.();
    };
  }

  #read(kit: KitClient): Promise<Objectives> {
    const service = String(this.service ?? '').trim();
    const asked = { burnDown: true, ...(service && { service }) };
    return kit.call((api) => api.objectives.list.query(asked));
  }

  // ---- rendering ----

  protected override render(messages: ServiceObjectivesMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderObjectives(shown, messages);
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

  #renderObjectives(
    { objectives, mayConfigure, now }: Objectives,
    words: ServiceObjectivesMessages,
  ): unknown {
    const heading = this.heading ?? words.heading;
    return html`
      <div class="frame">
        ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
        ${
          this.isStale(this.#shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        ${objectives.length === 0 ? this.#renderNone(mayConfigure, words) : nothing}
        <ul class="objectives">
          ${objectives.map((each) =>
            objectiveCard(each, {
              words,
              now,
              locale: this.locale,
              level: headingLevel(this.headingLevel, 1),
              href: this.href,
              onOpen: (event, incident) => this.#open(event, incident),
              past: (objective) => this.#renderPast(objective, words, now),
              onPast: ({ id }, isOpen) => this.#openPast(id, isOpen),
            }),
          )}
        </ul>
      </div>
    `;
  }

  #renderPast(objective: Objective, words: ServiceObjectivesMessages, now: number): unknown {
    const past = this.#past.get(objective.id);
    if (!past) return undefined;
    const part = this.#later.get();
    if (!part) return nothing;
    if (!past.episodes) {
      past.episodes = new part.PastEpisodes(objective.id, this.again);
      past.stop = this.kit && past.episodes.connect(this.kit);
    }
    return past.episodes.draw(objective, {
      ...{ words, now, locale: this.locale, messages: this.messages, again: this.again },
      explain: (failure) => this.explain(failure),
    });
  }

  #openPast(id: string, isOpen: boolean): void {
    if (isOpen === this.#past.has(id)) return;
    this.#past.get(id)?.stop?.();
    if (isOpen) this.#past.set(id, {});
    else this.#past.delete(id);
    this.requestUpdate();
  }

  #renderNone(mayConfigure: boolean, words: ServiceObjectivesMessages): unknown {
    const how = html`
      <p>${words.none}</p>
      ${mayConfigure ? html`<p>${words.howTo}</p><pre dir="ltr"><code>${example}</code></pre>` : nothing}
    `;
    return notice('', circleDashedGlyph, how);
  }

  #open(event: MouseEvent, incident: string): void {
    if (!this.emit('incident-selected', { incident, intent: 'open' }, true)) event.preventDefault();
  }
}

/** What a first objective may look like, in the words of the document. */
const example = `{
  "id": "mail",
  "name": "Mail is there",
  "service": "email",
  "target": 99.5,
  "windowDays": 28,
  "indicator": { "kind": "incidents", "priority": "P2" }
}`;

declare global {
  interface HTMLElementTagNameMap {
    'service-objectives': ServiceObjectives;
  }
}
