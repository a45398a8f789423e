import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { format, formatInstant } from '../base/intl.ts';
import { lastDays } from '../base/last-days.ts';
import { languageOf, messagesOf, override } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { bones, standIn } from '../base/stand-in.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ArticlesSavedMessages } from '../locales/en/articles-saved.ts';
import type { KnowledgeSearchMessages } from '../locales/en/knowledge-search.ts';
import { styles } from './articles-saved.styles.ts';

type Query = Parameters<KitApi['knowledge']['figures']['query']>[0];
type Figures = Awaited<ReturnType<KitApi['knowledge']['figures']['query']>>;
type Words = KnowledgeSearchMessages & ArticlesSavedMessages;

/** An answer, and what was asked. */
interface Answer extends Figures {
  asked: Query;
  seq: number;
}

/** The element that shows them. */
interface View {
  root: ShadowRoot;
  /** Its own words, without what only this says. */
  text: KnowledgeSearchMessages;
  /** What the page says in place of any of them. */
  messages: object | undefined;
  locale: string;
  /** Of a heading below the element's own. */
  level: unknown;
  /** An article's title, as it is in all lists. */
  title(article: Figures['articlesThatHelped'][number]): unknown;
  explain(failure: KitRequestError): string;
  again(): void;
}

const file = 'articles-saved';

/** The periods that can be chosen, in days. */
const periods = [7, 30, 90, 365];

/** What articles have saved in a period: figures for the desk, and what helped most. */
export class ArticlesSaved {
  readonly resource: LiveResource<string, Answer>;
  #days: number = 30;
  #answer: Answer | undefined;
  #turn = 0;

  /**
   * @param filter - which articles are meant
   * @param locale - of the page around, with which goes the zone that has the days
   * @param changed - called when there is something else to show
   */
  constructor(
    filter: () => Pick<Query, 'only' | 'service'>,
    locale: () => string,
    changed: () => void,
  ) {
    this.resource = new LiveResource(changed, {
      read: (kit) => this.#read(kit, { ...lastDays(locale(), this.#days), ...filter() }),
      received: (answer) => {
        this.#answer = answer;
      },
      forget: () => {
        this.#answer = undefined;
      },
    });
  }

  /** Why what is shown may be out of date. */
  get failure(): KitRequestError | undefined {
    return this.#answer && this.resource.failure;
  }

  draw(view: View): unknown {
    const { text, locale, messages, again } = view;
    const found = messagesOf(languageOf(locale, file), file, again);
    const words = found && (override({ ...text, ...found }, messages) as unknown as Words);
    const skeleton = bones(words?.loadingSaved, ['title', 'row', 'row']);
    if (!words) return skeleton;
    addStyles(view.root, styles);
    if (this.#answer) return this.#drawAnswer(this.#answer, words, view);
    return standIn(
      { ...words, failed: words.failedSaved },
      {
        ...{ isConfigured: true, resource: this.resource, skeleton },
        explain: (failure) => view.explain(failure),
      },
    );
  }

  /** An answer to what was asked before comes too late. */
  async #read(kit: KitClient, asked: Query): Promise<Answer> {
    const turn = ++this.#turn;
    const figures = await kit.call((api) => api.knowledge.figures.query(asked));
    const before = this.#answer;
    return turn === this.#turn || !before ? { ...figures, asked, seq: 0 } : before;
  }

  readonly #choose = (event: Event): void => {
    this.#days = Number((event.target as HTMLSelectElement).value);
    void this.resource.readAgain();
  };

  #drawAnswer(answer: Answer, words: Words, { locale, level, title }: View): TemplateResult {
    const { from, to } = answer.asked;
    const day = (at: number) => formatInstant(locale, at, { dateStyle: 'medium' });
    return html`
      <div class="saved" part="saved">
        <div class="period">
          <div class="field">
            <label for="days">${words.period}</label>
            <select id="days" @change=${this.#choose}>
              ${periods.map(
                (each) => html`
                  <option value=${each} ?selected=${each === this.#days}>${words.lastDays(each)}</option>
                `,
              )}
            </select>
          </div>
          <p class="hint" data-say>${words.dates(day(from), day(to - 1))}</p>
        </div>
        ${strip(answer, words, locale)}
        <h3 aria-level=${level}>${words.helpedMost}</h3>
        ${helpedMost(answer, words, locale, title)}
      </div>
    `;
  }
}

// As in base/figures/say.ts, which would be a file more for each element that shows figures were it shared with this.
function whole(locale: string, n: number): string {
  return format(Intl.NumberFormat, locale, {}, n);
}

function percent(locale: string, share: number): string {
  return format(Intl.NumberFormat, locale, { style: 'percent', maximumFractionDigits: 1 }, share);
}

function strip(figures: Figures, words: Words, locale: string): TemplateResult {
  const { saved, uses, helpful, unhelpful, toBeReviewed, articles } = figures;
  const say = (n: number) => whole(locale, n);
  const votes = helpful + unhelpful;
  const { validated, ...rest } = articles;
  const others = Object.entries(rest).filter(([, count]) => count > 0);
  const figure = (name: string, value: string, hint: string) => html`
    <div part="figure">
      <dt>${name}</dt>
      <dd class="value">${value}</dd>
      <dd class="hint">${hint}</dd>
    </div>
  `;
  const counted = ([confidence, count]: [string, number]) => {
    const what = words.confidences[confidence as keyof typeof articles];
    return html`<bdi>${words.counted(what, say(count))}</bdi>`;
  };
  return html`
    <dl>
      ${figure(words.saved, say(saved), words.savedBy)}
      ${figure(words.uses, say(uses), words.usesBy)}
      ${
        votes > 0
          ? figure(
              words.votes,
              percent(locale, helpful / votes),
              words.votesOf(say(helpful), say(votes), votes),
            )
          : figure(words.votes, '–', words.noVotes)
      }
      ${figure(words.toReview, say(toBeReviewed), words.toReviewOf(say(validated), validated))}
    </dl>
    ${others.length > 0 ? html`<p class="facts small muted">${others.map(counted)}</p>` : nothing}
  `;
}

function helpedMost(
  { articlesThatHelped }: Figures,
  words: Words,
  locale: string,
  title: View['title'],
): TemplateResult {
  const timesOf = ({ uses, saved }: { uses: number; saved: number }) => uses + saved;
  const [first] = articlesThatHelped;
  if (!first) {
    const sentence = html`<p>${words.noneHelped}</p><p class="hint">${words.howToHelp}</p>`;
    return notice('', circleDashedGlyph, sentence);
  }
  return html`
    <ol role="list" class="helped">
      ${articlesThatHelped.map((each) => {
        const times = timesOf(each);
        const share = Math.round((times / timesOf(first)) * 100);
        return html`
          <li part="article" data-article=${each.article}>
            ${title(each)}
            <p class="facts small muted">
              <bdi>${each.article}</bdi>
              <bdi>${words.resolvedAndSaved(whole(locale, each.uses), whole(locale, each.saved))}</bdi>
            </p>
            <div class="amount">
              <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <path class="track" d="M0 2H100" />
                <path class="share" d="M0 2H${share}" />
              </svg>
              <span class="number">${words.times(whole(locale, times), times)}</span>
            </div>
          </li>
        `;
      })}
    </ol>
  `;
}
