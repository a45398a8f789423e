import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import '../base/article-selected.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KnowledgeSearchMessages } from '../locales/en/knowledge-search.ts';
import { addressOf } from './address.ts';
import { styles } from './knowledge-search.styles.ts';

type Answer = Awaited<ReturnType<KitApi['knowledge']['search']['query']>> & { seq: number };
type Summary = Answer['articles'][number];
type List = 'popular' | 'newest' | 'review';

/** How long somebody does not type before it is searched for, milliseconds. */
const restMs = 200;
const pageSize = 10;
const most = 50;

/**
 * Finds articles while one types; without a word it shows those that help most and, to the desk, those that are new or
 * to be reviewed. Everybody is shown what is for them.
 *
 * @summary Finds articles.
 * @fires article-selected - Somebody chose an article; `detail.article` is its reference, or "new" for one that is to be
 * written. Cancelable: then a link is not followed.
 * @csspart search - The field in which one types.
 * @csspart tools - What is listed besides.
 * @csspart article - An article.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of links and buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are articles.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class KnowledgeSearch extends KitElement<'knowledge-search'> {
  static override readonly element = 'knowledge-search';
  static override styles = [hostStyles, panelStyles, styles];
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
  /** Where an article's page is, with `{article}` in it: titles are links then. */
  declare href: string | undefined;
  /** Only articles of this service. */
  declare service: string | undefined;

  readonly #resource = new LiveResource<string, Answer>(this.again, {
    read: (kit) => this.#read(kit),
    received: (answer) => {
      this.#shown = answer;
    },
    forget: () => {
      this.#shown = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  #shown: Answer | undefined;
  #text = '';
  #list: List = 'popular';
  #only = '';
  #limit = pageSize;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** What was asked last: an answer to anything else comes too late. */
  #turn = 0;

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && shown.articles.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
    if (shown && changed.has('service')) void this.#resource.readAgain();
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#refreshing.beside(this.#resource.connect(kit, 'articles'));
    return () => {
      clearTimeout(this.#rest);
      disconnect();
    };
  }

  // ---- what is asked ----

  async #read(kit: KitClient): Promise<Answer> {
    const turn = ++this.#turn;
    const text = this.#text.trim().slice(0, 200);
    const [only, service] = [this.#only || null, this.service || null];
    const [language, list, limit] = [this.language, this.#list, this.#limit];
    const asked = { text, language, only, service, list, limit };
    const answer = await kit.call((api) => api.knowledge.search.query(asked));
    const shown = this.#shown;
    return turn === this.#turn || !shown ? { ...answer, seq: 0 } : shown;
  }

  readonly #typed = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#limit = pageSize;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#resource.readAgain(), restMs);
  };

  #ask(): void {
    clearTimeout(this.#rest);
    this.#limit = pageSize;
    void this.#resource.readAgain();
  }

  async #more(): Promise<void> {
    const before = this.#shown?.articles.length ?? 0;
    this.#limit = Math.min(most, this.#limit + pageSize * 2);
    await this.#resource.readAgain();
    const next = this.#shown?.articles[before];
    if (next) await this.focusOn(`[data-article="${next.article}"] :is(a, button)`);
  }

  #select(event: Event, article: string): void {
    if (!this.emit('article-selected', { article }, true)) event.preventDefault();
  }

  // ---- rendering ----

  protected override render(words: KnowledgeSearchMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderFound(shown, words);
    return standIn(words, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'row']);
  }

  #renderFound(shown: Answer, words: KnowledgeSearchMessages): unknown {
    const heading = this.heading ?? words.heading;
    const { articles, more, mayWrite } = shown;
    return html`
      <div class="frame">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          ${
            mayWrite
              ? html`<button type="button" class="plain" @click=${(event: Event) => this.#select(event, 'new')}>
                  ${words.write}
                </button>`
              : nothing
          }
        </header>
        ${
          this.isStale(shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <form role="search" @submit=${(event: Event) => {
          event.preventDefault();
          this.#ask();
        }}>
          <input
            type="search"
            part="search"
            maxlength="200"
            aria-label=${words.search}
            placeholder=${words.search}
            .value=${this.#text}
            @input=${this.#typed}
          />
        </form>
        ${mayWrite ? this.#renderTools(words) : nothing}
        ${
          articles.length > 0
            ? html`
              ${this.#text.trim() ? html`<p class="hint" data-say>${words.found(articles.length, more)}</p>` : nothing}
              <ul role="list">${articles.map((each) => this.#renderArticle(each, words))}</ul>
              ${
                more && this.#limit < most
                  ? html`<button type="button" @click=${() => void this.#more()}>${words.more}</button>`
                  : nothing
              }
            `
            : notice('', circleAlertGlyph, html`<span data-say>${this.#noneOf(words)}</span>`)
        }
      </div>
    `;
  }

  #noneOf(words: KnowledgeSearchMessages): string {
    if (this.#text.trim()) return words.noneFound;
    return this.#list === 'review' ? words.noneToReview : words.none;
  }

  /** For the desk: others are shown what helps most. */
  #renderTools(words: KnowledgeSearchMessages): unknown {
    const lists = Object.entries(words.list) as [List, string][];
    return html`<div class="tools" part="tools" role="group" aria-label=${words.lists}>
      ${lists.map(
        ([list, said]) => html`<button
          type="button"
          aria-pressed=${list === this.#list && !this.#text.trim()}
          @click=${() => {
            this.#list = list;
            this.#text = '';
            this.#ask();
            this.requestUpdate();
          }}
        >${said}</button>`,
      )}
      <input
        class="only"
        maxlength="35"
        aria-label=${words.language}
        placeholder=${words.anyLanguage}
        .value=${this.#only}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          this.#only = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value.trim()) ? value.trim() : '';
          this.#ask();
          this.requestUpdate();
        }}
      />
    </div>`;
  }

  #renderArticle(summary: Summary, words: KnowledgeSearchMessages): unknown {
    const { article, title, excerpt, language, desk } = summary;
    const href = addressOf(this.href, article);
    const said = title ?? article;
    const onClick = (event: Event) => this.#select(event, article);
    return html`<li part="article" data-article=${article}>
      ${
        href
          ? html`<a href=${href} lang=${language} dir="auto" @click=${onClick}>${said}</a>`
          : html`<button type="button" class="plain" lang=${language} dir="auto" @click=${onClick}>${said}</button>`
      }
      ${excerpt ? html`<p class="excerpt" lang=${language} dir="auto">${excerpt}</p>` : nothing}
      ${
        desk
          ? html`<p class="facts small muted">
              <bdi>${article}</bdi><bdi>${language}</bdi><bdi>${words.confidences[desk.confidence]}</bdi>
              <bdi>${words.audiences[desk.audience]}</bdi>
              ${desk.uses + desk.saved > 0 ? html`<bdi>${words.helped(desk.uses, desk.saved)}</bdi>` : nothing}
            </p>`
          : nothing
      }
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'knowledge-search': KnowledgeSearch;
  }
}
