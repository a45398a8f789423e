import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { formEnd } from '../base/form-end.ts';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { nameOfOwn } from '../base/kept-for-tab.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ArticleEditorMessages } from '../locales/en/article-editor.ts';
import type { Article } from './article.ts';
import {
  type ArticleContent,
  ArticleDraft,
  type ArticlePlace,
  type ArticleText,
} from './article-draft.ts';
import { styles } from './article-editor.styles.ts';

type Form = Awaited<ReturnType<KitApi['forms']['report']['query']>>;
type FieldProblem = KitRequestError['fields'][number];

interface Host {
  changed(): void;
  explain(problem: KitRequestError, field?: FieldProblem): string;
  left(): void;
  focusOn(selector: string): void;
  /** Resolves when it is shown. */
  saved(article: string, version: number): Promise<void>;
}

interface Model {
  locale: string;
  root: ShadowRoot;
  level: unknown;
  preview(body: string): unknown;
}

/** What is written. */
interface Written {
  /** What is written anew; without it another article is. */
  of: Article | undefined;
  /** Whether the same is written in another language. */
  isTranslation: boolean;
  /** In which an article is that nobody has said another of. */
  language: string;
  /** Under which it is kept; empty for not at all. */
  name: string;
}

/** The name under which it is kept what this person writes of that; empty where nobody can tell whose it is. */
export async function draftName(
  kit: KitClient,
  of: Article | undefined,
  isTranslation: boolean,
): Promise<string> {
  try {
    // Until something was asked as somebody, nobody knows as whom.
    if (!(await kit.bearer())) return '';
    const about = of ? `${isTranslation ? 'translation of ' : ''}${of.article}` : 'new';
    return await nameOfOwn(kit, 'article', about);
  } catch {
    return '';
  }
}

/** What is typed while the preview is not drawn yet, milliseconds. */
const previewRestMs = 250;

/** The form in which an article is written, and what becomes of what was typed there. */
export class ArticleEditor {
  readonly #kit: KitClient;
  readonly #host: Host;
  /** What is written anew; undefined for another article. */
  readonly #article: Article | undefined;
  readonly #translates: string | null;
  readonly #isTranslation: boolean;
  readonly #draft: ArticleDraft;
  /** What somebody else has made of it meanwhile. */
  #theirs: Article | undefined;
  /** Of that, what this writer has changed as well. */
  #both: Partial<ArticleContent> = {};
  #previewed: string;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #form: Form | undefined;
  #isSaving = false;
  /** Whether somebody wants to leave what they wrote, and has not said yet that it is to be discarded. */
  #isAsking = false;
  #problem: KitRequestError | undefined;

  constructor(kit: KitClient, { of, isTranslation, language, name }: Written, host: Host) {
    this.#kit = kit;
    this.#host = host;
    this.#article = isTranslation ? undefined : of;
    this.#isTranslation = isTranslation;
    this.#translates = isTranslation ? (of?.article ?? null) : (of?.translates ?? null);
    const began = {
      title: of?.title ?? '',
      body: of?.body ?? '',
      // Only whoever translates it knows into which.
      language: isTranslation ? '' : (of?.language ?? language),
      reason: '',
      service: of?.service ?? null,
      category: of?.category ?? null,
    };
    this.#draft = new ArticleDraft(name, began, of?.version ?? 0);
    this.#previewed = this.#draft.values.body;
    void kit
      .call((api) => api.forms.report.query())
      .then(
        (form) => {
          this.#form = form;
          host.changed();
        },
        // Without it the article stays where it is filed.
        () => undefined,
      );
  }

  template(model: Model): unknown {
    const language = languageOf(model.locale, 'article-editor');
    const found = messagesOf(language, 'article-editor', this.#host.changed);
    if (!found) return nothing;
    const words = found as unknown as ArticleEditorMessages;
    addStyles(model.root, styles);
    const { values, isTakenUp } = this.#draft;
    return html`
      <form
        class="editor"
        part="editor"
        novalidate
        aria-busy=${this.#isSaving}
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save();
        }}
      >
        <h2 aria-level=${model.level}>${this.#heading(words)}</h2>
        ${
          isTakenUp && !this.#theirs
            ? notice('', circleAlertGlyph, words.takenUp, {
                label: words.discard,
                onClick: () => this.#discard(),
              })
            : nothing
        }
        ${this.#renderTheirs(words, model)}
        ${this.#field('title', words.title, html`<input id="title" maxlength="200" dir="auto" required aria-describedby="title-error" .value=${values.title} @input=${this.#typed('title')} />`)}
        <div class="panes">
          ${this.#field(
            'body',
            words.body,
            html`
              <textarea id="body" maxlength="50000" dir="auto" required aria-describedby="body-hint body-error" .value=${values.body} @input=${this.#typed('body')}></textarea>
              <p class="hint" id="body-hint">${words.bodyHint}</p>
            `,
          )}
          <section class="preview" aria-label=${words.preview}>
            <p class="hint">${words.preview}</p>
            ${model.preview(this.#previewed)}
          </section>
        </div>
        <div class="row">
          ${this.#field(
            'language',
            words.language,
            html`
              <input id="language" maxlength="35" required aria-describedby="language-hint language-error" .value=${values.language} @input=${this.#typed('language')} />
              <p class="hint" id="language-hint">${words.languageHint}</p>
            `,
          )}
          ${this.#choice('service', words.service, words.none, this.#form?.services ?? [])}
          ${this.#choice('category', words.category, words.none, this.#form?.categories ?? [])}
        </div>
        ${
          this.#article
            ? this.#field(
                'reason',
                `${words.reason} (${words.optional})`,
                html`<input id="reason" maxlength="500" dir="auto" aria-describedby="reason-error" .value=${values.reason} @input=${this.#typed('reason')} />`,
              )
            : nothing
        }
        ${this.#isAsking ? this.#renderQuestion(words) : this.#renderEnd(words)}
      </form>
    `;
  }

  #heading(words: ArticleEditorMessages): string {
    const { article } = this.#article ?? {};
    if (this.#isTranslation) return words.translationOf(this.#translates ?? '');
    return article ? words.change(article) : words.newArticle;
  }

  #renderEnd(words: ArticleEditorMessages): unknown {
    return formEnd({
      problem: this.#refusal,
      isBusy: this.#isSaving,
      submit: this.#isSaving ? words.saving : this.#theirs ? words.overwrite : words.save,
      ...{ leave: words.cancel, onLeave: () => this.#leave() },
    });
  }

  /** In place of what ends the form: there is nothing that brings back what was discarded. */
  #renderQuestion(words: ArticleEditorMessages): unknown {
    return html`
      ${notice('warning', circleAlertGlyph, words.unsaved)}
      <div class="actions">
        <button type="button" class="primary go-on" @click=${() => this.#ask(false, '#body')}>${words.goOn}</button>
        <button
          type="button"
          class="plain"
          @click=${() => {
            this.#draft.discard();
            this.#host.left();
          }}
        >${words.discard}</button>
      </div>
    `;
  }

  #ask(isAsking: boolean, next: string): void {
    this.#isAsking = isAsking;
    this.#host.focusOn(next);
  }

  #leave(): void {
    if (this.#draft.isChanged) this.#ask(true, '.go-on');
    else this.#host.left();
  }

  #discard(): void {
    this.#draft.discard();
    this.#previewed = this.#draft.values.body;
    this.#host.focusOn('#title');
  }

  readonly #typed = (name: keyof ArticleText) => (event: Event) => {
    this.#draft.write({ [name]: (event.target as HTMLInputElement).value });
    if (name !== 'body') return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#previewed = this.#draft.values.body;
      this.#host.changed();
    }, previewRestMs);
  };

  #field(name: string, label: string, control: TemplateResult): TemplateResult {
    const wrong = this.#problem?.fields.find(({ path }) => path[0] === name);
    const said = wrong && this.#problem && this.#host.explain(this.#problem, wrong);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      ${control}
      <p class="field-error" id="${name}-error" ?hidden=${!said}>
        ${said ? [glyph(circleAlertGlyph), html`<span data-say>${said}</span>`] : nothing}
      </p>
    </div>`;
  }

  #choice(
    name: keyof ArticlePlace,
    label: string,
    none: string,
    options: readonly { id: string; name: string }[],
  ): unknown {
    const chosen = this.#draft.values[name];
    const isKnown = chosen === null || options.some(({ id }) => id === chosen);
    const all = isKnown ? options : [...options, { id: chosen, name: chosen }];
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        @change=${(event: Event) =>
          this.#draft.write({ [name]: (event.target as HTMLSelectElement).value || null })}
      >
        <option value="" ?selected=${chosen === null}>${none}</option>
        ${all.map(
          ({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`,
        )}
      </select>
    </div>`;
  }

  #renderTheirs(words: ArticleEditorMessages, { preview, level }: Model): unknown {
    const theirs = this.#theirs;
    if (!theirs) return nothing;
    return [
      notice('warning', circleAlertGlyph, words.stale),
      html`<section class="theirs">
        <h2 aria-level=${level} dir="auto">${theirs.title}</h2>
        ${preview(theirs.body ?? '')}
        ${(['language', 'service', 'category'] as const)
          .filter((each) => each in this.#both)
          .map(
            (each) => html`<p class="hint">${words[each]}: <bdi>${this.#nameOf(each)}</bdi></p>`,
          )}
      </section>`,
    ];
  }

  /** How they have what both changed. */
  #nameOf(field: 'language' | 'service' | 'category'): string {
    const value = this.#both[field] ?? '';
    const { services = [], categories = [] } = this.#form ?? {};
    return [...services, ...categories].find(({ id }) => id === value)?.name ?? value;
  }

  /** What is said of the whole, and neither beside what somebody else wrote nor at a field. */
  get #refusal(): string | undefined {
    const problem = this.#problem;
    if (!problem || problem.code === 'article-stale' || problem.fields.length > 0) return undefined;
    return this.#host.explain(problem);
  }

  async #save(): Promise<void> {
    if (this.#isSaving) return;
    const draft = this.#draft;
    const { title, body, language, reason, service, category } = draft.values;
    const text = { title, body, language: language.trim() };
    const facts = { service, category, translates: this.#translates };
    this.#isSaving = true;
    this.#problem = undefined;
    this.#host.changed();
    try {
      const { article } = this.#article ?? {};
      const { basedOn } = draft;
      const saved = await this.#kit.call((api) =>
        article
          ? api.knowledge.edit.mutate({ article, basedOn, ...text, ...facts, reason })
          : api.knowledge.create.mutate({ ...text, ...facts }),
      );
      draft.forget();
      await this.#host.saved(saved.article, saved.version);
    } catch (error) {
      this.#problem = error as KitRequestError;
      if (this.#problem.code === 'article-stale') await this.#readTheirs();
    }
    this.#isSaving = false;
    this.#host.changed();
  }

  /** What was typed stays; whoever saves it again has seen what the other wrote. */
  async #readTheirs(): Promise<void> {
    const { article } = this.#article ?? {};
    if (!article) return;
    try {
      const answer = await this.#kit.call((api) => api.knowledge.get.query({ article }));
      this.#takeTheirs(answer.article);
    } catch (error) {
      this.#problem = error as KitRequestError;
    }
  }

  /** What this writer did not touch becomes theirs; what both changed stays, with theirs above it. */
  #takeTheirs(theirs: Article): void {
    const { title, body, language, service = null, category = null, version } = theirs;
    const content = { title: title ?? '', body: body ?? '', language, service, category };
    this.#both = { ...this.#both, ...this.#draft.merge(content, version) };
    this.#previewed = this.#draft.values.body;
    this.#theirs = theirs;
  }
}
