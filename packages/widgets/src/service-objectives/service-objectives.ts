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
import type { ObjectiveDetailsMessages } from '../locales/en/objective-details.ts';
import type { ObjectivesEditorMessages } from '../locales/en/objectives-editor.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import type { MessageOverrides } from '../locales/language.ts';
import { type DetailsOf, type EditedCard, type OnAct, objectiveCard } from './objective-card.ts';
import type { Objective, Objectives } from './objectives.ts';
import type { ObjectivesEditor } from './objectives-editor.ts';
import type { OpenedDetails } from './opened-details.ts';
import './service-objectives.events.ts';
import { styles } from './service-objectives.styles.ts';

interface LaterReader {
  connect(kit: KitClient): void;
  disconnect(): void;
}

/**
 * What services are to achieve, and how far they do: what is left of each error budget, how it was used over the window,
 * how fast it burns now, and the incident where that was told. The desk sees all objectives; others see those that are
 * public, of services whose incidents their site shows. Those who may say what there is to achieve here too.
 *
 * @summary Shows and edits objectives of services, and shows their error budgets.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose the incident of one. Cancelable: then a
 * link is not followed.
 * @fires objectives-published - Other objectives were put in force from here; `detail.version` is their number.
 * @csspart objective - An objective.
 * @csspart budget - The bar of what is left of its budget.
 * @csspart chart - How its budget was used, with the table of that.
 * @csspart objective-form - The form of an objective that is edited.
 * @csspart publish - The panel of what would change.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of links, of buttons and of what was changed.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are objectives.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 * @cssstate dirty - Something was changed and is not published.
 * @cssstate conflict - Somebody else published other objectives meanwhile.
 */
export class ServiceObjectives extends KitElement<'service-objectives'> {
  static override readonly element = 'service-objectives';
  static override styles = [hostStyles, panelStyles, summaryStyles, tableStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    href: {},
    readonly: { type: Boolean },
    service: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Incidents are links then. */
  declare href: string | undefined;
  /** Only shows the objectives, also to people who may publish others. */
  declare readonly: boolean;
  /** The id of a service whose objectives are shown. Without it those of all are. */
  declare service: string | undefined;
  /** What this element says in place of its own messages: any of them, those of details and of editing too. */
  declare messages:
    | MessageOverrides<
        ServiceObjectivesMessages & ObjectiveDetailsMessages & ObjectivesEditorMessages
      >
    | undefined;

  /** What somebody did and is still to be done: what it takes may have to come first. */
  readonly #acts: Parameters<OnAct>[] = [];
  readonly #resource = new LiveResource<string, Objectives & { seq: number }>(this.again, {
    // No stream tells of it: what is measured is no part of the log.
    read: async (kit) => ({ ...(await this.#read(kit)), seq: 0 }),
    received: (shown) => {
      this.#shown = shown;
    },
    forget: () => {
      this.#shown = undefined;
      this.#acts.length = 0;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  readonly #later = new LaterPart(() => import('./opened-details.ts'), this.again);
  /** What somebody opened, each with the id of its objective. */
  readonly #opened = new Set<string>();
  #details: OpenedDetails | undefined;
  #shown: Objectives | undefined;
  readonly #editing = new LaterPart(() => import('./objectives-editor.ts'), this.again);
  /** What it takes to edit: it comes when somebody begins to. */
  #editor: ObjectivesEditor | undefined;
  /** What came later and reads by itself. */
  readonly #readers = new Set<LaterReader>();

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    if (changed.has('service') && this.hasUpdated) {
      this.#shown = undefined;
      this.#resource.reload();
    }
    const list = this.#editor?.listed(this.#service) ?? this.#shown?.objectives;
    this.setStates({
      ...statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: this.#shown && list && list.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
      ...this.#editor?.states,
    });
  }

  protected override clientChanged(kit: KitClient): () => void {
    const stop = this.#refreshing.beside(this.#resource.connect(kit, 'objectives'));
    for (const each of this.#readers) each.connect(kit);
    return () => {
      stop();
      for (const each of this.#readers) each.disconnect();
    };
  }

  #begin<Reader extends LaterReader>(reader: Reader): Reader {
    this.#readers.add(reader);
    if (this.kit) reader.connect(this.kit);
    return reader;
  }

  get #service(): string {
    return String(this.service ?? '').trim();
  }

  #read(kit: KitClient): Promise<Objectives> {
    const service = this.#service;
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
      explain: this.explain.bind(this),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'row']);
  }

  #renderObjectives(shown: Objectives, words: ServiceObjectivesMessages): unknown {
    const { objectives, now } = shown;
    const { locale } = this;
    const heading = this.heading ?? words.heading;
    const level = headingLevel(this.headingLevel, 1);
    const act = shown.mayConfigure && !this.readonly ? this.#act : undefined;
    const card = (each: Objective, edited?: EditedCard) =>
      objectiveCard(each, {
        ...{ words, now, edited, locale, level, act, href: this.href },
        onOpen: (event, incident) => this.#open(event, incident),
        details: (what, objective) => this.#renderDetails(what, objective, words, now),
        onToggle: (...details) => this.#toggle(...details),
      });
    const edited =
      act &&
      this.#beginEditing()?.draw({
        ...{ words, card, locale, level, act, shown: objectives },
        ...{ service: this.#service, messages: this.messages },
      });
    const cards = edited?.cards ?? objectives.map((each) => card(each));
    // What it takes to edit comes from the same server.
    const failure = this.#resource.failure ?? this.#editing.hasFailed;
    return html`
      <div class="frame">
        ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
        ${this.isStale(shown, failure) ? notice('warning', cloudOffGlyph, words.offline) : nothing}
        ${edited?.above}
        ${
          cards.length
            ? html`<ul class="objectives">${cards}</ul>`
            : notice('', circleDashedGlyph, words.none)
        }
        ${
          edited?.below ??
          (act &&
            html`<div class="actions">
              <button type="button" class="add" @click=${() => act('add', this.#service)}>${words.add}</button>
            </div>`)
        }
      </div>
    `;
  }

  // ---- editing ----

  /** Loads what it takes to edit, and does this as soon as it has come. */
  readonly #act: OnAct = (...act) => {
    this.#acts.push(act);
    this.requestUpdate();
  };

  #beginEditing(): ObjectivesEditor | undefined {
    const part = this.#acts[0] && this.#editing.get();
    if (part) {
      this.#editor ??= this.#begin(
        new part.ObjectivesEditor({
          list: this.#resource,
          acts: this.#acts,
          root: this.shadowRoot as ShadowRoot,
          draw: this.again,
          explain: this.explain.bind(this),
          focusOn: this.focusOn.bind(this),
          emit: this.emit.bind(this),
        }),
      );
    }
    return this.#editor;
  }

  #renderDetails(
    what: DetailsOf,
    objective: Objective,
    words: ServiceObjectivesMessages,
    now: number,
  ): unknown {
    if (!this.#opened.has(what + objective.id)) return undefined;
    const part = this.#later.get();
    if (!part) return nothing;
    this.#details ??= this.#begin(new part.OpenedDetails(this.again));
    const { locale, messages } = this;
    const explain = this.explain.bind(this);
    return this.#details.draw(what, objective, { words, now, locale, messages, explain });
  }

  #toggle(what: DetailsOf, id: string, isOpen: boolean): void {
    const key = what + id;
    if (isOpen === this.#opened.has(key)) return;
    this.#opened[isOpen ? 'add' : 'delete'](key);
    if (!isOpen) this.#details?.close(what, id);
    this.requestUpdate();
  }

  #open(event: MouseEvent, incident: string): void {
    if (!this.emit('incident-selected', { incident, intent: 'open' }, true)) event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'service-objectives': ServiceObjectives;
  }
}
