import type { IncidentView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import '../../base/article-selected.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { TimelineArticlesMessages } from '../../locales/en/timeline-articles.ts';
import { withOwnWords } from '../own-words.ts';
import type { WorkHost } from '../work-host.ts';
import { styles } from './articles-beside.styles.ts';

type Answer = Awaited<ReturnType<KitApi['knowledge']['ofIncident']['query']>>;
type Summary = Answer['linked'][number];

const all = new WeakMap<WorkHost, ArticlesBeside>();

/** Articles that the incident is linked to, or that may help with it; of a resolved one, a draft can be made. */
export function articlesBeside(host: WorkHost, incident: IncidentView, locale: string): unknown {
  const beside = all.get(host) ?? new ArticlesBeside(host);
  all.set(host, beside);
  return beside.template(incident, locale);
}

class ArticlesBeside {
  readonly #host: WorkHost;
  #answer: Answer | undefined;
  /** What was asked about last. */
  #asked: string | undefined;
  #isOpen = false;
  /** The article that is being linked, or "new" while one is made. */
  #busy: string | undefined;
  #problem: KitRequestError | undefined;

  constructor(host: WorkHost) {
    this.#host = host;
  }

  template(incident: IncidentView, locale: string): unknown {
    const language = languageOf(locale, 'timeline-articles');
    this.#ask(incident, language);
    const found = messagesOf(language, 'timeline-articles', this.#host.changed);
    const answer = this.#answer;
    if (!found || !answer) return nothing;
    const { articles, linked, madeFrom } = answer;
    const canMake = incident.resolved !== null && madeFrom === null;
    if (articles.length + linked.length === 0 && !canMake) return nothing;
    addStyles(this.#host.root, styles);
    const said = found as unknown as TimelineArticlesMessages;
    const words = withOwnWords(said, language, this.#host.ownWords());
    const toggle = () => {
      this.#isOpen = !this.#isOpen;
      this.#host.changed();
    };
    return html`<section class="articles" part="articles" aria-label=${words.heading}>
      <p>
        <button
          type="button"
          class="plain"
          aria-expanded=${this.#isOpen}
          aria-controls=${this.#isOpen ? 'articles' : nothing}
          @click=${toggle}
        >${words.found(linked.length, articles.length)}</button>
      </p>
      ${
        this.#isOpen
          ? html`<div id="articles">
              <ul role="list">
                ${linked.map((each) => this.#article(each, html`<bdi class="muted">${words.linked}</bdi>`))}
                ${articles.map((each) => this.#article(each, this.#linkButton(each, incident, words)))}
              </ul>
              ${madeFrom ? html`<p><bdi class="muted">${words.made(madeFrom)}</bdi></p>` : nothing}
              ${canMake ? this.#makeButton(incident, language, words) : nothing}
              ${this.#problem ? html`<p class="muted" data-say>${this.#problem.message}</p>` : nothing}
            </div>`
          : nothing
      }
    </section>`;
  }

  #article({ article, title, excerpt, language }: Summary, beside: unknown): TemplateResult {
    return html`<li>
      <p>
        <button type="button" class="plain" @click=${() => this.#select(article)}>${article}</button>
        <span lang=${language} dir="auto">${title}</span> ${beside}
      </p>
      <p class="muted excerpt" lang=${language} dir="auto">${excerpt}</p>
    </li>`;
  }

  #linkButton(
    { article }: Summary,
    { incident }: IncidentView,
    words: TimelineArticlesMessages,
  ): TemplateResult {
    const link = { incident, kind: 'article' as const, target: article };
    return html`<button
      type="button"
      class="plain"
      aria-disabled=${this.#busy !== undefined}
      @click=${() => void this.#do(article, (api) => api.incidents.link.mutate(link))}
    >${this.#busy === article ? words.linking : words.link}</button>`;
  }

  #makeButton(
    { incident }: IncidentView,
    language: string,
    words: TimelineArticlesMessages,
  ): TemplateResult {
    const { headings } = words;
    return html`<p>
      <button
        type="button"
        aria-disabled=${this.#busy !== undefined}
        @click=${() =>
          void this.#do('new', async (api) => {
            const asked = { incident, language, headings };
            const { article } = await api.knowledge.draftFromIncident.mutate(asked);
            this.#select(article);
          })}
      >${this.#busy === 'new' ? words.making : words.make}</button>
    </p>`;
  }

  async #do(busy: string, ask: (api: KitApi) => Promise<unknown>): Promise<void> {
    if (this.#busy !== undefined) return;
    this.#busy = busy;
    this.#problem = undefined;
    this.#host.changed();
    try {
      await this.#host.kit.call(ask);
      this.#asked = undefined;
    } catch (problem) {
      this.#problem = problem as KitRequestError;
    }
    this.#busy = undefined;
    this.#host.changed();
  }

  /** It is the page that knows where an article is to be shown. */
  #select(article: string): void {
    const options = { detail: { article }, bubbles: true, composed: true, cancelable: true };
    this.#host.root.host.dispatchEvent(new CustomEvent('article-selected', options));
  }

  /** Once for what it says. Without an answer nothing is shown: everything else can be done without it. */
  #ask({ incident, title, service, links, resolved }: IncidentView, language: string): void {
    const asked = JSON.stringify([incident, title, service, links, resolved?.at]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#host.kit
      .call((api) => api.knowledge.ofIncident.query({ incident, language }))
      .then(
        (answer) => {
          if (asked !== this.#asked) return;
          this.#answer = answer;
          this.#host.changed();
        },
        () => undefined,
      );
  }
}
