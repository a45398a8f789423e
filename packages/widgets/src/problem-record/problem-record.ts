import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles } from '../base/figures/table-behind-styles.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { formatInstant } from '../base/intl.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { problemGlyphs } from '../base/problem-glyphs.ts';
import { problemStyles } from '../base/problem-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ProblemRecordMessages } from '../locales/en/problem-record.ts';
import { type Answer, beginEdit, type Doing, send } from './problem-edit.ts';
import { problemForm } from './problem-form.ts';
import './problem-record.events.ts';
import { styles } from './problem-record.styles.ts';
import { linkedIncidents, problemFacts, problemHistory } from './problem-view.ts';

type State = Answer['problem']['state'];

const movesFrom: Record<State, ('resolved' | 'closed' | 'open')[]> = {
  open: ['resolved', 'closed'],
  'known-error': ['resolved', 'closed'],
  resolved: ['closed', 'open'],
  closed: ['open'],
};

/**
 * A problem: what it is, its cause, a workaround, the change that is to end it, and its incidents. Whoever may edits it,
 * links incidents to it, resolves it, closes it and opens it again. It is for the desk: others are told that they may not
 * see it.
 *
 * @summary Shows a problem and its incidents, and changes it.
 * @fires problem-changed - Somebody has changed it from here.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose one of its incidents. Cancelable: then a
 * link is not followed.
 * @csspart form - What somebody writes.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons and links.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The problem is there.
 * @cssstate empty - None is chosen.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses, or there is no such problem.
 */
export class ProblemRecord extends KitElement<'problem-record'> {
  static override readonly element = 'problem-record';
  static override styles = [hostStyles, panelStyles, summaryStyles, problemStyles, styles];
  static override properties: PropertyDeclarations = {
    problem: {},
    headingLevel: { attribute: 'heading-level' },
    href: {},
    readonly: { type: Boolean },
  };

  /** Which problem, as in "PRB-7". */
  declare problem: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Where an incident has a page of its own: an address with `{incident}` in it. Incidents are links then. */
  declare href: string | undefined;
  /** Only shows it: nothing is changed from here. */
  declare readonly: boolean;

  readonly #resource = new LiveResource<string, Answer>(this.again, {
    read: (kit) => kit.call((api) => api.problems.get.query({ problem: this.#wanted })),
    received: (answer) => {
      if (answer.problem.problem === this.#wanted) this.#shown = answer;
    },
    forget: () => {
      this.#shown = this.#doing = this.#refused = this.#news = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  #shown: Answer | undefined;
  #doing: Doing | undefined;
  /** Whether what it says is shown beside what somebody writes: somebody else was faster. */
  #seesTheirs = false;
  #isBusy = false;
  /** Why what somebody did was refused. */
  #refused: KitRequestError | undefined;
  #news: string | undefined;

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    // Before the client is looked for, which then begins anew.
    if (changed.has('problem') && this.hasUpdated) this.refresh();
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: this.#wanted ? shown && true : false,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    return this.#refreshing.beside(this.#resource.connect(kit, this.#wanted || undefined));
  }

  get #wanted(): string {
    return String(this.problem ?? '').trim();
  }

  // ---- what somebody does ----

  #begin(doing: Doing): void {
    this.#news = this.#refused = undefined;
    this.#seesTheirs = false;
    this.#doing = doing;
    void this.focusOn('form input, form textarea');
  }

  #leave(): void {
    const what = this.#doing?.what;
    if (!what || this.#isBusy) return;
    this.#doing = this.#refused = undefined;
    void this.focusOn(`.begin-${what}`);
  }

  async #send(doing: Doing): Promise<void> {
    const { kit } = this;
    const shown = this.#shown;
    if (!kit || !shown || this.#isBusy) return;
    this.#isBusy = true;
    this.#refused = undefined;
    this.requestUpdate();
    try {
      await send(kit, shown, doing);
      // What is next done to it is decided on what is shown then.
      await this.#told();
      this.#doing = undefined;
      this.#isBusy = false;
      const { what } = doing;
      this.#news = what === 'edit' || what === 'link' ? this.text?.saved : this.text?.moved[what];
      void this.focusOn('.frame');
    } catch (error) {
      this.#isBusy = false;
      this.#refused = error as KitRequestError;
      this.requestUpdate();
    }
  }

  async #unlink(incident: string): Promise<void> {
    const { kit } = this;
    if (!kit || this.#isBusy) return;
    const problem = this.#wanted;
    this.#refused = this.#news = undefined;
    try {
      await kit.call((api) => api.problems.unlink.mutate({ problem, incidents: [incident] }));
      await this.#told();
      void this.focusOn('.frame');
    } catch (error) {
      this.#refused = error as KitRequestError;
      this.requestUpdate();
    }
  }

  async #told(): Promise<void> {
    await this.#resource.readAgain();
    const { problem } = this.#shown ?? {};
    if (problem) this.emit('problem-changed', { problem: problem.problem, state: problem.state });
  }

  /** What somebody else wrote is shown; what is sent next is on top of that. */
  async #takeOver(): Promise<void> {
    await this.#resource.readAgain();
    const version = this.#shown?.problem.version;
    if (version === undefined || !this.#doing || !('basedOn' in this.#doing)) return;
    this.#seesTheirs = true;
    this.#doing = { ...this.#doing, basedOn: version };
    this.#refused = undefined;
    void this.focusOn('form .primary');
  }

  // ---- rendering ----

  protected override render(words: ProblemRecordMessages): unknown {
    if (this.kit && !this.#wanted) return notice('', circleAlertGlyph, words.missing);
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderProblem(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'block', 'row']);
  }

  #renderProblem(shown: Answer, words: ProblemRecordMessages): unknown {
    const { problem, title, state, openedAt, openedBy, at } = shown.problem;
    const { locale } = this;
    const mayWork = shown.mayWork && !this.readonly;
    const model = {
      ...{ words, locale, level: headingLevel(this.headingLevel, 1), href: this.href, mayWork },
      onIncident: (event: MouseEvent, incident: string) => {
        const isOpen = this.emit('incident-selected', { incident, intent: 'open' }, true);
        if (!isOpen) event.preventDefault();
      },
      onUnlink: (incident: string) => void this.#unlink(incident),
    };
    const refused = this.#refused;
    const isEditing = this.#doing?.what === 'edit';
    return html`
      <div class="frame" tabindex="-1">
        <header>
          <h2 aria-level=${headingLevel(this.headingLevel)}>
            <span class="reference">${problem}</span><bdi lang="" dir="auto">${title}</bdi>
          </h2>
          <span class="state ${state}">${glyph(problemGlyphs[state])}${words.states[state]}</span>
        </header>
        <p class="hint">
          <bdi>${words.opened(formatInstant(locale, openedAt), openedBy ?? words.somebody)}</bdi>
          ${at > openedAt ? html`<bdi>${words.changed(formatInstant(locale, at))}</bdi>` : nothing}
        </p>
        ${
          this.isStale(shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <div class="slot" role="status">
          ${this.#news ? notice('success', circleCheckGlyph, this.#news) : nothing}
          ${
            refused && !this.#doing
              ? notice('danger', circleAlertGlyph, this.explain(refused))
              : nothing
          }
        </div>
        ${isEditing ? this.#renderForm(shown, words) : nothing}
        ${isEditing && !this.#seesTheirs ? nothing : problemFacts(shown, model)}
        ${mayWork ? this.#renderMoves(shown, words) : nothing}
        <section>
          ${linkedIncidents(shown, model)} ${mayWork ? this.#renderLink(shown, words) : nothing}
        </section>
        ${problemHistory(shown, model)}
      </div>
    `;
  }

  #renderMoves(shown: Answer, words: ProblemRecordMessages): unknown {
    const doing = this.#doing;
    if (doing?.what === 'edit') return nothing;
    if (doing && doing.what !== 'link') return this.#renderForm(shown, words);
    const { state, version: basedOn } = shown.problem;
    return html`
      <div class="actions">
        ${
          state === 'closed'
            ? nothing
            : html`<button type="button" class="begin-edit" @click=${() => this.#begin(beginEdit(shown))}>
                ${words.edit}
              </button>`
        }
        ${movesFrom[state].map(
          (what) => html`
            <button
              type="button"
              class="begin-${what}"
              @click=${() => this.#begin({ what, basedOn, text: '' })}
            >
              ${words.moves[what]}
            </button>
          `,
        )}
      </div>
    `;
  }

  #renderLink(shown: Answer, words: ProblemRecordMessages): unknown {
    if (this.#doing?.what === 'link') return this.#renderForm(shown, words);
    return html`
      <div class="actions">
        <button type="button" class="begin-link" @click=${() => this.#begin({ what: 'link', text: '' })}>
          ${words.link}
        </button>
      </div>
    `;
  }

  #renderForm({ offered }: Answer, words: ProblemRecordMessages): unknown {
    const doing = this.#doing;
    if (!doing) return nothing;
    const refused = this.#refused;
    return problemForm({
      ...{ words, doing, offered, isBusy: this.#isBusy },
      problem: refused && {
        sentence: this.#sentenceOf(refused),
        isStale: refused.code === 'problem-stale',
      },
      // Kept without drawing: it stands in the field already.
      onValue: (name, value) => {
        if (doing.what !== 'edit') doing.text = value;
        else if (name !== 'text') doing.values[name] = value;
      },
      onSend: () => void this.#send(doing),
      onLeave: () => this.#leave(),
      onTakeOver: () => void this.#takeOver(),
    });
  }

  /** What is wrong with a field says more than that something is. */
  #sentenceOf(refused: KitRequestError): string {
    const [field] = refused.fields;
    return field ? this.explain(refused, field) : this.explain(refused);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'problem-record': ProblemRecord;
  }
}
