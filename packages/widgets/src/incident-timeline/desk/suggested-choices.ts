import { html, nothing } from 'lit';
import { addStyles } from '../../base/add-styles.ts';
import { languageOf, messagesOf } from '../../base/messages.ts';
import { formatShare } from '../../base/share.ts';
import type { KitApi } from '../../client/api.ts';
import type { TimelineSuggestionsMessages } from '../../locales/en/timeline-suggestions.ts';
import type { DeskHost } from './desk-host.ts';
import { styles } from './suggested-choices.styles.ts';

type Suggested = Awaited<ReturnType<KitApi['learning']['ofIncident']['query']>>;
type Field = 'category' | 'team';

/** What an incident without a category may be about, and whose it may be, by earlier ones: why, and to be chosen by pressing it. */
export class SuggestedChoices {
  readonly #host: DeskHost;
  #found: Suggested | undefined;

  constructor(host: DeskHost, incident: string) {
    this.#host = host;
    host.kit
      .call((api) => api.learning.ofIncident.query({ incident }))
      .then(
        (found) => {
          this.#found = found;
          host.changed();
        },
        // Whoever wants to say what it is about, or whose, does so as ever.
        () => {},
      );
  }

  /** @param isOpen what is still to be said */
  template(locale: string, isOpen: Record<Field, boolean>): unknown {
    const { root, changed } = this.#host;
    const language = languageOf(locale, 'timeline-desk');
    const messages = messagesOf(language, 'timeline-suggestions', changed) as
      | TimelineSuggestionsMessages
      | undefined;
    const { categories = [], teams = [] } = this.#found ?? {};
    const team = this.#host.incident()?.team;
    const others = teams[0]?.id === team ? [] : teams.filter(({ id }) => id !== team);
    const fields: [field: Field, found: Suggested['teams']][] = [];
    if (isOpen.category && categories.length > 0) fields.push(['category', categories]);
    if (isOpen.team && others.length > 0) fields.push(['team', others]);
    if (!messages || fields.length === 0) return undefined;
    addStyles(root, styles);
    return fields.map(([field, found]) => this.#section(locale, messages, field, found));
  }

  #section(
    locale: string,
    messages: TimelineSuggestionsMessages,
    field: Field,
    found: Suggested['teams'],
  ): unknown {
    const label = messages.labels[field];
    return html`
      <section class="suggested-choices" data-field=${field} aria-label=${label}>
        <p class="hint">${label}</p>
        <ul>
          ${found.map(
            ({ id, name, probability, words, like }) => html`
              <li>
                <button
                  type="button"
                  aria-disabled=${this.#host.isBusy()}
                  @click=${() => this.#choose(field, id)}
                >
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

  async #choose(field: Field, id: string): Promise<void> {
    const { run, complain, explain, goOn } = this.#host;
    const isDone = await run(
      ({ incidents }, seen) =>
        field === 'category'
          ? incidents.categorize.mutate({ ...seen, category: id })
          : incidents.assign.mutate({ ...seen, team: id }),
      (error) => complain(explain(error)),
    );
    if (isDone) await goOn();
  }
}
