import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import '../base/article-selected.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { formatInstant } from '../base/intl.ts';
import type { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { ReportSimilarMessages } from '../locales/en/report-similar.ts';
import type { ReportSession } from './report-session.ts';
import { styles } from './report-similar.styles.ts';

type Articles = Awaited<ReturnType<KitApi['knowledge']['suggest']['mutate']>>['articles'];
type Answer = Awaited<ReturnType<KitApi['incidents']['similarToText']['mutate']>>;

/** What is protected is the form's own and its parts'. */
interface Form {
  kit: KitClient | undefined;
  locale: string;
  focusOn(selector: string): Promise<void>;
}

/** Nobody is asked for each letter: so long after the last, milliseconds. */
const pauseMs = 700;

/** What is less like it than that is more often something else. */
const leastLikeness = 0.25;
const mostShown = 3;

const all = new WeakMap<ReportSession, ReportSimilar>();

/** What is like the report that is being written: beside it, and never in the way of sending it. */
export function reportSimilar(element: KitElement, session: ReportSession): unknown {
  const similar = all.get(session) ?? new ReportSimilar(element, session);
  all.set(session, similar);
  return similar.template();
}

class ReportSimilar {
  readonly #element: KitElement;
  readonly #session: ReportSession;
  #incidents: Answer['incidents'] = [];
  #articles: Articles = [];
  /** The article that is read here, and what it says once that has come. */
  #read: { article: string; body?: string | null } | undefined;
  readonly #markdown: LaterPart<typeof import('../base/markdown.ts')>;
  /** Of which text and person that is, or will be. */
  #asked = '';
  #client: KitClient | undefined;
  /** As whom; null for a visitor. */
  #person: string | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What became of the last “This solved it”; undefined once something else is typed. */
  #said: 'saved' | 'failed' | 'back' | undefined;
  /** Brings back what was typed before it was said. */
  #bringBack: (() => void) | undefined;
  #isSaving = false;

  constructor(element: KitElement, session: ReportSession) {
    this.#element = element;
    this.#session = session;
    this.#markdown = new LaterPart(
      () => import('../base/markdown.ts'),
      () => element.requestUpdate(),
    );
  }

  template(): unknown {
    const { kit, locale } = this.#element as unknown as Form;
    this.#askFor(kit);
    const language = languageOf(locale, 'report-similar');
    const found = messagesOf(language, 'report-similar', () => this.#element.requestUpdate());
    if (!found) return nothing;
    const root = this.#element.shadowRoot as ShadowRoot;
    addStyles(root, styles);
    const markdown = this.#read && this.#markdown.get();
    if (markdown) addStyles(root, markdown.markdownStyles);
    const messages = found as unknown as ReportSimilarMessages;
    if (this.#said === 'saved') {
      return notice('success', circleCheckGlyph, html`<bdi data-say>${messages.saved}</bdi>`, {
        label: messages.report,
        onClick: () => void this.#report(),
      });
    }
    if (this.#said === 'back') {
      return notice('', circleAlertGlyph, html`<bdi data-say>${messages.back}</bdi>`);
    }
    if (!this.#incidents.length && !this.#articles.length) return nothing;
    const list = html`
      ${this.#articles.length ? this.#articlesTemplate(messages) : nothing}
      ${
        this.#incidents.length
          ? html`<p data-say><bdi>${messages.heading}</bdi></p>
            <ul class="similar" role="list">
              ${this.#incidents.map((each) => incidentTemplate(each, messages, locale, () => this.#save((api) => api.incidents.saveReport.mutate({ incident: each.incident }))))}
            </ul>`
          : nothing
      }
      ${this.#said === 'failed' ? html`<p data-say><bdi>${messages.failed}</bdi></p>` : nothing}
    `;
    return notice('', circleAlertGlyph, list);
  }

  #articlesTemplate(messages: ReportSimilarMessages): unknown {
    return html`
      <p data-say><bdi>${messages.articles}</bdi></p>
      <ul class="similar articles" role="list">
        ${this.#articles.map((each) => this.#articleTemplate(each, messages))}
      </ul>
    `;
  }

  #articleTemplate(
    { article, title, excerpt, language }: Articles[number],
    messages: ReportSimilarMessages,
  ): TemplateResult {
    const { body } = this.#read?.article === article ? this.#read : {};
    return html`<li>
      <p><b lang=${language} dir="auto">${title}</b></p>
      <div class="body" lang=${language} dir="auto">
        ${body ? (this.#markdown.get()?.markdownTemplate(body, 4) ?? body) : html`<p>${excerpt}</p>`}
      </div>
      <div class="actions">
        ${body ? nothing : html`<button type="button" @click=${() => void this.#open(article)}>${messages.read}</button>`}
        ${
          this.#isSignedIn
            ? html`<button
                type="button"
                @click=${() => this.#save((api) => api.knowledge.saveReport.mutate({ article }))}
              >${messages.solved}</button>`
            : nothing
        }
      </div>
    </li>`;
  }

  /** Here, unless the page shows it elsewhere. */
  async #open(article: string): Promise<void> {
    const options = { detail: { article }, bubbles: true, composed: true, cancelable: true };
    const kit = this.#client;
    if (!this.#element.dispatchEvent(new CustomEvent('article-selected', options)) || !kit) return;
    this.#read = { article };
    const answer = await kit
      .call((api) => api.knowledge.get.query({ article }))
      .catch(() => undefined);
    if (this.#read?.article === article)
      this.#read = { article, body: answer?.article.body ?? null };
    this.#element.requestUpdate();
  }

  /** Visitors are told of articles alone, and nobody could say whose word it is that one helped. */
  get #isSignedIn(): boolean {
    return this.#person !== null;
  }

  #clear(): void {
    this.#incidents = [];
    this.#articles = [];
    this.#read = undefined;
  }

  #askFor(kit: KitClient | undefined): void {
    const { title, description, service } = this.#session.values;
    const person = this.#session.form?.signedInAs ?? null;
    const asked = JSON.stringify([title.trim(), description.trim(), service, person]);
    // What another person may see is nobody else's.
    if (kit !== this.#client || person !== this.#person) this.#clear();
    this.#person = person;
    if (asked === this.#asked && kit === this.#client) return;
    this.#asked = asked;
    this.#client = kit;
    if (title.trim()) this.#said = undefined;
    clearTimeout(this.#pause);
    if (!title.trim()) this.#clear();
    else if (kit) this.#pause = setTimeout(() => void this.#ask(kit, asked), pauseMs);
  }

  /** What was typed need not be sent. */
  async #save(note: (api: KitApi) => Promise<unknown>): Promise<void> {
    const kit = this.#client;
    if (!kit || this.#isSaving || this.#session.phase !== 'ready') return;
    this.#isSaving = true;
    const isSaved = await kit.call(note).then(
      () => true,
      () => false,
    );
    this.#isSaving = false;
    this.#said = isSaved ? 'saved' : 'failed';
    if (!isSaved) return this.#element.requestUpdate();
    this.#clear();
    this.#bringBack = this.#session.leave();
    await (this.#element as unknown as Form).focusOn('#title');
  }

  /** It did not solve it after all. */
  async #report(): Promise<void> {
    this.#bringBack?.();
    // What was like it is known by now: it is not offered again until something else is typed.
    this.#askFor(this.#client);
    clearTimeout(this.#pause);
    this.#said = 'back';
    await (this.#element as unknown as Form).focusOn('#title');
  }

  async #ask(kit: KitClient, asked: string): Promise<void> {
    const { phase, values } = this.#session;
    if (phase !== 'ready') return;
    const { title, description, service } = values;
    const text = { title, description, service: service || null };
    // Without an answer nothing is shown: the report can be sent all the same.
    const unanswered = () => undefined;
    const { language } = this.#element as unknown as { language: string };
    const [answer, suggested] = await Promise.all([
      this.#isSignedIn
        ? kit.call((api) => api.incidents.similarToText.mutate(text)).catch(unanswered)
        : undefined,
      kit.call((api) => api.knowledge.suggest.mutate({ ...text, language })).catch(unanswered),
    ]);
    if (asked !== this.#asked || kit !== this.#client) return;
    this.#incidents = (answer?.incidents ?? [])
      .filter(({ likeness }) => likeness >= leastLikeness)
      .slice(0, mostShown);
    this.#articles = suggested?.articles ?? [];
    if (!this.#articles.some(({ article }) => article === this.#read?.article)) {
      this.#read = undefined;
    }
    this.#element.requestUpdate();
  }
}

function incidentTemplate(
  { incident, title, status, reportedAt, resolved }: Answer['incidents'][number],
  messages: ReportSimilarMessages,
  locale: string,
  onSolved: () => void,
): TemplateResult {
  const day = formatInstant(locale, reportedAt, { dateStyle: 'medium' });
  return html`<li>
    <p>
      <b>${incident}</b> <span lang="" dir="auto">${title}</span>
      <bdi class="hint">${status.name}, ${messages.reported(day)}</bdi>
    </p>
    ${
      // Where nobody wrote what it was, there is nothing that could have solved it.
      resolved?.text.trim()
        ? html`<p>
            <bdi class="hint">${messages.ended}</bdi>
            <span lang="" dir="auto">${resolved.text}</span>
          </p>
          <button type="button" @click=${onSolved}>${messages.solved}</button>`
        : nothing
    }
  </li>`;
}
