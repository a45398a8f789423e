import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import '../base/article-selected.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { ArticlesSavedMessages } from '../locales/en/articles-saved.ts';
import type { KnowledgeSearchMessages } from '../locales/en/knowledge-search.ts';
import type { MessageOverrides } from '../locales/language.ts';
import { articleRow, articleTitle, type Titled } from './article-row.ts';
import { styles } from './knowledge-search.styles.ts';

type Answer = Awaited<ReturnType<KitApi['knowledge']['search']['query']>> & { seq: number };
type List = keyof KnowledgeSearchMessages['list'];

/** How long somebody does not type before it is searched for, milliseconds. */
const restMs = 200;
const pageSize = 10;
const most = 50;

/**
 * Finds articles while one types; without a word it shows those that help most and, to the desk, those that are new or
 * to be reviewed, and what all of them have saved. Everybody is shown what is for them.
 *
 * @summary Finds articles.
 * @fires article-selected - Somebody chose an article; `detail.article` is its reference, or "new" for one that is to be
 * written. Cancelable: then a link is not followed.
 * @csspart search - The field in which one types.
 * @csspart tools - What is listed besides.
 * @csspart article - An article.
 * @csspart saved - What articles have saved, to the desk.
 * @csspart figure - One of the figures there.
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
  /** What this element says in place of its own messages: any of them, those of what articles have saved too. */
  declare messages: MessageOverrides<KnowledgeSearchMessages & ArticlesSavedMessages> | undefined;

  readonly #resource = new LiveResource<string, Answer>(this.again, {
    read: (kit) => this.#read(kit),
    received: (answer) => {
      this.#shown = answer;
    },
    forget: () => {
      this.#shown = undefined;
    },
  });
  readonly #saved = new LaterPart(
    async () => {
      const { ArticlesSaved } = await import('./articles-saved.ts');
      return new ArticlesSaved(
        () => this.#filter,
        () => this.locale,
        this.again,
      );
    },
    () => this.refresh(),
  );
  readonly #refreshing = new RefreshTimer(() => this.#readAgain());
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
    const failure = this.#failure;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && shown.articles.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
    if (shown && changed.has('service')) this.#readAgain();
  }

  protected override clientChanged(kit: KitClient): () => void {
    const disconnect = this.#refreshing.beside(this.#resource.connect(kit, 'articles'));
    const leave = this.#figures?.resource.connect(kit, 'figures');
    return () => {
      clearTimeout(this.#rest);
      leave?.();
      disconnect();
    };
  }

  // ---- what is asked ----

  /** What articles have saved: nothing unless it is chosen, and until that part has come. */
  get #figures() {
    return this.#list === 'saved' ? this.#saved.get() : undefined;
  }

  /** Why what is shown may be out of date. */
  get #failure() {
    return this.#resource.failure ?? this.#figures?.failure;
  }

  get #filter() {
    return { only: this.#only || null, service: this.service || null };
  }

  #readAgain(): void {
    void this.#resource.readAgain();
    void this.#figures?.resource.readAgain();
  }

  async #read(kit: KitClient): Promise<Answer> {
    const turn = ++this.#turn;
    const text = this.#text.trim().slice(0, 200);
    const list = this.#list === 'saved' ? 'popular' : this.#list;
    const [language, limit] = [this.language, this.#limit];
    const asked = { text, language, list, limit, ...this.#filter };
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
    this.#readAgain();
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
    const { mayWrite } = shown;
    const isSaved = mayWrite && this.#list === 'saved' && !this.#text.trim();
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
          this.isStale(shown, this.#failure)
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
        ${mayWrite ? this.#renderTools(words, shown.languages) : nothing}
        ${isSaved ? this.#renderSaved(words) : this.#renderArticles(shown, words)}
      </div>
    `;
  }

  #renderArticles({ articles, more }: Answer, words: KnowledgeSearchMessages): unknown {
    if (articles.length === 0) {
      return notice('', circleAlertGlyph, html`<span data-say>${this.#noneOf(words)}</span>`);
    }
    return html`
      ${this.#text.trim() ? html`<p class="hint" data-say>${words.found(articles.length, more)}</p>` : nothing}
      <ul role="list">${articles.map((each) => articleRow(each, this.#renderTitle(each), words))}</ul>
      ${
        more && this.#limit < most
          ? html`<button type="button" @click=${() => void this.#more()}>${words.more}</button>`
          : nothing
      }
    `;
  }

  #renderSaved(text: KnowledgeSearchMessages): unknown {
    const { locale, messages, again } = this;
    const figures = this.#figures;
    if (!figures) return this.renderSkeleton();
    return figures.draw({
      ...{ text, locale, messages, again },
      root: this.shadowRoot as ShadowRoot,
      level: headingLevel(this.headingLevel, 1),
      title: (article) => this.#renderTitle(article),
      explain: (failure) => this.explain(failure),
    });
  }

  #renderTitle(article: Titled): unknown {
    return articleTitle(article, this.href, (event) => this.#select(event, article.article));
  }

  #noneOf(words: KnowledgeSearchMessages): string {
    if (this.#text.trim()) return words.noneFound;
    return this.#list === 'review' ? words.noneToReview : words.none;
  }

  /** What a language is called, and its tag where it has no name. */
  #nameOf(language: string): string {
    try {
      return new Intl.DisplayNames(this.locale, { type: 'language' }).of(language) ?? language;
    } catch {
      return language;
    }
  }

  /** For the desk: others are shown what helps most. */
  #renderTools(words: KnowledgeSearchMessages, languages: readonly string[]): unknown {
    const only = this.#only;
    // What is chosen stays, also when the last article in it is gone.
    const all = only && !languages.includes(only) ? [only, ...languages] : languages;
    const lists = Object.entries(words.list) as [List, string][];
    return html`<div class="tools" part="tools" role="group" aria-label=${words.lists}>
      ${lists.map(
        ([list, said]) => html`<button
          type="button"
          aria-pressed=${list === this.#list && !this.#text.trim()}
          @click=${() => {
            this.#list = list;
            this.#text = '';
            this.#limit = pageSize;
            // It is read anew, and what articles have saved only while that is chosen.
            this.refresh();
          }}
        >${said}</button>`,
      )}
      <select
        class="only"
        aria-label=${words.language}
        @change=${(event: Event) => {
          this.#only = (event.target as HTMLSelectElement).value;
          this.#ask();
          this.requestUpdate();
        }}
      >
        <option value="" ?selected=${this.#only === ''}>${words.anyLanguage}</option>
        ${all.map((each) => html`<option value=${each} ?selected=${each === this.#only}>${this.#nameOf(each)}</option>`)}
      </select>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'knowledge-search': KnowledgeSearch;
  }
}
