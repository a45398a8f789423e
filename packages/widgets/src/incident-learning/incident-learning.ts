import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles } from '../base/figures/table-behind-styles.ts';
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
import type { IncidentLearningMessages } from '../locales/en/incident-learning.ts';
import { fieldSection } from './field-section.ts';
import { type Choosing, howForm } from './how-form.ts';
import './incident-learning.events.ts';
import { styles } from './incident-learning.styles.ts';
import { type Answer, type Field, fields, type How, publishHow } from './learning.ts';

/**
 * How well categories and teams are learned from earlier incidents: how often what is suggested is right, what would have
 * been set had that been on and what of it wrongly, and whether it is as often right as it says. Whoever may publish
 * configuration says here what is done with it. It is for the desk: others are told that they may not see it.
 *
 * @summary Shows how well categories and teams are learned, and what is done with that.
 * @fires learning-changed - Somebody has said from here what is done; `detail` has the field and how.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose an incident. Cancelable: then a
 * link is not followed.
 * @csspart field - Categories, or teams.
 * @csspart figure - A figure.
 * @csspart chart - The chart of how often it is right by how sure it is.
 * @csspart wrong - What would have been set wrongly.
 * @csspart change - The form that says what is done.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons and of the chart.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are figures.
 * @cssstate empty - Nothing was judged yet.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class IncidentLearning extends KitElement<'incident-learning'> {
  static override readonly element = 'incident-learning';
  static override styles = [hostStyles, panelStyles, summaryStyles, styles];
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
  /** Only shows how well it does: nothing is changed from here. */
  declare readonly: boolean;

  readonly #resource = new LiveResource<'incidents', Answer>(this.again, {
    read: (kit) => kit.call((api) => api.learning.figures.query()),
    received: (answer) => {
      this.#shown = answer;
      if (fields.some((field) => answer.fields[field].figures === null)) this.#refreshing.soon();
    },
    // What is resolved is judged.
    changed: () => this.#refreshing.soon(),
    forget: () => {
      this.#shown = this.#applied = undefined;
      this.#choosing = {};
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  #shown: Answer | undefined;
  #choosing: Partial<Record<Field, Choosing>> = {};
  /** What was changed here last. */
  #applied: Field | undefined;

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
        hasSome: shown && fields.some((field) => shown.fields[field].figures?.judged),
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    return this.#refreshing.beside(this.#resource.connect(kit, 'incidents'));
  }

  // ---- what somebody does ----

  #choose(field: Field, how: How): void {
    this.#applied = undefined;
    this.#choosing[field] = { how, isBusy: false, problem: undefined };
    this.requestUpdate();
  }

  async #apply(field: Field): Promise<void> {
    const { kit } = this;
    const choosing = this.#choosing[field];
    if (!kit || !choosing || choosing.isBusy) return;
    const { how } = choosing;
    this.#choosing[field] = { how, isBusy: true, problem: undefined };
    this.requestUpdate();
    try {
      await publishHow(kit, field, how);
      this.#applied = field;
      delete this.#choosing[field];
      if (this.#shown) this.#shown.fields[field].how = how;
      this.emit('learning-changed', { field, how });
      // The button with which it was done is gone.
      void this.focusOn(`[data-field="${field}"] input:checked`);
    } catch (error) {
      const problem = this.explain(error as KitRequestError);
      this.#choosing[field] = { how, isBusy: false, problem };
      this.requestUpdate();
    }
  }

  #open(event: MouseEvent, incident: string): void {
    if (!this.emit('incident-selected', { incident, intent: 'open' }, true)) event.preventDefault();
  }

  // ---- rendering ----

  protected override render(messages: IncidentLearningMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderFields(shown, messages);
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

  #renderFields(shown: Answer, words: IncidentLearningMessages): unknown {
    const heading = this.heading ?? words.heading;
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
        <div class="slot" role="status">
          ${this.#applied ? notice('success', circleCheckGlyph, words.applied[this.#applied]) : nothing}
        </div>
        ${fields.map((field) =>
          fieldSection(field, shown.fields[field], {
            words,
            locale: this.locale,
            levels: [headingLevel(this.headingLevel, 1), headingLevel(this.headingLevel, 2)],
            promised: shown.promised,
            href: this.href,
            control: shown.mayPublish && !this.readonly ? this.#renderForm(field, shown) : nothing,
            onOpen: (event, incident) => this.#open(event, incident),
          }),
        )}
      </div>
    `;
  }

  #renderForm(field: Field, shown: Answer): unknown {
    return howForm({
      field,
      how: shown.fields[field].how,
      choosing: this.#choosing[field],
      words: this.text as IncidentLearningMessages,
      onChoose: (how) => this.#choose(field, how),
      onApply: () => void this.#apply(field),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-learning': IncidentLearning;
  }
}
