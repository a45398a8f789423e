import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles } from '../base/figures/table-behind-styles.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { HeldDrafts } from '../base/held-drafts.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { problemStyles } from '../base/problem-styles.ts';
import { saveFile } from '../base/save-file.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentReviewMessages } from '../locales/en/incident-review.ts';
import { styles } from './incident-review.styles.ts';
import { type Answer, type Draft, type Move, sendMove } from './review-draft.ts';
import { factsTemplate } from './review-facts.ts';
import { reviewMarkdown } from './review-markdown.ts';
import { reviewSections } from './review-sections.ts';

/**
 * The review of an incident that is over: the facts and the course as the log has them, with what is internal marked, and
 * what people make of it: the cause, what went well and what did not, and actions with who is to do them until when. It
 * can be saved as Markdown and printed. It is for the desk: others are told that they may not see it.
 *
 * @summary Shows and writes the review of an incident.
 * @csspart form - What somebody writes.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - The incident is there.
 * @cssstate empty - None is chosen.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses, or there is no such incident.
 */
export class IncidentReview extends KitElement<'incident-review'> {
  static override readonly element = 'incident-review';
  static override styles = [hostStyles, panelStyles, summaryStyles, problemStyles, styles];
  static override properties: PropertyDeclarations = {
    incident: {},
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
  };

  /** Which incident, as in "INC-42". */
  declare incident: string | undefined;
  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only shows it: nothing is written from here. */
  declare readonly: boolean;

  readonly #resource = new LiveResource<string, Answer>(this.again, {
    read: (kit) => kit.call((api) => api.reviews.get.query({ incident: this.#wanted })),
    received: (answer) => {
      if (answer.incident === this.#wanted) this.#shown = answer;
    },
    forget: () => {
      this.#shown = this.#refused = this.#news = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  /** Nobody needs it who only reads. */
  readonly #writing = new LaterPart(() => import('./review-writing.ts'), this.again);
  #shown: Answer | undefined;
  readonly #drafts: HeldDrafts<Draft> = new HeldDrafts();
  #people: { id: string; name: string }[] = [];
  #isBusy = false;
  #refused: KitRequestError | undefined;
  #news: string | undefined;

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    // Before the client is looked for, which then begins anew.
    if (changed.has('incident') && this.hasUpdated) this.refresh();
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
    this.#drafts.holdFor(kit);
    return this.#refreshing.beside(this.#resource.connect(kit, this.#wanted || undefined));
  }

  get #draft(): Draft | undefined {
    return this.#drafts.get(this.#wanted);
  }

  get #wanted(): string {
    return String(this.incident ?? '').trim();
  }

  // ---- what somebody does ----

  async #begin(): Promise<void> {
    this.#news = this.#refused = undefined;
    const incident = this.#wanted;
    await this.#writing.come();
    const shown = this.#shown;
    const writing = this.#writing.get();
    // Another may be shown by now, or it has been begun.
    if (incident !== this.#wanted || !shown || !writing || this.#draft) return;
    this.#drafts.set(incident, writing.beginDraft(shown));
    void this.#readPeople();
    void this.focusOn('#summary');
  }

  /** Without them an action is left to nobody: everything else can be written. */
  async #readPeople(): Promise<void> {
    const { kit } = this;
    if (!kit) return;
    try {
      const { people } = await kit.call((api) => api.people.search.query({ limit: 50 }));
      this.#people = people.map(({ id, name }) => ({ id, name }));
      this.requestUpdate();
    } catch {
      // See above.
    }
  }

  #leave(draft: Draft): void {
    const writing = this.#writing.get();
    if (!writing || this.#isBusy) return;
    const { renderRoot } = this;
    const focusOn = (selector: string) => this.focusOn(selector);
    const isWritten = writing.isWritten(draft);
    void writing.leaveForm(draft, isWritten, { renderRoot, focusOn }, this.#discard);
  }

  readonly #discard = (): void => {
    this.#drafts.drop(this.#wanted);
    this.#refused = undefined;
    void this.focusOn('.begin');
  };

  async #send(draft: Draft): Promise<void> {
    const { sendDraft } = this.#writing.get() ?? {};
    if (sendDraft) await this.#ask((kit) => sendDraft(kit, this.#wanted, draft), this.text?.saved);
  }

  async #move(shown: Answer, move: Move): Promise<void> {
    await this.#ask((kit) => sendMove(kit, shown, move), this.text?.decided[move]);
  }

  async #ask(send: (kit: KitClient) => Promise<Answer>, news: string | undefined): Promise<void> {
    const { kit } = this;
    const incident = this.#wanted;
    if (!kit || this.#isBusy) return;
    this.#isBusy = true;
    this.#refused = this.#news = undefined;
    this.requestUpdate();
    try {
      const answer = await send(kit);
      this.#drafts.drop(incident);
      if (incident === this.#wanted) {
        this.#shown = answer;
        this.#news = news;
        void this.focusOn('.frame');
      }
    } catch (error) {
      // Another incident may be shown by now, of which nothing was refused.
      if (incident === this.#wanted) this.#refused = error as KitRequestError;
    }
    this.#isBusy = false;
    this.requestUpdate();
  }

  /** What somebody else wrote is in the form as well; what is sent next is on top of that. */
  async #takeOver(draft: Draft): Promise<void> {
    await this.#resource.readAgain();
    const shown = this.#shown;
    if (!shown || draft !== this.#draft) return;
    this.#writing.get()?.takeTheirs(draft, shown);
    this.#refused = undefined;
    this.#news = this.text?.taken;
    void this.focusOn('form .primary');
  }

  #save(shown: Answer, words: IncidentReviewMessages): void {
    saveFile(`${shown.incident}.md`, reviewMarkdown(shown, words, this.locale), 'text/markdown');
  }

  // ---- rendering ----

  protected override render(words: IncidentReviewMessages): unknown {
    if (this.kit && !this.#wanted) return notice('', circleAlertGlyph, words.missing);
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderReview(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'block']);
  }

  #renderReview(shown: Answer, words: IncidentReviewMessages): unknown {
    const heading = this.heading ?? words.heading(shown.incident);
    const { locale } = this;
    const level = headingLevel(this.headingLevel, 1);
    const state = shown.review?.state ?? 'none';
    const refused = this.#refused;
    return html`
      <div class="frame" tabindex="-1">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <span class="state ${state}">${words.states[state]}</span>
        </header>
        <p lang="" dir="auto">${shown.facts.title}</p>
        ${
          this.isStale(shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <div class="slot" role="status">
          ${this.#news ? notice('success', circleCheckGlyph, this.#news) : nothing}
          ${
            refused && !this.#draft
              ? notice('danger', circleAlertGlyph, this.explain(refused))
              : nothing
          }
        </div>
        ${this.#renderWhy(shown, words)} ${this.#renderTools(shown, words)}
        ${this.#renderForm(words)}
        ${this.#draft ? nothing : reviewSections(shown, { words, locale, level })}
        ${factsTemplate(shown, { words, locale, level })}
      </div>
    `;
  }

  #renderWhy({ asksFor, review }: Answer, words: IncidentReviewMessages): unknown {
    const why = review?.state === 'asked' ? review.why : asksFor;
    if (why.length === 0) return nothing;
    const said = why.map((each) => words.why[each]).join(', ');
    return notice('warning', circleAlertGlyph, words.asksFor(said));
  }

  #renderTools(shown: Answer, words: IncidentReviewMessages): unknown {
    const { review, asksFor } = shown;
    const state = review?.state;
    const mayWork = shown.mayWork && !this.readonly && !this.#draft;
    const isAsked = state === 'asked' || asksFor.length > 0;
    const moves: Move[] = [
      ...(asksFor.length > 0 || state === 'declined' ? (['ask'] as const) : []),
      ...(isAsked ? (['decline'] as const) : []),
      ...(state === 'writing' ? (['finish'] as const) : []),
    ];
    return html`
      <div class="actions">
        ${
          mayWork
            ? html`
              <button type="button" class="primary begin" @click=${() => void this.#begin()}>
                ${words.edit}
              </button>
              ${moves.map(
                (move) => html`
                  <button type="button" aria-disabled=${this.#isBusy} @click=${() => void this.#move(shown, move)}>
                    ${words[move]}
                  </button>
                `,
              )}
            `
            : nothing
        }
        <button type="button" class="plain" @click=${() => this.#save(shown, words)}>
          ${words.export}
        </button>
        <button type="button" class="plain" @click=${() => print()}>${words.print}</button>
      </div>
    `;
  }

  #renderForm(words: IncidentReviewMessages): unknown {
    const draft = this.#draft;
    const writing = draft && this.#writing.get();
    if (!writing) return nothing;
    const refused = this.#refused;
    const [field] = refused?.fields ?? [];
    return writing.reviewForm({
      ...{ words, locale: this.locale, draft, people: this.#people, isBusy: this.#isBusy },
      problem: refused && {
        sentence: this.explain(refused, field),
        isStale: refused.code === 'review-stale',
      },
      root: this.shadowRoot as ShadowRoot,
      draw: this.again,
      onSend: () => void this.#send(draft),
      onLeave: () => this.#leave(draft),
      onDiscard: this.#discard,
      onTakeOver: () => void this.#takeOver(draft),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'incident-review': IncidentReview;
  }
}
