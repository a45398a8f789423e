import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { summaryStyles } from '../base/figures/table-behind-styles.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { incidentAddress } from '../base/incident-address.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { problemStyles } from '../base/problem-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ProblemListMessages } from '../locales/en/problem-list.ts';
import type { Doing } from './hint-card.ts';
import { hintsSection } from './hints-section.ts';
import './problem-list.events.ts';
import { styles } from './problem-list.styles.ts';
import {
  type Filter,
  filters,
  type Problems,
  readNewest,
  readOlder,
  withHint,
} from './problem-pages.ts';
import { problemRow } from './problem-row.ts';

/**
 * What seems to keep coming back, each with its rule, how many incidents were expected and seen and the hours lost; and
 * the problems that there are. Whoever may makes a problem of a hint, dismisses it with a reason, or begins a problem.
 * It is for the desk: others are told that they may not see it.
 *
 * @summary Shows hints at what keeps coming back, and the problems.
 * @fires problem-selected - Somebody chose a problem, or has opened one. Cancelable: then a link is not followed.
 * @fires {CustomEvent<IncidentSelection>} incident-selected - Somebody chose an incident of a hint.
 * @csspart hint - A hint.
 * @csspart problem - A problem.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons and of the filter that is chosen.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are hints or problems.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class ProblemList extends KitElement<'problem-list'> {
  static override readonly element = 'problem-list';
  static override styles = [hostStyles, panelStyles, summaryStyles, problemStyles, styles];
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
  /** Where a problem has a page of its own: an address with `{problem}` in it. Problems are links then. */
  declare href: string | undefined;
  /** Only shows them: nothing is done from here. */
  declare readonly: boolean;

  readonly #resource = new LiveResource<'incidents', Problems>(this.again, {
    read: (kit) => readNewest(kit, this.#filter, this.#shown),
    received: (shown) => {
      // What was asked for before another filter was chosen comes too late.
      if (shown.filter !== this.#filter) return;
      const hint = this.#doing?.hint;
      this.#shown = hint ? withHint(shown, this.#shown, hint) : shown;
    },
    // No stream tells of problems, but they come from incidents.
    changed: () => this.#refreshing.soon(),
    forget: () => {
      this.#shown = this.#doing = this.#news = undefined;
    },
  });
  readonly #readAgain = (): void => void this.#resource.readAgain();
  readonly #refreshing = new RefreshTimer(this.#readAgain);
  /** Nobody needs them who only reads. */
  readonly #forms = new LaterPart(() => import('./doing-form.ts'), this.again);
  #filter: Filter = 'open';
  #shown: Problems | undefined;
  #doing: Doing | undefined;
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
        hasSome: shown && shown.problems.length + shown.hints.hints.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#resource.connect(kit, 'incidents');
    // What is done to one elsewhere on the page shows at once.
    document.addEventListener('problem-changed', this.#readAgain);
    return this.#refreshing.beside(() => {
      document.removeEventListener('problem-changed', this.#readAgain);
      disconnect();
    });
  }

  // ---- what somebody does ----

  #choose(filter: Filter): void {
    this.#filter = filter;
    this.#news = undefined;
    void this.#resource.readAgain();
    this.requestUpdate();
  }

  async #begin(what: Doing['what'], hint: string | null, text = ''): Promise<void> {
    this.#news = undefined;
    await this.#forms.come();
    if (this.#doing) return;
    this.#doing = { what, hint, text, began: text, isBusy: false, problem: undefined };
    void this.focusOn('#text');
  }

  #leave(): void {
    const doing = this.#doing;
    const forms = this.#forms.get();
    if (!doing || !forms || doing.isBusy) return;
    const { renderRoot } = this;
    const focusOn = (selector: string) => this.focusOn(selector);
    const isWritten = doing.text.trim() !== doing.began;
    void forms.leaveForm(doing, isWritten, { renderRoot, focusOn }, () => this.#discard(doing));
  }

  #discard({ hint, what }: Doing): void {
    this.#doing = undefined;
    void this.focusOn(
      hint === null ? '.create' : `[data-hint="${CSS.escape(hint)}"] .actions .${what}`,
    );
  }

  async #send(): Promise<void> {
    const { kit } = this;
    const doing = this.#doing;
    if (!kit || !doing || doing.isBusy) return;
    this.#doing = { ...doing, isBusy: true, problem: undefined };
    this.requestUpdate();
    try {
      const opened = await this.#doIt(kit, doing);
      this.#doing = undefined;
      this.#news = {
        done: opened ? (this.text?.opened(opened) ?? '') : (this.text?.dismissed ?? ''),
      };
      await this.#resource.readAgain();
      void this.focusOn('.frame');
      if (opened) this.emit('problem-selected', { problem: opened, isNew: true }, true);
    } catch (error) {
      const problem = this.explain(error as KitRequestError);
      if (this.#doing) this.#doing = { ...this.#doing, isBusy: false, problem };
      // It may be gone, or be another's problem by now.
      if ((error as KitRequestError).definite) this.#refreshing.soon();
      this.requestUpdate();
    }
  }

  /** @returns the problem that it opened */
  async #doIt(kit: KitClient, { what, hint: id, text }: Doing): Promise<string | undefined> {
    const hint = this.#shown?.hints.hints.find((each) => each.id === id);
    if (what === 'dismiss') {
      await kit.call((api) => api.problems.dismissHint.mutate({ hint: id ?? '', reason: text }));
      return undefined;
    }
    const { service = null, category = null } = hint ?? {};
    const incidents = hint?.incidents.map(({ incident }) => incident) ?? [];
    const { problem } = await kit.call((api) =>
      api.problems.open.mutate({
        ...{ title: text, service, category, incidents },
        ...(id !== null && { hint: id }),
      }),
    );
    return problem.problem;
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
    this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(words: ProblemListMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderAll(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'block', 'row', 'row', 'row']);
  }

  #renderAll(shown: Problems, words: ProblemListMessages): unknown {
    const heading = this.heading ?? words.heading;
    const news = this.#news;
    return html`
      <div class="frame" tabindex="-1">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <button type="button" class="plain" @click=${this.#readAgain}>
            ${words.refresh}
          </button>
        </header>
        ${
          this.isStale(shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <div class="slot" role="status">
          ${
            !news
              ? nothing
              : 'done' in news
                ? notice('success', circleCheckGlyph, news.done)
                : notice('danger', circleAlertGlyph, this.explain(news.problem))
          }
        </div>
        ${hintsSection(shown, {
          ...{ words, locale: this.locale, level: this.headingLevel, form: this.#form },
          doing: shown.mayWork && !this.readonly ? (this.#doing ?? 'not-yet') : undefined,
          onBegin: (what, hint, text) => void this.#begin(what, hint, text),
          onIncident: (incident) =>
            this.emit('incident-selected', { incident, intent: 'open' }, true),
        })}
        ${this.#renderRecords(shown, words)}
      </div>
    `;
  }

  readonly #form = (doing: Doing, title: string): unknown =>
    this.#forms.get()?.doingForm(doing, title, {
      words: this.text as ProblemListMessages,
      onText: (text) => {
        if (this.#doing) this.#doing = { ...this.#doing, text };
      },
      onSend: () => void this.#send(),
      onLeave: () => this.#leave(),
      onDiscard: () => {
        if (this.#doing) this.#discard(this.#doing);
      },
    });

  #renderRecords(shown: Problems, words: ProblemListMessages): unknown {
    const { problems, names, next, mayWork } = shown;
    const doing = this.#doing?.what === 'create' ? this.#doing : undefined;
    const isOther = shown.filter !== this.#filter;
    return html`
      <section>
        <h3 aria-level=${headingLevel(this.headingLevel, 1)}>${words.records}</h3>
        <header>
          <div class="filters" role="group" aria-label=${words.show}>
            ${filters.map(
              (filter) => html`
                <button
                  type="button"
                  aria-pressed=${this.#filter === filter}
                  @click=${() => this.#choose(filter)}
                >
                  ${words.filters[filter]}
                </button>
              `,
            )}
          </div>
          ${
            mayWork && !this.readonly && !this.#doing
              ? html`<button type="button" class="create" @click=${() => void this.#begin('create', null)}>
                  ${words.create}
                </button>`
              : nothing
          }
        </header>
        ${doing ? this.#form(doing, '') : nothing}
        ${
          isOther
            ? html`<div class="bone row" aria-busy="true"></div>`
            : problems.length === 0
              ? notice('', circleCheckGlyph, words.none[this.#filter])
              : html`<ul class="rows">
                ${problems.map((each) =>
                  problemRow(each, {
                    ...{ words, locale: this.locale, names },
                    address: (problem) => incidentAddress(this.href, problem, '{problem}'),
                    onOpen: (event, problem) => this.#open(event, problem),
                  }),
                )}
              </ul>`
        }
        ${
          next === null || isOther
            ? nothing
            : html`<button type="button" aria-disabled=${this.#isReadingMore} @click=${() => void this.#more()}>
                ${words.more}
              </button>`
        }
      </section>
    `;
  }

  #open(event: MouseEvent, problem: string): void {
    if (!this.emit('problem-selected', { problem, isNew: false }, true)) event.preventDefault();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'problem-list': ProblemList;
  }
}
