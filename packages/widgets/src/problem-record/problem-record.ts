import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles } from '../base/figures/table-behind-styles.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { HeldDrafts } from '../base/held-drafts.ts';
import { hostStyles } from '../base/host-styles.ts';
import { formatInstant } from '../base/intl.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { problemGlyphs } from '../base/problem-glyphs.ts';
import { problemStyles } from '../base/problem-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ProblemRecordMessages } from '../locales/en/problem-record.ts';
import type { Answer, Doing } from './problem-fields.ts';
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
      this.#shown = this.#refused = this.#news = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  /** Nobody needs it who only reads. */
  readonly #writing = new LaterPart(() => import('./problem-edit.ts'), this.again);
  #shown: Answer | undefined;
  readonly #doings: HeldDrafts<Doing> = new HeldDrafts();
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
    this.#doings.holdFor(kit);
    return this.#refreshing.beside(this.#resource.connect(kit, this.#wanted || undefined));
  }

  get #doing(): Doing | undefined {
    return this.#doings.get(this.#wanted);
  }

  get #wanted(): string {
    return String(this.problem ?? '').trim();
  }

  // ---- what somebody does ----

  async #begin(what: Doing['what']): Promise<void> {
    this.#news = this.#refused = undefined;
    const problem = this.#wanted;
    await this.#writing.come();
    const shown = this.#shown;
    const writing = this.#writing.get();
    // Another may be shown by now, or something has been begun.
    if (problem !== this.#wanted || !shown || !writing || this.#doing) return;
    this.#doings.set(problem, writing.begin(what, shown));
    void this.focusOn('form input, form textarea');
  }

  #leave(doing: Doing): void {
    const writing = this.#writing.get();
    if (!writing || this.#isBusy) return;
    const { renderRoot } = this;
    const focusOn = (selector: string) => this.focusOn(selector);
    const isWritten = writing.isWritten(doing);
    void writing.leaveForm(doing, isWritten, { renderRoot, focusOn }, () => this.#discard(doing));
  }

  #discard({ what }: Doing): void {
    this.#doings.drop(this.#wanted);
    this.#refused = undefined;
    void this.focusOn(`.begin-${what}`);
  }

  async #send(doing: Doing): Promise<void> {
    const { kit } = this;
    const writing = this.#writing.get();
    const problem = this.#wanted;
    if (!kit || !writing || this.#isBusy) return;
    this.#isBusy = true;
    this.#refused = this.#news = undefined;
    this.requestUpdate();
    try {
      await writing.send(kit, problem, doing);
      // What is next done to it is decided on what is shown then.
      await this.#told();
      this.#doings.drop(problem);
      if (problem === this.#wanted) {
        const { what } = doing;
        this.#news = what === 'edit' || what === 'link' ? this.text?.saved : this.text?.moved[what];
        void this.focusOn('.frame');
      }
    } catch (error) {
      // Another problem may be shown by now, which was not refused.
      if (problem === this.#wanted) this.#refused = error as KitRequestError;
    }
    this.#isBusy = false;
    this.requestUpdate();
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

  /** What somebody else wrote is in the form as well; what is sent next is on top of that. */
  async #takeOver(doing: Doing): Promise<void> {
    await this.#resource.readAgain();
    const shown = this.#shown;
    if (!shown || doing !== this.#doing) return;
    this.#writing.get()?.takeTheirs(doing, shown);
    this.#refused = undefined;
    if (doing.what === 'edit') this.#news = this.text?.taken;
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
        ${isEditing ? nothing : problemFacts(shown, model)}
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
    // One thing at a time: to begin another would drop what is written.
    if (doing?.what === 'edit' || doing?.what === 'link') return nothing;
    if (doing) return this.#renderForm(shown, words);
    const { state } = shown.problem;
    return html`
      <div class="actions">
        ${
          state === 'closed'
            ? nothing
            : html`<button type="button" class="begin-edit" @click=${() => void this.#begin('edit')}>
                ${words.edit}
              </button>`
        }
        ${movesFrom[state].map(
          (what) => html`
            <button
              type="button"
              class="begin-${what}"
              @click=${() => void this.#begin(what)}
            >
              ${words.moves[what]}
            </button>
          `,
        )}
      </div>
    `;
  }

  #renderLink(shown: Answer, words: ProblemRecordMessages): unknown {
    const doing = this.#doing;
    if (doing) return doing.what === 'link' ? this.#renderForm(shown, words) : nothing;
    return html`
      <div class="actions">
        <button type="button" class="begin-link" @click=${() => void this.#begin('link')}>
          ${words.link}
        </button>
      </div>
    `;
  }

  #renderForm({ offered }: Answer, words: ProblemRecordMessages): unknown {
    const doing = this.#doing;
    const writing = this.#writing.get();
    if (!doing || !writing) return nothing;
    const refused = this.#refused;
    return writing.problemForm({
      ...{ words, doing, offered, isBusy: this.#isBusy, root: this.shadowRoot as ShadowRoot },
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
      onLeave: () => this.#leave(doing),
      onDiscard: () => this.#discard(doing),
      onTakeOver: () => void this.#takeOver(doing),
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
