import { html, nothing } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import { formatShare } from '../../base/share.ts';
import type { KitApi } from '../../client/api.ts';
import type { TimelineSuggestionsMessages } from '../../locales/en/timeline-suggestions.ts';
import type { DeskHost } from './desk-host.ts';
import { styles } from './suggested-categories.styles.ts';

type Suggested = Awaited<ReturnType<KitApi['learning']['ofIncident']['query']>>['categories'];

/** What an incident without a category may be about, by earlier ones: why, and to be chosen by pressing it. */
export class SuggestedCategories {
  readonly #host: DeskHost;
  #found: Suggested = [];

  constructor(host: DeskHost, incident: string) {
    this.#host = host;
    host.kit
      .call((api) => api.learning.ofIncident.query({ incident }))
      .then(
        ({ categories }) => {
          this.#found = categories;
          host.changed();
        },
        // Whoever wants to say what it is about does so as ever.
        () => {},
      );
  }

  template(locale: string): unknown {
    const { root, changed, isBusy } = this.#host;
    const language = languageOf(locale, 'timeline-desk');
    const messages = messagesOf(language, 'timeline-suggestions', changed) as
      | TimelineSuggestionsMessages
      | undefined;
    if (!messages || this.#found.length === 0) return undefined;
    addStyles(root, styles);
    return html`
      <section class="suggested-categories" aria-label=${messages.label}>
        <p class="hint">${messages.label}</p>
        <ul>
          ${this.#found.map(
            ({ id, name, probability, words, like }) => html`
              <li>
                <button type="button" aria-disabled=${isBusy()} @click=${() => this.#choose(id)}>
                  ${messages.use(name, formatShare(locale, probability))}
                </button>
                ${words.length > 0 ? html`<span class="hint">${messages.because(words)}</span>` : nothing}
                ${
                  like.length > 0
                    ? html`<span class="hint">
                        ${messages.like}
                        ${like.map(({ incident, title }) => html`<bdi title=${title}>${incident}</bdi> `)}
                      </span>`
                    : nothing
                }
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  async #choose(category: string): Promise<void> {
    const { run, complain, explain, goOn } = this.#host;
    const isDone = await run(
      (api, seen) => api.incidents.categorize.mutate({ ...seen, category }),
      (error) => complain(explain(error)),
    );
    if (isDone) await goOn();
  }
}
