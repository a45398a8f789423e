import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { formatInstant } from '../base/intl.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ArticleVersionsMessages } from '../locales/en/article-versions.ts';
import type { KnowledgeArticleMessages } from '../locales/en/knowledge-article.ts';
import { styles } from './article-versions.styles.ts';
import { type ComparedLine, compareLines } from './lines-compared.ts';

type Version = Awaited<ReturnType<KitApi['knowledge']['versions']['query']>>['versions'][number];

interface Host {
  changed(): void;
  explain(problem: KitRequestError): string;
  left(): void;
  /** Resolves when it is shown. */
  saved(version: number): Promise<void>;
}

interface Model {
  locale: string;
  root: ShadowRoot;
  words: KnowledgeArticleMessages;
  level: unknown;
}

interface Drawing extends Model {
  own: ArticleVersionsMessages;
}

/** The versions of an article, what each of them changed, and the way back to one. */
export class ArticleVersions {
  readonly #kit: KitClient;
  readonly #article: string;
  /** The version that was seen last. */
  #basedOn: number;
  readonly #host: Host;
  #versions: readonly Version[] | undefined;
  #open: number | undefined;
  #restoring: number | undefined;
  #problem: KitRequestError | undefined;

  /** @param basedOn - the version that is shown */
  constructor(kit: KitClient, article: string, basedOn: number, host: Host) {
    this.#kit = kit;
    this.#article = article;
    this.#basedOn = basedOn;
    this.#host = host;
    void this.#read();
  }

  async #read(): Promise<void> {
    const article = this.#article;
    try {
      const { versions } = await this.#kit.call((api) => api.knowledge.versions.query({ article }));
      this.#versions = versions;
      this.#basedOn = Math.max(this.#basedOn, ...versions.map(({ version }) => version));
    } catch (problem) {
      this.#problem = problem as KitRequestError;
    }
    this.#host.changed();
  }

  template(model: Model): unknown {
    const language = languageOf(model.locale, 'article-versions');
    const found = messagesOf(language, 'article-versions', this.#host.changed);
    if (!found) return nothing;
    addStyles(model.root, styles);
    const own = found as unknown as ArticleVersionsMessages;
    const versions = this.#versions;
    return html`
      <section class="versions" part="versions" tabindex="-1" aria-label=${own.heading}>
        <header>
          <h3 aria-level=${model.level}>${own.heading}</h3>
          <button type="button" class="plain" @click=${() => this.#host.left()}>${own.close}</button>
        </header>
        <div class="slot" role="alert">
          ${this.#problem ? notice('danger', circleAlertGlyph, this.#problem.code === 'article-stale' ? own.stale : this.#host.explain(this.#problem)) : nothing}
        </div>
        ${
          versions
            ? html`<ol>${versions.map((each) => this.#renderVersion(each, { ...model, own }))}</ol>`
            : html`<p class="muted">${this.#problem ? nothing : own.loading}</p>`
        }
      </section>
    `;
  }

  #renderVersion(each: Version, model: Drawing): TemplateResult {
    const { own, words, locale } = model;
    const { version, what, at, by, name, reason, rating, restores, text } = each;
    const isOpen = this.#open === version;
    const toggle = () => {
      this.#open = isOpen ? undefined : version;
      this.#host.changed();
    };
    return html`<li>
      <p>
        <b>${own.version(version)}</b>
        <bdi class="muted">
          ${own.what[what]}${restores === null ? nothing : ` ${own.restores(restores)}`}
          ${own.by(name ?? by ?? own.somebody)}, ${formatInstant(locale, at)}
        </bdi>
      </p>
      ${rating ? html`<p><bdi>${own.rating(words.confidences[rating.confidence], words.audiences[rating.audience])}</bdi></p>` : nothing}
      ${reason ? html`<p lang="" dir="auto">${reason}</p>` : nothing}
      ${what !== 'rated' && !text ? html`<p class="muted">${own.erased}</p>` : nothing}
      ${
        text
          ? html`<div class="actions">
              <button type="button" class="plain" aria-expanded=${isOpen} @click=${toggle}>${own.compare}</button>
              ${
                version === this.#lastText
                  ? nothing
                  : html`<button
                      type="button"
                      class="plain"
                      aria-disabled=${this.#restoring !== undefined}
                      @click=${() => void this.#restore(version)}
                    >${this.#restoring === version ? own.restoring : own.restore}</button>`
              }
            </div>`
          : nothing
      }
      ${isOpen && text ? this.#renderCompared(version, text, own) : nothing}
    </li>`;
  }

  /** The version that the article says by now. */
  get #lastText(): number | undefined {
    return this.#versions?.find(({ text }) => text)?.version;
  }

  #renderCompared(
    version: number,
    { title, body }: NonNullable<Version['text']>,
    own: ArticleVersionsMessages,
  ): TemplateResult {
    const before = this.#versions?.find((each) => each.version < version && each.text)?.text;
    const lines = compareLines(
      before ? `${before.title}\n\n${before.body}` : '',
      `${title}\n\n${body}`,
    );
    if (lines.every(({ is }) => is === 'same')) return html`<p class="muted">${own.same}</p>`;
    return html`<pre class="compared" tabindex="0" dir="auto">${lines.map((each) => lineOf(each, own))}</pre>`;
  }

  async #restore(version: number): Promise<void> {
    if (this.#restoring !== undefined) return;
    this.#restoring = version;
    this.#problem = undefined;
    this.#host.changed();
    const [article, basedOn] = [this.#article, this.#basedOn];
    try {
      const saved = await this.#kit.call((api) =>
        api.knowledge.restore.mutate({ article, basedOn, version }),
      );
      await this.#host.saved(saved.version);
    } catch (problem) {
      this.#problem = problem as KitRequestError;
      // Whoever brings it back now has seen what was written meanwhile.
      if (this.#problem.code === 'article-stale') await this.#read();
    }
    this.#restoring = undefined;
    this.#host.changed();
  }
}

function lineOf({ line, is }: ComparedLine, own: ArticleVersionsMessages): TemplateResult {
  if (is === 'same') return html`<span>${line}\n</span>`;
  return is === 'added'
    ? html`<ins><span class="quiet">${own.added}</span>${line}\n</ins>`
    : html`<del><span class="quiet">${own.removed}</span>${line}\n</del>`;
}
