import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import '../base/article-selected.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { formatInstant } from '../base/intl.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { markdownStyles } from '../base/markdown-styles.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { KnowledgeArticleMessages } from '../locales/en/knowledge-article.ts';
import type { Answer, Article, Rating } from './article.ts';
import type { ArticleEditor } from './article-editor.ts';
import { languageLinks, voteButtons } from './article-parts.ts';
import type { ArticleVersions } from './article-versions.ts';
import { deskTools } from './desk-tools.ts';
import './knowledge-article.events.ts';
import { styles } from './knowledge-article.styles.ts';

/** What `article-id` says of an article that is to be written. */
const unwritten = 'new';

/**
 * An article: what it says, whether it helped, and for the desk what is thought of it, its versions and a form to write
 * it. Its text is drawn and never becomes HTML of the page.
 *
 * @summary Shows an article; the desk writes it here as well.
 * @fires article-changed - It was written, or something was said of it, from here; `detail.article` is its reference.
 * @fires article-selected - Somebody chose the same in another language; `detail.article` is that one's reference.
 * Cancelable: then it is not shown here.
 * @csspart title - The title.
 * @csspart body - The text.
 * @csspart vote - The question whether it helped.
 * @csspart desk - What the desk sees and does besides.
 * @csspart editor - The form in which it is written.
 * @csspart versions - The versions.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of links and buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There is an article.
 * @cssstate empty - No article is chosen.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses, or there is no such article.
 */
export class KnowledgeArticle extends KitElement<'knowledge-article'> {
  static override readonly element = 'knowledge-article';
  static override styles = [hostStyles, panelStyles, markdownStyles, styles];
  static override properties: PropertyDeclarations = {
    articleId: { attribute: 'article-id' },
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
  };

  /** The article that is shown, e.g. "KB-7"; "new" for one that is to be written. */
  declare articleId: string | undefined;
  /** Where the title stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only shows the article: nothing is written or said of it from here. */
  declare readonly: boolean;

  readonly #resource = new LiveResource<string, Answer>(this.again, {
    read: async (kit) => {
      const article = this.#reference;
      const answer = await kit.call((api) => api.knowledge.get.query({ article }));
      return { ...answer, seq: 0 };
    },
    received: (answer) => {
      this.#shown = answer;
    },
    forget: () => {
      this.#shown = this.#editor = this.#versions = this.#news = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  readonly #markdown = new LaterPart(() => import('../base/markdown.ts'), this.again);
  #shown: Answer | undefined;
  #editor: ArticleEditor | undefined;
  #versions: ArticleVersions | undefined;
  /** What somebody did here last, or why it was refused. */
  #news: { problem: KitRequestError } | { done: string } | undefined;
  #isBusy = false;
  /** What is just being said of it, and shown until the server has taken it or not. */
  #saying: Partial<Rating> = {};
  /** What the focus goes to once it is there: what it is drawn with may still have to come. */
  #awaited = '';

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    // Before the client is looked for, which then begins anew.
    if (changed.has('articleId') && this.hasUpdated) this.refresh();
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    const isEmpty = !this.#reference;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: isEmpty ? false : shown || this.#editor ? true : undefined,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#awaited && this.renderRoot.querySelector(this.#awaited)) {
      void this.focusOn(this.#awaited);
      this.#awaited = '';
    }
  }

  protected override clientChanged(kit: KitClient): () => void {
    const article = this.#reference;
    const isWritten = article !== '' && article !== unwritten;
    const disconnect = this.#resource.connect(kit, isWritten ? article : undefined);
    if (article === unwritten) void this.#write(undefined);
    return this.#refreshing.beside(disconnect);
  }

  get #reference(): string {
    return String(this.articleId ?? '').trim();
  }

  // ---- what somebody does ----

  /** @param of - what is written anew; without it another article is */
  async #write(of: Article | undefined, isTranslation = false): Promise<void> {
    const { kit } = this;
    if (!kit || this.readonly) return;
    const { ArticleEditor, draftName } = await import('./article-editor.ts');
    const name = await draftName(kit, of, isTranslation);
    if (kit !== this.kit) return;
    this.#news = this.#versions = undefined;
    const { language } = this;
    this.#editor = new ArticleEditor(
      kit,
      { of, isTranslation, language, name },
      {
        changed: this.again,
        focusOn: (selector) => void this.focusOn(selector),
        explain: (problem, field) => this.explain(problem, field),
        left: () => this.#leave(),
        saved: (article, version) => this.#saved(article, version),
      },
    );
    this.#await('#title');
  }

  #await(selector: string): void {
    this.#awaited = selector;
    this.requestUpdate();
  }

  #leave(): void {
    this.#editor = undefined;
    // Nothing is left to show of what is not written.
    if (this.#reference === unwritten) this.articleId = '';
    void this.focusOn('.frame');
  }

  /** What is next done to it is decided on what is shown then: that is read before it can be done. */
  async #saved(article: string, version: number): Promise<void> {
    this.emit('article-changed', { article, version });
    if (article === this.#reference) await this.#resource.readAgain();
    else this.articleId = article;
    this.#editor = this.#versions = undefined;
    this.#news = { done: this.text?.rated ?? '' };
    void this.focusOn('.frame');
  }

  async #openVersions({ article, version }: Article): Promise<void> {
    const { kit } = this;
    if (!kit) return;
    const { ArticleVersions } = await import('./article-versions.ts');
    if (kit !== this.kit) return;
    this.#versions = new ArticleVersions(kit, article, version, {
      changed: this.again,
      explain: (problem) => this.explain(problem),
      left: () => {
        this.#versions = undefined;
        void this.focusOn('.open-versions');
      },
      saved: (version) => this.#saved(article, version),
    });
    this.#await('.versions');
  }

  /** One thing at a time: each is decided on what is shown. */
  async #do<T>(
    ask: (api: KitApi) => Promise<T>,
    done: (answer: T, words: KnowledgeArticleMessages) => string,
  ): Promise<void> {
    const { kit, text } = this;
    if (!kit || !text || this.#isBusy) return;
    this.#isBusy = true;
    this.#news = undefined;
    this.requestUpdate();
    // Drawn: only then it is drawn otherwise if it is refused.
    await this.updateComplete;
    try {
      const answer = await kit.call(ask);
      this.#news = { done: done(answer, text) };
    } catch (problem) {
      this.#news = { problem: problem as KitRequestError };
    }
    await this.#resource.readAgain();
    this.#isBusy = false;
    this.#saying = {};
    this.requestUpdate();
  }

  #rate({ article, version: basedOn }: Article, said: Partial<Rating>): boolean {
    if (this.#isBusy) return false;
    this.#saying = said;
    void this.#do(
      (api) => api.knowledge.rate.mutate({ article, basedOn, ...said }),
      ({ version }, words) => {
        this.emit('article-changed', { article, version });
        return words.rated;
      },
    );
    return true;
  }

  #vote({ article, vote }: Article, helpful: boolean): void {
    const said = vote === helpful ? null : helpful;
    void this.#do(
      (api) => api.knowledge.vote.mutate({ article, helpful: said }),
      (_, words) => (said === null ? '' : words.thanks),
    );
  }

  #select(event: Event, article: string): void {
    event.preventDefault();
    if (this.emit('article-selected', { article }, true)) this.articleId = article;
  }

  // ---- rendering ----

  protected override render(words: KnowledgeArticleMessages): unknown {
    if (this.kit && !this.#reference) return notice('', circleAlertGlyph, words.noArticle);
    const editor = this.kit && this.#editor;
    if (editor) return this.#renderEditor(editor);
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderArticle(shown, words);
    if (this.kit && this.#reference === unwritten && this.readonly) {
      return notice('', circleAlertGlyph, words.noneToWrite);
    }
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

  #renderEditor(editor: ArticleEditor): unknown {
    return html`<div class="frame" tabindex="-1">
      ${editor.template({
        locale: this.locale,
        root: this.shadowRoot as ShadowRoot,
        level: headingLevel(this.headingLevel),
        preview: (body) => this.#renderBody(body, ''),
      })}
    </div>`;
  }

  #renderArticle(answer: Answer, words: KnowledgeArticleMessages): unknown {
    const { article, mayWrite, mayVote } = answer;
    const { title, body, language, changedAt } = article;
    const day = formatInstant(this.locale, changedAt, { dateStyle: 'medium' });
    const isDesk = mayWrite && !this.readonly;
    return html`
      <article class="frame" tabindex="-1">
        ${
          this.isStale(answer, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <div class="slot" role="status">${this.#renderNews(words)}</div>
        <header class="head">
          <h2 class="title" part="title" lang=${language} dir="auto" aria-level=${headingLevel(this.headingLevel)}>
            ${title ?? article.article}
          </h2>
          <p class="facts small muted">
            <bdi>${article.article}</bdi><bdi>${words.changed(day)}</bdi>
          </p>
          ${languageLinks(article, words, (event, other) => this.#select(event, other))}
        </header>
        ${body === null ? notice('', circleAlertGlyph, words.erased) : this.#renderBody(body, language)}
        ${
          mayVote && !this.readonly && body !== null
            ? voteButtons(article, words, this.#isBusy, (helpful) => this.#vote(article, helpful))
            : nothing
        }
        ${
          isDesk
            ? deskTools(article, words, {
                rate: (said) => this.#rate(article, said),
                saying: this.#saying,
                edit: () => void this.#write(article),
                translate: () => void this.#write(article, true),
                openVersions: () => void this.#openVersions(article),
                isOpen: this.#versions !== undefined,
              })
            : nothing
        }
        ${
          isDesk && this.#versions
            ? this.#versions.template({
                locale: this.locale,
                root: this.shadowRoot as ShadowRoot,
                words,
                level: headingLevel(this.headingLevel, 1),
              })
            : nothing
        }
      </article>
    `;
  }

  #renderNews(words: KnowledgeArticleMessages): unknown {
    const news = this.#news;
    if (!news) return nothing;
    if ('problem' in news) {
      const { problem } = news;
      const said =
        problem.code === 'article-stale' ? words.changedMeanwhile : this.explain(problem);
      return notice('danger', circleAlertGlyph, said);
    }
    return news.done ? notice('success', circleCheckGlyph, news.done) : nothing;
  }

  /** Until what draws it has come, as it was written. */
  #renderBody(body: string, language: string): unknown {
    const level = Math.floor(Number(this.headingLevel)) || 2;
    return html`<div class="body" part="body" lang=${language} dir="auto">
      ${this.#markdown.get()?.markdownTemplate(body, level + 1) ?? html`<p>${body}</p>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'knowledge-article': KnowledgeArticle;
  }
}
